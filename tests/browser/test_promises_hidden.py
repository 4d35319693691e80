"""Hurtful words are hidden at the desk while the room votes on them: they go from every screen by themselves."""

import pytest

from tests.browser.screens import Hall, Phone, by_themselves
from tests.browsing import expect

RUDE, BENCH = "Törkeä idea naapurista", "Penkki aurinkoon"


@pytest.mark.parametrize("method", ["dots", "approval", "yesno"])
def test_words_that_are_hidden_go_from_an_open_ballot(hall: Hall, method: str) -> None:
    """On the wall, also while it is held, and on the phone, from what is read out too; what was marked stays."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    writer = hall.phone()
    for idea in (RUDE, BENCH):
        writer.send(idea)
        writer.is_saved(idea)
    ideas, rude = evening.activity("ideas")["id"], evening.idea(RUDE)
    evening.step("close")
    evening.do("configure", activity=evening.activity("vote")["id"], settings={"method": method})
    evening.step("open", "vote")
    phone, stage = hall.phone(), hall.stage()
    phone.shows(RUDE)
    _mark(hall, phone, method)
    evening.do("stage", mode="held")
    stage.shows(t("stage.held"), RUDE)

    with by_themselves(phone, stage):
        evening.do("hide", activity=ideas, ideas=[rude])
        stage.shows(t("common.hidden_idea"), BENCH)
        phone.shows(t("common.hidden_idea"), BENCH)
        assert RUDE not in phone.whole
        assert RUDE not in stage.whole
        assert "1" == phone.page.evaluate(_MARKED, f"m_{rude}")
        phone.press(t("phone.vote.done"))
        phone.shows(t("phone.vote.saved"))
        evening.do("restore", activity=ideas, ideas=[rude])
        stage.shows(RUDE)
        phone.shows(RUDE)


_MARKED = "name => new FormData(document.querySelector('form.ballot')).get(name)"


def _mark(hall: Hall, phone: Phone, method: str) -> None:
    t = hall.evening.t
    if method == "dots":
        phone.press(t("phone.vote.more", text=RUDE))
    elif method == "approval":
        phone.tick(RUDE)
    else:
        phone.page.get_by_role("group", name=RUDE).get_by_role(
            "radio", name=t("phone.vote.yesno.yes")
        ).check()
    expect(phone.page.locator("[data-said]")).to_have_text(t("phone.vote.kept"))
