"""A weak line, a reload, a double tap, a full disk: nothing is lost, nothing is counted twice, nothing is claimed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.browser.conftest import Hall
from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE, Phone
from tests.browser.test_phone_listening import HIDE
from tests.browsing import expect

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
TEN_MINUTES = 600_000
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); }
});"""


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


@pytest.mark.parametrize("status", [502, 503, 0])
def test_joining_waits_for_the_line(hall: Hall, status: int) -> None:
    """A proxy whose server is away, a database that is away, no line at all: no page of theirs takes the phone away."""
    t, page = hall.evening.t, hall.new_phone()
    page.goto(hall.evening.links["phone"])
    refuse = (
        (lambda route: route.fulfill(status=status, body="<html>Bad Gateway"))
        if status
        else lambda route: route.abort()
    )
    page.route("**/join?*", refuse)
    phone = Phone(page, hall.evening)
    phone.press(t("phone.join.button"))
    phone.shows(t("phone.line.lost"))
    page.unroute("**/join?*")
    phone.shows(t("phone.waiting.first"))
    phone.shows_no(t("phone.line.lost"))


def test_a_double_tap_joins_once(hall: Hall) -> None:
    """One phone is one person, also before it has a cookie."""
    page, asked = hall.new_phone(), []
    page.goto(hall.evening.links["phone"])
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    phone = Phone(page, hall.evening)
    button = phone.button(phone.t("phone.join.button"))
    button.evaluate("(button) => { button.click(); button.click(); }")
    phone.shows(phone.t("phone.waiting.first"))
    assert 1 == len(asked), asked


def test_an_idea_sent_without_a_line_arrives_once(writer: Phone) -> None:
    """Calm words meanwhile, "saved" only afterwards."""
    t, context = writer.t, writer.page.context
    context.set_offline(True)
    writer.send(PARK)
    writer.shows(t("phone.line.offline"))
    expect(writer.page.locator("#own li.waiting")).to_contain_text(PARK)
    assert not writer.text(re.compile(f"^{t('phone.line.saved')}$")).is_visible()

    context.set_offline(False)
    writer.is_saved(PARK)
    assert [PARK] == ideas_of(writer.evening)


def test_an_idea_waits_through_a_reload(writer: Phone) -> None:
    """The phone is put away before the line is back."""
    writer.page.route("**/a/*", lambda route: route.abort())
    writer.send(PARK)
    writer.shows(writer.t("phone.line.offline"))
    writer.page.reload()
    expect(writer.page.locator("#own li.waiting")).to_contain_text(PARK)

    writer.page.unroute("**/a/*")
    writer.is_saved(PARK)
    assert [PARK] == ideas_of(writer.evening)


def test_an_answer_that_got_lost_is_no_second_idea(writer: Phone) -> None:
    """The server has it, the phone does not know: it sends the same again."""
    lost = []

    def lose_the_answer(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    writer.page.route("**/a/*", lose_the_answer, times=1)
    writer.send(PARK)
    writer.is_saved(PARK)
    assert ([200], [PARK]) == (lost, ideas_of(writer.evening))


def test_an_idea_that_another_tab_sent_is_saved_in_this_one(writer: Phone) -> None:
    """Whoever scans the code again has two tabs, and looks at the first one again some time."""
    writer.page.route("**/a/**", lambda route: route.abort())
    writer.send(BENCH)
    expect(writer.page.locator("#own li.waiting")).to_have_text(re.compile(BENCH))
    other = Phone(writer.page.context.new_page(), writer.evening)
    other.page.goto(writer.evening.links["phone"])
    other.is_saved(BENCH)
    writer.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    writer.is_saved(BENCH)
    assert [BENCH] == ideas_of(writer.evening)


@pytest.mark.parametrize(
    "status, content", [(503, "{}"), (502, "<html>Bad Gateway"), (200, "<html>Sign in to this network")]
)
def test_what_is_not_our_word_is_no_confirmation(writer: Phone, status: int, content: str) -> None:
    """A full disk, a proxy, a hotel's sign-in page: the phone keeps it and tries again."""
    writer.page.route("**/a/*", lambda route: route.fulfill(status=status, body=content), times=1)
    writer.send(PARK)
    writer.shows(writer.t("phone.line.offline"))
    writer.is_saved(PARK)
    assert [PARK] == ideas_of(writer.evening)


def test_a_double_tap_is_one_idea(writer: Phone) -> None:
    """However quick."""
    writer.write(PARK)
    writer.button(writer.t("phone.ideas.send")).evaluate("(button) => { button.click(); button.click(); }")
    writer.button(writer.t("phone.ideas.send")).dblclick()
    writer.is_saved(PARK)
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
    writer.is_saved("Pitkä ajatus")


def test_a_refused_idea_is_back_in_its_field(writer: Phone) -> None:
    """With the reason; and it can be changed and sent."""
    writer.send("ö" * 281)
    writer.shows(writer.t("common.refused.too_long", length=281, limit=280))
    expect(writer.page.get_by_role("textbox")).to_have_value("ö" * 281)
    expect(writer.page.locator("#own li")).to_have_count(0)
    writer.send(PARK)
    writer.is_saved(PARK)
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
    writer.is_saved(PARK)
    writer.press(writer.t("phone.ideas.remove_this", text=PARK))
    expect(writer.page.locator("#own li:not(.gone)")).to_have_count(0, timeout=PATIENCE)
    expect(writer.button(writer.t("phone.ideas.undo_this", text=PARK))).to_be_visible()
    assert [] == ideas_of(writer.evening)


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
    phone.is_saved(PARK)
    assert [PARK] == ideas_of(hall.evening)


def test_a_phone_that_kept_no_cookie_is_told(writer: Phone) -> None:
    """In clear words; and what was sent waits at the door, and comes in with them."""
    writer.page.context.clear_cookies()
    writer.send(PARK)
    writer.shows(writer.t("common.refused.no_cookies"))
    writer.press(writer.t("phone.join.button"))
    writer.is_saved(PARK)


def test_the_language_changes_and_the_text_stays(writer: Phone) -> None:
    """A form that is half filled in does not ask to be filled in again."""
    writer.write("Pitkä ajatus")
    writer.button("Svenska").click()
    expect(writer.page.locator("html")).to_have_attribute("lang", "sv")
    expect(writer.page.get_by_role("textbox")).to_have_value("Pitkä ajatus")


def test_an_idea_waits_through_ten_minutes_without_a_signal_and_a_sleep(hall: Hall) -> None:
    """In a pocket, in a cellar: it leaves when there is a signal again and the phone is taken into the hand, once."""
    hall.evening.step("open", "ideas")
    page = hall.new_phone()
    page.clock.install()
    phone = hall.phone(page)
    phone.shows(hall.evening.t("common.template.ideas.prompt"))
    page.context.set_offline(True)
    phone.send(PARK)
    phone.shows(phone.t("phone.line.offline"))
    page.evaluate(HIDE, True)
    page.clock.fast_forward(TEN_MINUTES)
    expect(page.locator("#own li.waiting")).to_contain_text(PARK)
    assert [] == ideas_of(hall.evening)

    page.context.set_offline(False)
    page.evaluate(HIDE, False)
    page.clock.fast_forward(15_000)
    phone.is_saved(PARK)
    assert [PARK] == ideas_of(hall.evening)
