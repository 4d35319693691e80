"""The workbook as somebody reads it who only opens or prints it: nothing is cut off, whatever program it is."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from locales import LANGUAGES, words
from reports.columns import LINE, MOST_LINES, Column, height
from reports.summary import summary
from reports.xlsx import xlsx
from tests.facilitation.room import Room, room, step, voting
from tests.reports.evening import agreed, whole

LONG = "Kirsikkapuisto pihan keskelle, jossa on penkkejä, valoja ja paikka grillille, myös talvella " * 3


def _book(evening: Room, language: str = "fi") -> Workbook:
    t = words(language)
    return load_workbook(BytesIO(xlsx(summary(evening, t), t)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return _book(agreed(whole(), 1, kind="week", year=2026, week=45))


def _tables(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book if sheet.freeze_panes]


def _widths(sheet: Worksheet) -> list[float]:
    """Of all columns; neighbours of the same width stand there as one."""
    dimensions = sorted(sheet.column_dimensions.values(), key=lambda each: each.min)
    return [each.width for each in dimensions for _ in range(each.min, each.max + 1)]


def test_a_long_text_has_a_row_as_high_as_it_is() -> None:
    """Some programs leave all rows as high as one line where the file does not say."""
    evening = room(step("ideas")).on("open")
    evening.phone("aino").gives("ideas", "idea-00001", text=LONG)
    evening.phone("eetu").gives("ideas", "idea-00002", text="Penkki")
    sheet = _book(evening)["ideas"]
    heights = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows(min_row=2)}
    assert 5 * LINE <= heights[LONG.strip()]
    assert heights["Penkki"] in (None, LINE)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("Penkki", 1), ("a\nb\n\nc", 4), ("x" * 40, 3), ("🌳" * 20, 3), ("sana " * 500, MOST_LINES)],
)
def test_the_lines_of_a_cell_are_counted(text: str, lines: int) -> None:
    """In a column twenty wide; an emoji is as wide as two letters, and no row is higher than Excel has it."""
    assert lines * LINE == height((1, text, None), (10, 20, 20))


def test_the_heads_stay_in_sight_and_stand_on_every_page(book: Workbook) -> None:
    """As wide as the paper; the projects, which have many columns, are as wide as two, with their names on both."""
    tables = _tables(book)
    assert 8 <= len(tables)
    assert {("A2", "$1:$1", "landscape")} == {
        (s.freeze_panes, s.print_title_rows, s.page_setup.orientation) for s in tables
    }
    assert {9} == {int(sheet.page_setup.paperSize) for sheet in book}
    wide = {sheet.title: sheet.page_setup.fitToWidth for sheet in tables if sheet.page_setup.fitToWidth}
    assert ({"Pienprojektit": 2}, "$A:$A") == (wide, book["Pienprojektit"].print_title_cols)
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_over_a_column_is_broken(language: str) -> None:
    """And the widest column is the one that people wrote in, not the one with the numbers of the options."""
    book = _book(whole(), language)
    for sheet in _tables(book):
        for cell, width in zip(sheet[1], _widths(sheet), strict=True):
            assert max(map(len, str(cell.value).split())) < width, (sheet.title, cell.value)
    number, option, *_ = _widths(book["vote"])
    assert option > 4 * number


def test_a_column_of_numbers_is_as_wide_as_its_longest_word() -> None:
    """A text has the width that it was given."""
    assert (11, 16, 60) == (Column("Sija").width, Column("Vapaaehtoisia").width, Column("Idea", 60).width)


@pytest.mark.parametrize(
    ("options", "text", "pages"), [(20, "Penkki", None), (20, LONG, 0), (60, "Penkki", 0)]
)
def test_bars_stand_below_their_table_on_the_same_page(options: int, text: str, pages: int | None) -> None:
    """Beside it they were cut in two by the edge of the paper. Of many options, or long ones, it is as many pages as
    it takes (0); one is what Excel takes for granted (None)."""
    evening = voting("approval", *(f"{n} {text}"[:280] for n in range(options)))
    evening.phone("aino").votes(o1=1)
    sheet = _book(evening.on("close", "close_now", "reveal"))["vote"]
    assert (options + 2, 1) == (sheet._charts[0].anchor._from.row, sheet._charts[0].anchor._from.col)
    assert pages == sheet.page_setup.fitToHeight
