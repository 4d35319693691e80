"""One-time codes on slips of paper, to be cut and handed out: a tagged PDF (PDF/UA-1), twelve slips a page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

from facilitation.ballot_codes import spoken
from locales import Words
from reports.glyphs import FAMILIES, said, showable
from reports.pdf import tagged
from theme import colours
from theme.qr import svg

LONGEST_TITLE = 36
"""Letters: a line of a slip."""
LONGEST_QUESTION = 62
"""Letters: two lines of a slip."""
_MASK = 3
"""Hundreds of QR codes in a second."""
_TEMPLATE = Path(__file__).with_name("slips.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Slips:
    """`address` leads to the workshop, whose join code is `join`; `made_at` in seconds since the epoch."""

    title: str
    question: str
    address: str
    join: str
    codes: tuple[str, ...]
    made_at: float


def slips(of: Slips, words: Words) -> bytes:
    """Each slip: the question, a code, where to type it, and a QR code that does it all."""
    return tagged(_TEMPLATE, content(of, words), of.made_at)


def content(of: Slips, words: Words) -> dict[str, Any]:
    """What the template gets: strings alone. The code stands behind the address's #, so that no server is told it
    before it is sent with a ballot."""
    day = datetime.fromtimestamp(of.made_at, UTC)
    host = of.address.partition("://")[2].partition("/")[0]
    return {
        "title": words("report.slips"),
        "product": words("common.product"),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "language": words.language,
        "fonts": list(FAMILIES),
        "ink": colours.INK,
        "soft": colours.SOFT_INK,
        "head": words("report.slips.cut"),
        "what": said(_short(of.title, LONGEST_TITLE)),
        "question": said(_short(of.question, LONGEST_QUESTION)),
        "how": words("report.slips.how", address=showable(f"{host}/{of.join}", longest=60)),
        "qr": words("report.slips.qr"),
        "slips": [{"code": spoken(code), "qr": svg(f"{of.address}#{code}", _MASK)} for code in of.codes],
    }


def _short(text: str, longest: int) -> str:
    """In whole words; of a first one that is longer than its place, as many letters as fit."""
    whole = " ".join(text.split())
    kept = shorten(whole, longest, placeholder=" …")
    return f"{whole[: longest - 1]}…" if kept == "…" else kept
