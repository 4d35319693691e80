"""The summary at the desk: its files are made at the click, for one who leads, in the language that is chosen."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from locales import words
from pages.views.desk.parts import summary
from service import reporting
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import FOREVER, Hall, NewHall

FILES = ["pdf", "xlsx", "ics", "json"]


def test_every_file_is_offered_and_none_is_made_before_it_is_asked_for(
    new_hall: NewHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of an evening and at its end; a desk is drawn at each vote."""
    made: list[str] = []
    offered: list[str] = []
    monkeypatch.setattr(reporting, "_make", lambda reader, format, language: made.append(format))
    monkeypatch.setattr(
        summary, "made_when_asked", lambda code, name, language: (offered.append(name), b"")[1]
    )
    hall = new_hall(step("ideas"), step("thanks"))
    hall.on("next").page()
    assert set(FILES) == set(offered)
    offered.clear()
    hall.on("next", "next").page()
    assert set(FILES) == set(offered)
    assert [] == made


def test_a_file_holds_what_came_after_the_page_was_drawn(hall: Hall) -> None:
    """In the language that was chosen."""
    content = summary.made_when_asked(hall.code, "xlsx", "sv")
    hall.on("next", "next")
    hall.gives("anna", "ideas", text="Kirsikkapuisto")
    book = load_workbook(BytesIO(content()))
    assert words("sv")("report.title") == book.sheetnames[0]
    assert "Kirsikkapuisto" == book["ideas"]["A2"].value


def test_one_who_leads_another_workshop_gets_nothing(hall: Hall) -> None:
    """Even if the button were drawn for them."""
    hall.session = Session("manager", "QQQQQQ", FOREVER)
    assert b"" == summary.made_when_asked(hall.code, "pdf", "fi")()
