"""The page of data: who keeps it, until when, what there is, and deleting all of it with its code typed."""

import re

import pytest

from facilitation import keeping
from facilitation.permissions import MANAGER
from locales import LANGUAGES
from service import deleting
from service.retention import forget_all
from service.signin import Session
from tests.pages.desk_alone import CODE, FOREVER, Hall, Page

DAY = 86_400


def delete(page: Page, typed: str) -> None:
    page.app.text_input[-1].set_value(typed)
    page.press(page.hall.t("desk.delete.now"))


def test_who_keeps_the_data_is_written_here(hall: Hall) -> None:
    """Until somebody has, the page asks for it; the day follows the months that are chosen."""
    page = hall.page("desk_privacy")
    assert hall.t("desk.privacy.unnamed") in page.said
    page.app.text_input[0].set_value("Asukastupa <b>ry</b>")
    page.app.text_input[1].set_value("tupa@ilta.example")
    page.app.select_slider[0].set_value(3)
    page.press(hall.t("desk.privacy.save"))
    kept = hall.workshop.privacy
    assert ("Asukastupa <b>ry</b>", "tupa@ilta.example", 3) == (kept.controller, kept.contact, kept.months)
    assert hall.t("desk.privacy.unnamed") not in page.said
    assert str(keeping.last_day(hall.workshop).year) in page.said


def test_the_desk_sees_how_many_took_their_answers_away(hall: Hall) -> None:
    """A number, and nothing of who or what."""
    hall.house.store.run(CODE, lambda turn: turn.save(turn.workshop.but(left=1))).result(30)
    assert hall.t.count("desk.privacy.left", 1) in hall.page("desk_privacy").said


def test_the_desk_warns_a_month_before(hall: Hall) -> None:
    """On the running page and in the list, with the day; not before."""
    warned = hall.t("desk.privacy.soon")
    assert warned not in hall.page().said
    days = keeping.days_left(hall.workshop, hall.clock())
    hall.clock.now += (days - keeping.WARNING_DAYS) * DAY
    forget_all(hall.house)
    date = keeping.last_day(hall.workshop)
    assert warned in hall.page().said
    assert hall.t("desk.goes", date="").strip(" .") in hall.page("desk", code="").html
    assert str(date.year) in hall.page().said


def test_nothing_goes_without_the_code(hall: Hall) -> None:
    """A slip of the finger deletes no evening."""
    page = hall.page("desk_privacy")
    for typed in ("", "HHH777"):
        delete(page, typed)
        assert hall.t("desk.delete.other_code", code=CODE) in page.said
    assert (CODE,) == hall.house.store.codes()


def test_with_its_code_the_event_is_deleted(hall: Hall) -> None:
    """As it is read out, in small letters with a space; and the page says calmly that it is gone."""
    page = hall.page("desk_privacy")
    delete(page, "acd efg")
    assert () == hall.house.store.codes()
    assert hall.t("common.refused.deleted") in page.said


@pytest.mark.parametrize("name", ["desk_privacy", "desk_run", "stage"])
def test_screens_that_are_open_say_calmly_that_it_is_gone(hall: Hall, name: str) -> None:
    """Also those whose sign-in ended with it, since it was for this event alone."""
    deleting.delete(hall.house, CODE, MANAGER)
    hall.session = None
    page = hall.page(name)
    shown = f"{page.said} {[c.proto for c in page.app.get('bidi_component')]}"
    assert "tapahtuman tiedot on poistettu" in shown


def test_who_leads_along_sees_the_day_and_deletes_nothing(hall: Hall) -> None:
    """Neither who keeps it nor how long is theirs to set."""
    hall.session = Session("cofacilitator", CODE, FOREVER)
    page = hall.page("desk_privacy")
    assert [] == list(page.app.text_input)
    assert hall.t("desk.privacy.there") in page.html
    assert hall.t("desk.delete.now") not in page.buttons


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_desks_language(hall: Hall, language: str) -> None:
    """No key stands where a word should."""
    hall.language = language
    said = hall.page("desk_privacy").said
    assert hall.t("desk.privacy.notice.what") in said
    assert [] == re.findall(r"\bdesk\.(?:privacy|delete)[a-z_.]+", said)
