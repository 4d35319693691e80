"""The summary as a tagged PDF (PDF/UA-1). Typst checks the standard itself and makes no file that breaks it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from locales import Words
from reports.blocks import blocks
from reports.glyphs import FAMILIES, fonts, said, showable
from reports.parts import Summary
from reports.wording import Wording
from theme import colours, mark

LONGEST_IN_TITLE = 26
"""Letters of a word that fits on a line in the title's large type."""

_TEMPLATE = Path(__file__).with_name("summary.typ").read_bytes()
_COLOURS = {
    "ink": colours.INK,
    "soft": colours.SOFT_INK,
    "blue": colours.BLUE,
    "rail": colours.SHADE,
    "hairline": colours.HAIRLINE,
    "note": colours.SUN_PALE,
    "note_edge": colours.SUN,
}


def pdf(summary: Summary, words: Words) -> bytes:
    """The same bytes for the same summary."""
    return tagged(_TEMPLATE, content(summary, words), summary.as_of)


def tagged(template: bytes, data: dict[str, Any], at: float) -> bytes:
    """A template as PDF/UA-1. People's words come in as data alone; `at` in seconds since the epoch."""
    return typst.compile(
        template,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(at),
    )


def pages(summary: Summary, words: Words, ppi: float = 72) -> list[bytes]:
    """Its pages as PNG, to be looked at."""
    made: Any = typst.compile(
        _TEMPLATE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content(summary, words), ensure_ascii=False)},
        format="png",
        ppi=ppi,
    )
    return made if isinstance(made, list) else [made]


def content(summary: Summary, words: Words) -> dict[str, Any]:
    """What the template gets: strings alone, which it never reads as markup."""
    wording = Wording(summary, words)
    day = datetime.fromtimestamp(summary.as_of, UTC)
    return {
        "title": _title(summary, words),
        "product": words("common.product"),
        "what": words("report.title"),
        "when": " · ".join(filter(None, (wording.day(), wording.as_of()))),
        "footer": showable(" ".join(summary.title.split())),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "language": words.language,
        "fonts": list(FAMILIES),
        "colours": _COLOURS,
        "mark": mark.svg(colours.BLUE),
        "parts": blocks(wording),
    }


def _title(summary: Summary, words: Words) -> dict[str, Any]:
    """`wide`: a word that is too long for large letters."""
    plain = showable(summary.title) or words("report.title")
    longest = max(map(len, summary.title.split()), default=0)
    return {"plain": plain, "shown": said(summary.title) or plain, "wide": longest > LONGEST_IN_TITLE}
