"""Texts: what a manager writes per language, and what people type."""

import re
import unicodedata
from typing import TypeAlias

Text: TypeAlias = dict[str, str]
"""Language code → text. Most hold one language."""

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_KEPT_CONTROLS = "\n\t"
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by their category, which nobody sees."""
_BIDI_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def in_language(text: Text, language: str, default: str = "fi") -> str:
    """The text in this language; else in `default`; else whatever there is; else empty."""
    return text.get(language) or text.get(default) or next((t for t in text.values() if t), "")


def clean(typed: str) -> str:
    """What a person typed, in NFC, without control characters and bidi overrides; otherwise letter for letter.

    Line ends of every sort become "\\n" and outer white space goes, since browsers send both at will. A text in which
    nothing can be seen is empty.
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", typed))
    kept = "".join(c for c in text if _is_kept(c)).strip()
    return kept if any(map(_is_seen, kept)) else ""


def _is_seen(character: str) -> bool:
    """Neither a space nor a joiner, nor one that is blank by its looks alone."""
    return unicodedata.category(character) not in ("Cf", "Zs") and character not in "\n\t" + _BLANKS


def _is_kept(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDI_OVERRIDES
