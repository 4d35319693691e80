"""How wide a column is and how high a row, so that a text in it is read whole: not every office program fits the rows
of a workbook that it did not write."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

LINE = 15.0
"""Points, as high as the workbook's own rows."""
MOST_LINES = 27
"""Excel has no higher row."""
_NUMBER = 11
_FIRST_WIDE = "\u1100"
_ROOM = 0.9
"""Letters of a wide font to a digit of Excel's own, by which widths are counted."""


class Column(NamedTuple):
    """`text`: its width; without it is a column of numbers, as wide as the longest word over it."""

    name: str
    text: int = 0

    @property
    def width(self) -> int:
        return self.text or max(_NUMBER, *(len(word) + 3 for word in self.name.split()))


def height(row: Iterable[Any], widths: Sequence[int]) -> float:
    """Points, for the cell that needs most."""
    texts = ((value, width) for value, width in zip_longest(row, widths) if isinstance(value, str) and width)
    return LINE * min(MOST_LINES, max((_lines(text, int(width * _ROOM)) for text, width in texts), default=1))


def _lines(text: str, width: int) -> int:
    return sum(_wrapped(_apart(line), width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> int:
    """Word by word, and a longer word in pieces. Of thousands of ideas `textwrap` would take a second."""
    lines, used = 1, 0
    for long in map(len, line.split(" ")):
        if used and used + 1 + long > width:
            lines, used = lines + 1, 0
        whole, used = divmod(used + bool(used) + long, width)
        lines += whole - (whole > 0 and not used)
        used = used or width * (whole > 0)
    return lines


def _apart(text: str) -> str:
    """Each letter as wide as it is: an emoji takes the place of two."""
    if max(text, default="") < _FIRST_WIDE:
        return text
    return "".join("xx" if unicodedata.east_asian_width(letter) in "WF" else letter for letter in text)
