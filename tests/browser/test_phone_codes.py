"""One phone that is handed from person to person in a vote with one-time codes: no ballot is seen by the next one, and
none is lost."""

import json

import pytest

from facilitation.ballot_codes import hashed
from facilitation.model import Workshop
from tests.browser.screens import PATIENCE, Hall, Phone
from tests.browsing import expect

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
FIRST, SECOND = "AAAACCCC", "DDDDEEEE"
_BALLOT = "document.querySelector('form.ballot')"
_KEPT = """(event) => Object.entries(localStorage)
  .filter(([name]) => name.startsWith(event) && /coded|slip|outbox/.test(name)).join()"""
"""Of this event: a page that is used again may still write down, as it is left, what it had of another."""


def coded_vote(hall: Hall, method: str = "approval") -> str:
    """An open vote with two codes; its step."""
    evening = hall.evening
    vote = str(evening.activity("vote")["id"])
    settings = {"source": "typed", "typed": [PARK, BENCH], "method": method}
    evening.do("configure", activity=vote, settings=settings)
    workshop = Workshop.model_validate(json.loads(evening.call("backup")["text"])["workshop"])
    codes = [hashed(workshop, vote, code) for code in (FIRST, SECOND)]
    evening.do("make_codes", activity=vote, codes=codes, there=0)
    evening.step("open", "vote")
    return vote


def marked(phone: Phone) -> list[str]:
    """What stands in the ballot, the code too."""
    form = f"[...new FormData({_BALLOT})]"
    return list(
        phone.page.evaluate(f"{form}.filter(([name, value]) => name !== 'asked' && value > '0').flat()")
    )


def is_handed_on(phone: Phone) -> None:
    """Saved, and nothing of it is on the phone any more."""
    phone.shows(phone.t("phone.vote.code.saved"))
    expect(phone.button(phone.t("phone.vote.done"))).to_be_visible()
    assert [] == marked(phone)
    kept = phone.page.evaluate(_KEPT, f"/j/{phone.evening.code}")
    assert (False, False) == (FIRST in kept, "m_o1" in kept)


def test_a_wrong_code_is_not_said_any_more_when_the_right_one_has_voted(hall: Hall) -> None:
    """An idea that came too late stands above the ballot meanwhile, and goes on saying why it is there."""
    hall.evening.step("open", "ideas")
    phone = hall.phone()
    phone.page.context.set_offline(True)
    phone.send(PARK)
    coded_vote(hall)
    phone.page.context.set_offline(False)
    late, wrong = (phone.t(f"common.refused.{key}") for key in ("late", "wrong_code"))
    phone.shows(late)
    phone.tick(BENCH)
    type_code(phone, "AAAACCCD")
    phone.page.evaluate(f"{_BALLOT}.refused = true")
    phone.press(phone.t("phone.vote.done"))
    phone.shows(wrong)
    phone.page.wait_for_function(
        f"!{_BALLOT}.refused"
    )  # it comes anew; a press on the one that goes would be none
    type_code(phone, FIRST)
    phone.press(phone.t("phone.vote.done"))
    phone.shows(phone.t("phone.vote.code.saved"), late)
    phone.shows_no(wrong)
    phone.page.reload()
    phone.shows(late, PARK)


def type_code(phone: Phone, code: str) -> None:
    phone.page.get_by_label(phone.t("phone.vote.code")).fill(code, timeout=PATIENCE)


def sent_without_a_line(hall: Hall) -> Phone:
    """A first ballot, for the park, that waits on the phone."""
    coded_vote(hall)
    phone = hall.phone()
    phone.page.route("**/a/*", lambda route: route.abort())
    type_code(phone, FIRST)
    phone.tick(PARK)
    phone.press(phone.t("phone.vote.done"))
    phone.shows(phone.t("phone.line.offline"))
    return phone


@pytest.mark.parametrize("method", ["approval", "dots"])
def test_the_next_one_finds_an_empty_ballot(hall: Hall, method: str) -> None:
    """By script at once, and after a reload; each code is a ballot."""
    coded_vote(hall, method)
    phone = hall.phone()
    for code in (FIRST, SECOND):
        type_code(phone, code)
        if method == "dots":
            phone.press(phone.t("phone.vote.more", text=PARK))
            expect(phone.page.locator("[data-left] b")).to_have_text("2")
        else:
            phone.tick(PARK)
        phone.press(phone.t("phone.vote.done"))
        is_handed_on(phone)
        if method == "dots":
            expect(phone.page.locator("[data-left] b")).to_have_text("3")
            assert ["0", "0"] == phone.page.locator("output").all_inner_texts()
    phone.page.reload()
    assert [] == marked(phone)
    assert {PARK: 2, BENCH: 0} == hall.evening.revealed()


def test_a_ballot_that_is_not_saved_yet_stays_until_it_is(hall: Hall) -> None:
    """Without a line, over a reload, and with a code that was typed wrong."""
    coded_vote(hall)
    phone, t = hall.phone(), hall.evening.t
    type_code(phone, "AAAAAAAA")
    phone.tick(PARK)
    phone.press(t("phone.vote.done"))
    phone.shows(t("common.refused.wrong_code"))
    assert {"code", "AAAAAAAA", "m_o1", "1"} == set(marked(phone))
    type_code(phone, FIRST)
    phone.page.route("**/a/*", lambda route: route.abort())
    phone.press(t("phone.vote.done"))
    phone.shows(t("phone.line.offline"))
    phone.page.reload()
    assert {"code", FIRST, "m_o1", "1"} == set(marked(phone))
    phone.page.unroute("**/a/*")
    is_handed_on(phone)
    assert {PARK: 1, BENCH: 0} == hall.evening.revealed()


def test_what_the_next_one_has_begun_is_not_taken_away(hall: Hall) -> None:
    """While the first ballot still waits for a line, a second one is written and sent over it."""
    phone, t = sent_without_a_line(hall), hall.evening.t
    type_code(phone, SECOND)
    phone.tick(BENCH)
    with phone.page.expect_response("**/a/*"):
        phone.page.unroute("**/a/*")
    assert {SECOND, "m_o2"} <= set(marked(phone))
    phone.press(t("phone.vote.done"))
    is_handed_on(phone)
    assert {PARK: 2, BENCH: 1} == hall.evening.revealed()


def test_what_is_changed_while_it_is_being_saved_is_not_called_saved(hall: Hall) -> None:
    """It still stands in the ballot, and is sent with the next press."""
    phone, t = sent_without_a_line(hall), hall.evening.t
    phone.tick(BENCH)
    with phone.page.expect_response("**/a/*"):
        phone.page.unroute("**/a/*")
    expect(phone.page.locator("#line")).not_to_have_text(t("phone.line.offline"))
    expect(phone.page.locator("[data-said]")).to_have_text("")
    phone.press(t("phone.vote.done"))
    is_handed_on(phone)
    assert {PARK: 1, BENCH: 1} == hall.evening.revealed()
