"""Codes at the desk: made, told once, counted, voided; and slips filled in with a pen."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from facilitation.ballot_codes import PHONE, checked
from facilitation.permissions import MANAGER
from service import codes
from service.house import house
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import CODE, FOREVER, Hall, NewHall, Page

OPTIONS = ("Kirsikkapuisto", "Penkki aurinkoon")


@pytest.fixture
def hall(new_hall: NewHall) -> Hall:
    """A vote that is being prepared."""
    vote = step("vote", source="typed", typed=OPTIONS, method="approval")
    return new_hall(vote, step("thanks"))


def _made(hall: Hall, number: int = 3) -> tuple[str, ...]:
    """As at another desk, whose slips are told here."""
    return codes.make(hall.house, CODE, MANAGER, hall.now, number, anew=False)


def _code(page: Page) -> Any:
    return next(field for field in page.app.text_input if field.key.endswith("-code"))


def _mark(page: Page) -> Any:
    return next(box for box in page.app.checkbox if box.key.endswith("-o1"))


def test_codes_are_told_once_and_never_on_the_page(hall: Hall) -> None:
    """On the slips alone; on another look at the page they are gone."""
    page = hall.page()
    page.app.number_input(key="codes-number-vote").set_value(20)
    page.press("Tee koodit")
    assert 20 == len(hall.now.codes)
    slips = PdfReader(BytesIO(page.app.session_state["codes-made-vote"].slips))
    made = re.findall(r"\b[A-Z2-9]{4} [A-Z2-9]{4}\b", " ".join(p.extract_text() for p in slips.pages))
    assert 20 == len({checked(hall.workshop, hall.now, code) for code in made})
    assert [] == [code for code in made if code in page.said or code.replace(" ", "") in page.said]
    assert ["Lataa 20 lappua (PDF)"] == [
        b.label for b in page.app.get("download_button") if "lappu" in b.label
    ]
    again = hall.page()
    assert hall.t("desk.codes.gone") in again.said
    assert [] == [b for b in again.app.get("download_button") if "lappu" in b.label]


def test_the_slips_are_for_the_manager(hall: Hall) -> None:
    """Whoever leads along sees how many have voted, and can make none."""
    made = _made(hall)
    hall.session = Session("cofacilitator", CODE, FOREVER)
    page = hall.page()
    assert "Kertakoodit · 0 / 3 käytetty" in str([e.label for e in page.app.expander])
    assert [] == [label for label in page.buttons if "koodeja" in label or "Mitätöi" in label]
    with pytest.raises(Exception, match="not_allowed"):
        codes.sheet(house(), hall.session.actor, CODE, "vote", made, 8501)


def test_the_sheet_has_the_room_s_address(hall: Hall) -> None:
    """And every code."""
    made = _made(hall)
    text = PdfReader(BytesIO(codes.sheet(house(), MANAGER, CODE, "vote", made, 8501))).pages[0].extract_text()
    assert 3 == text.replace("\n", " ").count(f"/{CODE}")
    assert [] == [code for code in made if f"{code[:4]} {code[4:]}" not in text]


def test_a_second_tap_makes_no_second_sheet(hall: Hall) -> None:
    """The first sheet would be void, or too many slips would go round."""
    page = hall.page()
    _made(hall)
    page.press("Tee koodit")
    assert (3, [hall.t("desk.done_already")]) == (len(hall.now.codes), page.toasts)


def test_a_slip_filled_in_with_a_pen_is_entered(hall: Hall) -> None:
    """What is refused stays typed; what is taken leaves the form empty for the next one."""
    made = _made(hall)
    hall.on("open")
    page = hall.page()
    _code(page).set_value("AAAA AAAA")
    _mark(page).set_value(True)
    page.press("Kirjaa lappu")
    assert [hall.t("common.refused.wrong_code")] == page.toasts
    assert ("AAAA AAAA", True) == (_code(page).value, _mark(page).value)
    _code(page).set_value(made[0])
    page.press("Kirjaa lappu")
    assert [hall.t("desk.papers.saved")] == page.toasts
    assert ("", False) == (_code(page).value, _mark(page).value)
    assert ["paper"] == [c.channel for c in hall.reader.contributions("vote").values()]
    assert "1 / 3 käytetty" in str([e.label for e in page.app.expander])


def test_voided_codes_count_no_more(hall: Hall) -> None:
    """The desk says what that means before it does it."""
    made = _made(hall)
    hall.on("open")
    hall.gives("anna", "vote", code=made[0], marks={"o1": 1})
    page = hall.page()
    assert hall.t("desk.codes.anew.what") in page.said
    page.press("Mitätöi nyt")
    assert 50 == len(hall.now.codes)
    assert "0 / 50 käytetty" in str([e.label for e in page.app.expander])
    assert [PHONE] == [key[: len(PHONE)] for key in hall.reader.contributions("vote")]


def test_votes_are_counted_and_not_phones(hall: Hall) -> None:
    """One phone may have gone from hand to hand."""
    made = _made(hall)
    hall.on("open")
    hall.gives("anna", "vote", code=made[0], marks={"o1": 1})
    assert "1 / 3 koodia on käytetty." in hall.page().html
    for code in made:
        hall.gives("anna", "vote", code=code, marks={"o1": 1})
    assert "3 / 3 koodia on käytetty." in hall.page().html
    page = hall.on("close_now").page()
    assert "Ääniä: 3 puhelimella." in page.html
