"""The workbook's charts: drawn by Excel itself from the table beside them."""

import re
from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from facilitation.kinds.evaluation import SCALE
from facilitation.text import clean
from reports.parts import VotePart
from theme import colours

MOST_BARS = 40
"""More cannot be told apart; the table has them all."""
YES_NO = {1: "yes", -1: "no", 0: "pass"}
"""Mark → name, in the order of the table's columns."""

_SIDES = (colours.YES, colours.NO, colours.PASS)
_OPTION, _SCORE, _FIRST_SIDE = 1, 2, 3
"""Columns of a vote's table."""
_OF_A_CELL = re.compile(r"!(?=\$?[A-Z])")


def vote_chart(book: Workbook, sheet: Worksheet, vote: VotePart) -> Any:
    """Bars in the order of the table, the best on top."""
    rows = min(len(vote.rows), MOST_BARS)
    if vote.method == "yesno":
        return _bars(book, sheet, vote.title, _OPTION, enumerate(_SIDES, _FIRST_SIDE), rows, "stacked")
    whole = max(SCALE) if vote.method == "score" else None
    return _bars(book, sheet, vote.title, _OPTION, [(_SCORE, colours.CATEGORIES[0])], rows, whole=whole)


def scores_chart(book: Workbook, sheet: Worksheet, title: str, rows: int) -> Any:
    """One bar a statement, from badly to well."""
    return _bars(book, sheet, title, 0, enumerate(colours.SCORES, 1), rows, "percent_stacked")


def _bars(
    book: Workbook,
    sheet: Worksheet,
    title: str,
    names: int,
    series: Iterable[tuple[int, str]],
    rows: int,
    stacked: str = "",
    whole: int | None = None,
) -> Any:
    """From nothing up to `whole`; left to itself, Excel begins a bar near the shortest where they are much alike."""
    chart: Any = book.add_chart({"type": "bar", **({"subtype": stacked} if stacked else {})})
    for column, colour in series:
        chart.add_series(
            {
                "name": [sheet.name, 0, column],
                "categories": [sheet.name, 1, names, rows, names],
                "values": [sheet.name, 1, column, rows, column],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    chart.set_title({"name": _letters(clean(title)), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    grid = {"visible": True, "line": {"color": colours.HAIRLINE}}
    chart.set_x_axis({"major_gridlines": grid, "min": 0, "max": whole})
    chart.set_legend({"position": "bottom"} if stacked else {"none": True})
    chart.set_size({"width": 760, "height": 160 + 26 * rows})
    return chart


def _letters(title: str) -> str:
    """XlsxWriter makes a formula of a title that looks like the address of a cell, with "=" before it or without; with
    a character that nobody sees after its "!" it looks like none."""
    return _OF_A_CELL.sub("!\N{WORD JOINER}", title, count=1)
