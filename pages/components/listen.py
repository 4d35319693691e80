"""Listening: reruns the fragment it stands in when the room has changed."""

import time
from pathlib import Path

from pages.components.beside import registered, script
from pages.shared import words_here

AGAIN = 30.0
"""Seconds after which a page draws itself anew although nothing was heard: phones leave without a word."""

EAR = ("afresh.js", "listen.js")
"""The scripts of the ear."""

_FOLDER = Path(__file__).parent
_EAR = registered("listen", script(*EAR), css=(_FOLDER / "listen.css").read_text("utf-8"))
_WHOLE = registered("whole", script("whole.js"))


def listen(code: str, key: str, version: str = "") -> None:
    """`version` is the room's version that is being drawn: hearing the same one again is no news."""
    data = {
        "address": f"/live/{code}/room",
        "drawn": version,
        "again": AGAIN,
        "at": time.time(),
        "words": words_here()("desk.lost"),
    }
    _EAR(key=key, data=data, on_heard_change=_heard, width="content")


def whole_page(key: str) -> None:
    """Outside the fragment: a server that has been started again knows the page, but no fragment of it."""
    _WHOLE(key=key, on_asked_change=_heard, width="content")


def _heard() -> None:
    """The rerun is all that is wanted."""
