"""An evening in which every text is somebody's attempt: every file that comes of it is whole, and all is letters."""

import json
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from service import people_files, reporting
from service.house import House
from tests.hostile import TEXTS, evening_of

FIRST = (0, len(TEXTS) // 3, 2 * len(TEXTS) // 3)
"""Where the table begins: each text comes to stand in several places."""
CODE = "ACDEFG"


@pytest.fixture(params=FIRST)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path / "data")
    people_files.import_text(opened.store, evening_of(request.param))
    yield opened
    opened.close()


def test_the_summary_is_a_whole_pdf(house: House) -> None:
    """Nothing that was typed is read by Typst, and what no font has does not stop it."""
    made = reporting.report(house, CODE, "pdf", "fi")
    assert made.startswith(b"%PDF-")
    assert b"root:" not in made
    assert b"/JavaScript" not in made
    assert b"/URI" not in made


def test_no_cell_is_a_formula_or_a_link(house: House) -> None:
    """Whatever it begins with."""
    book = load_workbook(BytesIO(reporting.report(house, CODE, "xlsx", "fi")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [] == [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_no_line_of_the_calendar_is_anybody_else_s(house: House) -> None:
    """As many events as were agreed on, and each has the fields that we gave it."""
    made = Calendar.from_ical(reporting.report(house, CODE, "ics", "fi"))
    events = made.walk("VEVENT")
    assert len(house.workshop(CODE).projects) + 1 >= len(events) > 0
    allowed = {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "LOCATION"}
    assert [] == [name for event in events for name in event if name not in allowed]


def test_the_message_is_plain(house: House) -> None:
    """To be pasted into a chat: no control characters, nothing that turns the rest of the chat around."""
    text = reporting.report(house, CODE, "message", "fi").decode()
    assert [] == [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not set("\u202e\u202c\u2066\u2069") & set(text)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_json_is_json(house: House, language: str) -> None:
    """In each language, with the texts as they were typed."""
    assert "evil.example" in json.dumps(json.loads(reporting.report(house, CODE, "json", language)))


@pytest.mark.parametrize("write", [people_files.backup, people_files.export])
def test_both_files_for_people_come_back(house: House, write: object) -> None:
    """They hold the texts letter for letter."""
    text = write(house.store.read(CODE), house.store.files(CODE))  # type: ignore[operator]
    again = people_files.import_text(house.store, text, "HHH777")
    assert house.workshop(CODE).title == again.title
    assert write(house.store.read("HHH777"), house.store.files("HHH777")) == text.replace(CODE, "HHH777")  # type: ignore[operator]
