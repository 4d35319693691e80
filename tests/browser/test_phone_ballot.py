"""Ballots and taps: saved as people choose, over a weak line and a reload, and counted once."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Hall
from tests.browser.screens import PATIENCE
from tests.browsing import expect

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
WAITS_WITH = "words => Object.keys(localStorage).some(name => localStorage[name].includes(words))"
"""Both marks are in what waits to be sent."""


IN_SIGHT = """each => {
  const box = each.getBoundingClientRect();
  return [box.top + 2, box.bottom - 2].every(y => each.contains(document.elementFromPoint(box.left + 20, y)));
}"""


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for what no screen shows."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < deadline


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
    assert {PARK: 0, BENCH: 1} == evening.revealed()


@pytest.mark.parametrize("size", [(320, 568), (568, 320)])
def test_large_letters_leave_the_ballot_in_sight_while_it_closes(hall: Hall, size: tuple[int, int]) -> None:
    """Somebody reads letters of twice the size: neither the countdown nor the button covers what they choose from."""
    page = hall.new_phone(viewport={"width": size[0], "height": size[1]})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    hall.evening.open_vote(PARK, BENCH)
    phone = hall.phone(page)
    hall.evening.step("close")
    phone.shows(phone.t("phone.now.closing"))
    choice = page.get_by_text(BENCH)
    choice.evaluate("each => each.scrollIntoView({ block: 'center' })")
    assert choice.evaluate(IN_SIGHT)


def test_what_was_sent_without_a_line_stays_an_answer(hall: Hall) -> None:
    """Whoever was done and changes a mark before it could be saved is still done."""
    hall.evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.page.context.set_offline(True)
    phone.tick(PARK)
    phone.press(phone.t("phone.vote.done"))
    phone.shows(phone.t("phone.line.offline"))
    phone.tick(BENCH)
    phone.page.wait_for_function(WAITS_WITH, arg="=1&m_")
    phone.page.context.set_offline(False)
    phone.shows(phone.t("phone.vote.saved"))
    assert 1 == hall.evening.activity("vote")["answered"]


def test_the_button_says_that_it_is_saved(hall: Hall) -> None:
    """Until something is changed, after a reload too."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.vote(PARK)
    expect(phone.button(t("phone.vote.sealed"))).to_be_visible()
    phone.page.reload()
    expect(phone.button(t("phone.vote.sealed"))).to_be_visible()
    phone.tick(BENCH)
    expect(phone.button(t("phone.vote.done"))).to_be_visible()
    phone.vote()
    expect(phone.button(t("phone.vote.sealed"))).to_be_visible()
    assert {PARK: 1, BENCH: 1} == evening.revealed()


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
    assert {PARK: 0, BENCH: 1} == evening.revealed()


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
    assert {PARK: 1, BENCH: 1} == evening.revealed()


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
    one, two = t("common.template.arrival.choices1"), t("common.template.arrival.choices2")
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
