"""A weak line, a reload, a double tap, a full disk: nothing is lost, nothing is counted twice, nothing is claimed."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Hall
from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE, Phone

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); }
});"""
NO_STREAMS = "delete window.EventSource;"
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def ideas_of(evening: Evening) -> list[str]:
    """As the server has them, in order of arrival."""
    found = evening.call("result", activity=evening.activity("ideas")["id"])
    return [idea["text"] for idea in found["result"]["all"]]


@pytest.fixture
def writer(hall: Hall) -> Phone:
    """Somebody at an open ideas step."""
    hall.evening.step("open", "ideas")
    phone = hall.phone()
    phone.shows(hall.evening.t("common.template.ideas.prompt"))
    return phone


def arrived(phone: Phone, idea: str) -> None:
    """The idea stands under one's own, and no longer as one that is on its way."""
    expect(phone.page.locator("#own li:not(.waiting)").filter(has_text=idea)).to_be_visible(timeout=PATIENCE)


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for what no screen shows."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def test_an_idea_sent_without_a_line_arrives_once(writer: Phone) -> None:
    """Calm words meanwhile, "saved" only afterwards."""
    t, context = writer.t, writer.page.context
    context.set_offline(True)
    writer.send(PARK)
    writer.shows(t("phone.line.offline"))
    expect(writer.page.locator("#own li.waiting")).to_contain_text(PARK)
    assert not writer.text(re.compile(f"^{t('phone.line.saved')}$")).is_visible()

    context.set_offline(False)
    arrived(writer, PARK)
    assert [PARK] == ideas_of(writer.evening)


def test_an_idea_waits_through_a_reload(writer: Phone) -> None:
    """The phone is put away before the line is back."""
    writer.page.route("**/a/*", lambda route: route.abort())
    writer.send(PARK)
    writer.shows(writer.t("phone.line.offline"))
    writer.page.reload()
    expect(writer.page.locator("#own li.waiting")).to_contain_text(PARK)

    writer.page.unroute("**/a/*")
    arrived(writer, PARK)
    assert [PARK] == ideas_of(writer.evening)


def test_an_answer_that_got_lost_is_no_second_idea(writer: Phone) -> None:
    """The server has it, the phone does not know: it sends the same again."""
    lost = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    writer.page.route("**/a/*", lose_the_answer, times=1)
    writer.send(PARK)
    arrived(writer, PARK)
    assert ([200], [PARK]) == (lost, ideas_of(writer.evening))


@pytest.mark.parametrize(
    "status, content", [(503, "{}"), (502, "<html>Bad Gateway"), (200, "<html>Sign in to this network")]
)
def test_what_is_not_our_word_is_no_confirmation(writer: Phone, status: int, content: str) -> None:
    """A full disk, a proxy, a hotel's sign-in page: the phone keeps it and tries again."""
    writer.page.route("**/a/*", lambda route: route.fulfill(status=status, body=content), times=1)
    writer.send(PARK)
    writer.shows(writer.t("phone.line.offline"))
    arrived(writer, PARK)
    assert [PARK] == ideas_of(writer.evening)


def test_a_double_tap_is_one_idea(writer: Phone) -> None:
    """However quick."""
    writer.write(PARK)
    writer.button(writer.t("phone.ideas.send")).evaluate("(button) => { button.click(); button.click(); }")
    writer.button(writer.t("phone.ideas.send")).dblclick()
    arrived(writer, PARK)
    assert [PARK] == ideas_of(writer.evening)
    assert not writer.text(writer.t("common.refused.empty")).is_visible()


def test_what_is_typed_survives_a_reload(writer: Phone) -> None:
    """Or a phone that closed the page by itself."""
    writer.write("Pitkä ajatus")
    writer.page.reload()
    expect(writer.page.get_by_role("textbox")).to_have_value("Pitkä ajatus")


def test_what_is_typed_comes_along_when_the_step_closes(writer: Phone) -> None:
    """It can still be sent while the vote is being prepared."""
    writer.write("Pitkä ajatus")
    writer.evening.do("close")
    writer.shows(writer.t("phone.ideas.over"))
    expect(writer.page.get_by_role("textbox")).to_have_value("Pitkä ajatus")
    writer.press(writer.t("phone.ideas.send"))
    arrived(writer, "Pitkä ajatus")


def test_a_refused_idea_is_back_in_its_field(writer: Phone) -> None:
    """With the reason; and it can be changed and sent."""
    writer.send("ö" * 281)
    writer.shows(writer.t("common.refused.too_long", length=281, limit=280))
    expect(writer.page.get_by_role("textbox")).to_have_value("ö" * 281)
    expect(writer.page.locator("#own li")).to_have_count(0)
    writer.send(PARK)
    arrived(writer, PARK)
    writer.shows_no(writer.t("common.refused.too_long", length=281, limit=280))


def test_an_idea_that_comes_too_late_is_not_lost(writer: Phone) -> None:
    """It went out without a line and comes when the vote is on: it stands there to be read and copied."""
    evening, t, context = writer.evening, writer.t, writer.page.context
    context.set_offline(True)
    writer.send(PARK)
    writer.shows(t("phone.line.offline"))
    evening.open_vote("Yksi", "Kaksi")
    context.set_offline(False)
    writer.shows(t("common.refused.late"), PARK)
    assert [] == ideas_of(evening)


def test_an_own_idea_is_taken_back(writer: Phone) -> None:
    """One that was just sent, without a reload."""
    writer.send(PARK)
    arrived(writer, PARK)
    writer.press(writer.t("phone.ideas.remove_this", text=PARK))
    expect(writer.page.locator("#own li")).to_have_count(0, timeout=PATIENCE)
    assert [] == ideas_of(writer.evening)


def test_choices_are_saved_by_themselves_and_counted_when_done(hall: Hall) -> None:
    """Half done is kept; a reload shows it again; only "done" is an answer."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.tick(PARK)
    phone.shows(t("phone.vote.kept"))
    assert 0 == evening.activity("vote")["answered"]
    phone.page.reload()
    expect(phone.page.get_by_role("checkbox", name=PARK)).to_be_checked()
    phone.vote(BENCH)
    assert 1 == evening.activity("vote")["answered"]
    phone.page.get_by_role("checkbox", name=PARK).uncheck()
    phone.shows_no(t("phone.line.saving"))
    evening.end_answering()
    evening.step("reveal")
    assert {PARK: 0, BENCH: 1} == evening.counted()


def test_choices_made_without_a_line_survive_a_reload(hall: Hall) -> None:
    """The ballot shows what the phone has, not the older one that the server has."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.vote(PARK)
    phone.page.route("**/a/*", lambda route: route.abort())
    phone.page.get_by_role("checkbox", name=PARK).uncheck()
    phone.tick(BENCH)
    phone.shows(t("phone.line.offline"))
    phone.page.reload()
    expect(phone.page.get_by_role("checkbox", name=PARK)).not_to_be_checked()
    expect(phone.page.get_by_role("checkbox", name=BENCH)).to_be_checked()
    phone.page.unroute("**/a/*")
    phone.shows(t("phone.vote.saved"))
    evening.end_answering()
    evening.step("reveal")
    assert {PARK: 0, BENCH: 1} == evening.counted()


def test_a_half_done_ballot_is_kept_when_the_vote_closes(hall: Hall) -> None:
    """Who still ponders when the countdown begins loses nothing, and may go on."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.tick(PARK)
    evening.do("close")
    phone.shows(t("phone.now.closing"))
    expect(phone.page.get_by_role("checkbox", name=PARK)).to_be_checked()
    phone.tick(BENCH)
    phone.shows(t("phone.vote.kept"))
    evening.end_answering()
    evening.step("reveal")
    assert {PARK: 1, BENCH: 1} == evening.counted()


def test_a_page_that_is_left_sends_what_was_chosen(hall: Hall) -> None:
    """The last tap before the phone goes into the pocket."""
    evening = hall.evening
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.page.get_by_role("checkbox", name=PARK).check()
    phone.page.goto("about:blank")
    by_script = phone.page.context.request
    until(phone.page, lambda: " checked" in by_script.get(evening.links["phone"]).text())


def test_one_tap_answers_the_first_question(hall: Hall) -> None:
    """And another tap changes it; said to be saved only when it is."""
    evening, t = hall.evening, hall.evening.t
    evening.step("next")
    phone = hall.phone()
    one, two = t("common.template.arrival.choice1"), t("common.template.arrival.choice2")
    phone.page.route("**/a/*", lambda route: route.abort())
    phone.press(one)
    phone.shows(t("phone.line.offline"))
    phone.shows_no(t("phone.arrival.changeable"))
    phone.page.unroute("**/a/*")
    phone.press(two)
    phone.shows(t("phone.arrival.changeable"))
    phone.page.reload()
    expect(phone.button(two)).to_have_attribute("aria-pressed", "true")
    expect(phone.button(one)).to_have_attribute("aria-pressed", "false")


def test_dots_stop_at_the_limit(hall: Hall) -> None:
    """The phone helps, and what is left is always seen."""
    evening, t = hall.evening, hall.evening.t
    vote = evening.activity("vote")["id"]
    evening.do("configure", activity=vote, settings={"source": "typed", "typed": [PARK, BENCH], "dots": 2})
    evening.step("open", "vote")
    phone = hall.phone()
    more = phone.button(t("phone.vote.more", text=PARK))
    more.click()
    more.click()
    expect(phone.page.locator("[data-left]")).to_contain_text("0")
    expect(more).to_have_attribute("aria-disabled", "true")
    expect(phone.button(t("phone.vote.more", text=BENCH))).to_have_attribute("aria-disabled", "true")
    phone.press(t("phone.vote.done"))
    phone.shows(t("phone.vote.saved"))
    evening.end_answering()
    evening.step("reveal")
    phone.shows(t.count("phone.result.dots", 2))


def test_in_private_mode_it_works_too(hall: Hall, new_context: Callable[..., BrowserContext]) -> None:
    """Where the browser keeps nothing, the open page does."""
    hall.evening.step("open", "ideas")
    context = new_context()
    context.add_init_script(NO_STORAGE)
    phone = hall.phone(context.new_page())
    context.set_offline(True)
    phone.send(PARK)
    phone.shows(phone.t("phone.line.offline"))
    context.set_offline(False)
    arrived(phone, PARK)
    assert [PARK] == ideas_of(hall.evening)


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


def test_a_hidden_page_listens_no_more(hall: Hall) -> None:
    """Browsers allow six connections to one host; the seventh tab would hang."""
    phone = hall.phone()
    phone.page.evaluate(HIDE, True)
    hall.evening.step("open", "ideas")
    hall.phone().shows(phone.t("common.template.ideas.prompt"))
    assert phone.t("common.template.ideas.prompt") not in phone.whole
    phone.page.evaluate(HIDE, False)
    phone.shows(phone.t("common.template.ideas.prompt"))


def test_the_language_changes_and_the_text_stays(writer: Phone) -> None:
    """A form that is half filled in does not ask to be filled in again."""
    writer.write("Pitkä ajatus")
    writer.button("Svenska").click()
    expect(writer.page.locator("html")).to_have_attribute("lang", "sv")
    expect(writer.page.get_by_role("textbox")).to_have_value("Pitkä ajatus")


def test_joining_takes_few_requests(hall: Hall) -> None:
    """Page, script, joining with the first step in the answer, stream."""
    hall.evening.step("open", "ideas")
    page: Page = hall.new_phone()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    phone = hall.phone(page)
    phone.shows(phone.t("common.template.ideas.prompt"))
    assert 4 >= len(asked), asked
