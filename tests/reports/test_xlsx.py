"""The workbook, read back: numbers as numbers, days as days, charts that Excel draws, and no formula from anybody."""

from datetime import datetime
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from facilitation.verbs.change import with_activity
from locales import words
from reports.summary import summary
from reports.xlsx import xlsx
from tests.facilitation.room import Room, room, step, voting
from tests.reports.evening import agreed, whole

FI = words("fi")
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://paha.example";"Paina")',
    "+358 40",
    "-5",
    "@SUM(A1)",
    "{=A1}",
    "http://paha.example",
    "12",
    "TRUE",
    "_x000D_",
    "\x0b\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)


def _book(evening: Room) -> Workbook:
    return load_workbook(BytesIO(xlsx(summary(evening, FI), FI)))


def _rows(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    """First cell → the others."""
    return {str(row[0]): row[1:] for row in sheet.values if row[0] is not None}


@pytest.fixture(scope="module")
def book() -> Workbook:
    return _book(agreed(whole(), 1, kind="week", year=2026, week=45))


def test_there_is_a_sheet_for_each_step_besides_the_overview(book: Workbook) -> None:
    """Steps without answers have none; what is not shown says so."""
    names = [
        "Yhteenveto",
        "Pienprojektit",
        "Tehtävät",
        "Ehdotuksia",
        "arrival",
        "ideas",
        "vote",
        "Toinen äänestys",
    ]
    assert [*names, "evaluation", "Avoimet vastaukset"] == book.sheetnames
    assert "Tulosta ei ole vielä näytetty." == book["Toinen äänestys"]["A1"].value


def test_numbers_are_numbers_and_days_are_days(book: Workbook) -> None:
    """To be added up and sorted, not read only."""
    overview = _rows(book["Yhteenveto"])
    assert (6, 9) == (overview["Ihmisiä puhelimella"][0], overview["Ihmisiä huoneessa laskettuna"][0])
    assert datetime(2026, 10, 7, 18) == overview["Seuraava tapaaminen"][0]
    assert datetime(2026, 12, 1) == overview["vote"][1]
    head = [cell.value for cell in book["Pienprojektit"][1]]
    days = {
        row[0]: (row[head.index("Ensimmäinen päivä")], row[head.index("Viimeinen päivä")])
        for row in book["Pienprojektit"].iter_rows(min_row=2, values_only=True)
    }
    assert {
        "Kirsikkapuisto": (datetime(2026, 10, 3), datetime(2026, 10, 3)),
        "Koirapuisto": (datetime(2026, 11, 2), datetime(2026, 11, 8)),
    } == days
    votes = list(book["vote"].iter_rows(min_row=2, max_col=5, values_only=True))
    assert (1, "Kirsikkapuisto", 12, 6, 1) == votes[0]
    assert (2.67, [2, 1, 1, 1, 1]) == _first_statement(book)


def _first_statement(book: Workbook) -> tuple[float, list[object]]:
    row = next(book["evaluation"].iter_rows(min_row=2, values_only=True))
    return round(row[8], 2), list(row[1:6])


def test_the_next_meeting_stands_there_by_the_clock_of_the_place() -> None:
    """However it was written: half past midnight, on the night in which the clock is set back, is the day after."""
    meeting = step("thanks", next_at="2026-10-24T21:30:00Z", next_place="Kerhohuone")
    overview = _rows(_book(room(meeting).on("open"))["Yhteenveto"])
    assert datetime(2026, 10, 25, 0, 30) == overview["Seuraava tapaaminen"][0]


def test_votes_and_evaluation_have_charts(book: Workbook) -> None:
    """Drawn by Excel from the table."""
    assert [1, 1, 0] == [len(book[name]._charts) for name in ("vote", "evaluation", "ideas")]


@pytest.mark.parametrize(
    ("method", "mark", "most"), [("approval", 1, None), ("yesno", 1, None), ("score", 4, 5)]
)
def test_bars_begin_at_nothing(method: str, mark: int, most: int | None) -> None:
    """As on the screens: twenty beside nineteen looks like much the same, and a mean stands on its whole scale."""
    evening = voting(method, "A", "B")
    for n in range(20):
        evening.phone(f"p{n}").votes(o1=mark, **({"o2": mark} if n else {}))
    evening.on("close", "close_now", "reveal")
    chart = load_workbook(BytesIO(xlsx(summary(evening, FI), FI)))["vote"]._charts[0]
    assert (0, most) == (chart.y_axis.scaling.min, chart.y_axis.scaling.max)


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_anybody_typed_is_a_formula(typed: str) -> None:
    """Nor a number, a link or an escape: a string, letter for letter."""
    evening = room(step("ideas"), step("plan")).on("open")
    evening.phone("aino").gives("ideas", "idea-00001", text=typed)
    evening.does("theme", activity="ideas", ideas=["idea-00001"], theme=typed)
    evening.does("add_project", title=typed)
    made = xlsx(summary(evening, FI), FI)
    book = load_workbook(BytesIO(made))
    cells = [book["ideas"]["A2"], book["ideas"]["B2"], book["Pienprojektit"]["A2"]]
    assert {("s", typed.strip("\x0b"))} == {(cell.data_type, cell.value) for cell in cells}
    assert not [cell.hyperlink for cell in cells if cell.hyperlink]
    assert b"<f>" not in b"".join(ZipFile(BytesIO(made)).read(n) for n in _sheets(made))


def _sheets(made: bytes) -> list[str]:
    return [name for name in ZipFile(BytesIO(made)).namelist() if name.startswith("xl/worksheets/sheet")]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "title", ["='[http://paha.example/x.xlsx]S'!$A$1", "=Pienprojektit!$A$1", "Hei!B2 on tyhjä", "!A1!A1"]
)
def test_a_chart_s_title_is_letters_too(title: str) -> None:
    """Also where it names a cell of this book, or of another one."""
    evening = voting("dots", "A", "B")
    evening.workshop = with_activity(evening.workshop, "vote", title={"fi": title})
    evening.phone("aino").votes(o1=1)
    evening.on("close", "close_now", "reveal")
    with ZipFile(BytesIO(xlsx(summary(evening, FI), FI))) as file:
        chart = file.read("xl/charts/chart1.xml").decode()
    assert f"<a:t>{title}</a:t>" in unescape(chart).replace("\N{WORD JOINER}", "")


def test_sheets_get_names_that_excel_takes() -> None:
    """Steps may be called anything, and alike."""
    titles = (
        "Kysely: [A/B]?*\\",
        "'lainaus'",
        "history",
        "x" * 60,
        "x" * 60,
        "🌳" * 30,
        "IDEAT",
        "ideat",
        "   ",
    )
    steps = [step("ideas", f"s{n}").but(title={"fi": title}) for n, title in enumerate(titles)]
    evening = room(*steps)
    for its in steps:
        evening.does("go", activity=its.id)
        evening.phone("aino").gives(its.id, f"key-{its.id}-000", text="Puu")
    names = _book(evening).sheetnames[2:]
    assert len(titles) == len({name.casefold() for name in names})
    assert all(len(name.encode("utf-16-le")) <= 62 and not set(name) & set("[]:*?/\\") for name in names)
    assert ["Kysely A B", "lainaus", "history 2"] == names[:3]
