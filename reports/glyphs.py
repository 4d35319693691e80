"""What the PDF's fonts can show. PDF/UA knows no empty boxes: a character without a glyph would make the whole file
fail, so it is shown by its Unicode name, and nothing that anybody wrote is dropped."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg
import typst
from fontTools.ttLib import TTFont

from facilitation.text import clean

FAMILIES = ("Noto Sans", "Noto Sans Arabic")
LONGEST_WORD = 30
"""Letters; what is longer, an address for example, may be broken anywhere, or it would run over the edge."""

_BREAK = "\N{ZERO WIDTH SPACE}"
_PIECE = re.compile(r".{1,4}")
"""Of a long word, between two places where it may be broken: each costs time."""
_HYPHENED = re.compile(r"[^-]*-+|[^-]+")
_SILENT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u00ad\u2060\ufeff\ufff9-\ufffb]")
"""Says how a neighbour looks or where a line may break, and is no letter itself."""
_EMOJI_GLUE = re.compile("(?<=[\u2190-\U0001faff])\u200d|\u200d(?=[\u2190-\U0001faff])")
_ENDS = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


@cache
def fonts() -> typst.Fonts:
    """Ours alone: the same file on every computer."""
    folders = sorted({str(Path(fontpkg.path(family)).parent) for family in FAMILIES})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


@cache
def covered() -> frozenset[str]:
    """Every character that one of the fonts has a glyph for."""
    found: set[int] = set()
    for family in FAMILIES:
        with TTFont(fontpkg.path(family), lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(map(chr, found)) | {"\n"}


def showable(text: str, longest: int = LONGEST_WORD) -> str:
    """The text as the fonts can show it; letter for letter where they can. Words up to `longest` stay in one piece."""
    plain = _SILENT.sub("", _EMOJI_GLUE.sub("", clean(text).translate(_ENDS)))
    named = plain if covered().issuperset(plain) else "".join(map(_shown, plain))
    return re.sub(rf"\S{{{longest + 1},}}", lambda word: _breakable(word[0], longest), named)


def is_rtl(text: str) -> bool:
    """Whether its first letter with a direction is one of those that are read from the right."""
    ways = (unicodedata.bidirectional(c) for c in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def said(text: str, longest: int = LONGEST_WORD) -> Any:
    """People's text as the template takes it: a string, or one that says it is read from the right."""
    shown = showable(text, longest)
    return {"rtl": shown} if is_rtl(shown) else shown


def _shown(character: str) -> str:
    if character in covered():
        return character
    name = unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
    return f"[{name}]"


def _breakable(word: str, longest: int) -> str:
    """After its hyphens first; anywhere only what is too long without them too."""
    parts = _HYPHENED.findall(word)
    return _BREAK.join(part if len(part) <= longest else _BREAK.join(_PIECE.findall(part)) for part in parts)
