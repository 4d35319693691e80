"""Hearing of changes: by a stream that comes back, by looking now and then, and not at all while hidden."""

import json
from collections.abc import Callable

from playwright.sync_api import APIResponse, BrowserContext, Page, Route

from tests.browser.conftest import Hall
from tests.browser.screens import HEARS_NEWS, Phone

BENCH = "Penkki aurinkoon"
NO_STREAMS = "delete window.EventSource;"
LINE = "EventSource = class extends EventSource { constructor(address) { super(address); window.line = this; } };"
NEWS = "told => line.dispatchEvent(new MessageEvent('version', {data: told}))"
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_without_streams_a_phone_looks_by_itself(
    hall: Hall, new_context: Callable[..., BrowserContext]
) -> None:
    """Every 10 to 15 seconds."""
    context = new_context()
    context.add_init_script(NO_STREAMS)
    page = context.new_page()
    page.clock.install()
    phone = hall.phone(page)
    hall.evening.step("open", "ideas")
    page.clock.fast_forward(16_000)
    phone.shows(hall.evening.t("common.template.ideas.prompt"))


def test_a_broken_stream_comes_back(hall: Hall) -> None:
    """`EventSource` gives up for good on a 502; the phone does not."""
    page = hall.new_phone()
    page.clock.install()
    page.route("**/events", lambda route: route.fulfill(status=502, body="Bad Gateway"), times=1)
    with page.expect_response("**/events"):
        phone = hall.phone(page)
    page.clock.fast_forward(5_000)
    hall.evening.step("open", "ideas")
    phone.shows(hall.evening.t("common.template.ideas.prompt"))


def test_a_lost_line_is_said_calmly_and_goes_away(hall: Hall) -> None:
    """Also when nothing waits to be sent; and what happened meanwhile is there at once."""
    phone = hall.phone()
    context, t = phone.page.context, phone.t
    context.set_offline(True)
    phone.shows(t("phone.line.lost"))
    hall.evening.step("open", "ideas")
    context.set_offline(False)
    phone.shows(t("common.template.ideas.prompt"))
    phone.shows_no(t("phone.line.lost"))


def test_a_look_that_failed_is_made_up_for_at_the_next_sign_of_life(hall: Hall) -> None:
    """The stream was never broken, and nothing new need be told before the line is said to be back."""
    page = hall.new_phone()
    page.add_init_script(LINE)
    phone = hall.phone(page)
    page.route("**/now", lambda route: route.abort())
    page.evaluate(NEWS, json.dumps({"v": "other"}))
    phone.shows(phone.t("phone.line.lost"))
    page.unroute("**/now")
    page.evaluate("line.dispatchEvent(new Event('beat'))")
    phone.shows_no(phone.t("phone.line.lost"))


def test_a_hidden_page_listens_no_more(hall: Hall) -> None:
    """Browsers allow six connections to one host; the seventh tab would hang."""
    phone = hall.phone()
    phone.page.evaluate(HIDE, True)
    hall.evening.step("open", "ideas")
    hall.phone().shows(phone.t("common.template.ideas.prompt"))
    assert phone.t("common.template.ideas.prompt") not in phone.whole
    phone.page.evaluate(HIDE, False)
    phone.shows(phone.t("common.template.ideas.prompt"))


def test_a_new_step_comes_with_the_news(hall: Hall) -> None:
    """Nobody asks for what nearly all show alike; who has answered sees their own, and asks."""
    evening, t, page = hall.evening, hall.evening.t, hall.new_phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/events"):
        phone = hall.phone(page)
    evening.step("open", "ideas")
    phone.shows(t("common.template.ideas.prompt"))
    assert not [url for url in asked if url.endswith("/now")]
    phone.send(BENCH)
    phone.is_saved(BENCH)
    with phone.page.expect_request("**/now"):
        evening.step("close")
    phone.shows(t("phone.ideas.over"), BENCH)


def test_an_older_screen_takes_nothing_away(hall: Hall) -> None:
    """On a slow line a screen may come that was made before one's own answer arrived."""
    page = hall.new_phone()
    page.add_init_script(LINE)
    phone, other = _one_who_asks(hall, page), hall.phone()
    hall.evening.step("close")
    for screen in (phone, other):
        screen.shows(phone.t("phone.ideas.over"))
    older = {"v": "older", "main": other.page.evaluate("document.querySelector('main').outerHTML")}
    with phone.page.expect_request("**/now"):
        phone.page.evaluate(NEWS, json.dumps(older))
    phone.shows(BENCH)


def test_what_comes_while_a_phone_looks_is_not_missed(hall: Hall) -> None:
    """On a slow line the answer to a look is older than what the phone was told meanwhile."""
    t, phone = hall.evening.t, _one_who_asks(hall)
    held: list[tuple[Route, APIResponse]] = []
    phone.page.route("**/now", lambda route: held.append((route, route.fetch())), times=1)
    with phone.page.expect_request("**/now"):
        hall.evening.do("countdown", seconds=300)
    news = phone.page.evaluate_handle(HEARS_NEWS, f"/j/{hall.evening.code}/events")
    hall.evening.step("open", "vote")
    news.evaluate("heard => heard.news")
    [(route, older)] = held
    with phone.page.expect_request("**/now"):
        route.fulfill(response=older)
    phone.shows(t("phone.vote.done"))


def test_a_replica_that_has_not_heard_yet_is_asked_again(hall: Hall) -> None:
    """One tells the phone of a change, and the look goes to another."""
    phone = _one_who_asks(hall)
    phone.page.route("**/now", lambda route: route.fulfill(status=304), times=1)
    with phone.page.expect_request("**/now"):
        hall.evening.do("countdown", seconds=300)
    phone.shows(phone.t("phone.now.time_left"))


def _one_who_asks(hall: Hall, page: Page | None = None) -> Phone:
    """Somebody who has given something, and so sees a screen of their own."""
    hall.evening.step("open", "ideas")
    phone = hall.phone(page)
    phone.send(BENCH)
    phone.is_saved(BENCH)
    return phone


def test_joining_takes_few_requests(hall: Hall) -> None:
    """Page, script, joining with the first step in the answer, stream."""
    hall.evening.step("open", "ideas")
    page: Page = hall.new_phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    phone = hall.phone(page)
    phone.shows(phone.t("common.template.ideas.prompt"))
    assert 4 >= len(asked), asked
