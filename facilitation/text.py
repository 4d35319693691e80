"""Texts: what a manager writes per language, and what people type."""

import unicodedata
from typing import TypeAlias

Text: TypeAlias = dict[str, str]
"""Language code → text. Most hold one language."""

_KEPT_CONTROLS = "\n\t"
_BIDI_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def in_language(text: Text, language: str, default: str = "fi") -> str:
    """The text in this language; else in `default`; else whatever there is; else empty."""
    return text.get(language) or text.get(default) or next((t for t in text.values() if t), "")


def clean(typed: str) -> str:
    """What a person typed, in NFC, without control characters and bidi overrides; otherwise letter for letter.

    Line ends become "\\n" and outer white space goes, since browsers send both at will.
    """
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if _is_kept(c)).strip()


def _is_kept(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDI_OVERRIDES
