"""Listening: reruns the fragment it stands in when the room has changed."""

import secrets
import time
from functools import partial
from pathlib import Path

import streamlit as st

from pages.components.beside import registered, script
from pages.shared import words_here

AGAIN = 30.0
"""Seconds after which a page draws itself anew although nothing was heard: phones leave without a word."""

EAR = ("afresh.js", "pressing.js", "listen.js")
WHOLE = ("pressing.js", "whole.js")
"""The scripts of the ear, and of the question for the whole page."""

_ASKED, _TAB = "ear-asked", "ear-tab"
"""The newest question of this tab: any drawing from then on answers it, also one that was begun again. And the tab as
this server knows it: to one that was started again it is another, of which it has heard no question."""

_FOLDER = Path(__file__).parent
_EAR = registered("listen", script(*EAR), css=(_FOLDER / "listen.css").read_text("utf-8"))
_WHOLE = registered("whole", script(*WHOLE))


def listen(code: str, key: str, version: str = "") -> None:
    """`version` is the room's version that is being drawn: hearing the same one again is no news."""
    data = {
        "address": f"/live/{code}/room",
        "drawn": version,
        "tab": st.session_state.setdefault(_TAB, secrets.token_hex(4)),
        "answers": st.session_state.get(_ASKED, 0),
        "again": AGAIN,
        "at": time.time(),
        "words": words_here()("desk.lost"),
    }
    _EAR(key=key, data=data, on_heard_change=partial(_asks, key, "heard"), width="content")


def whole_page(key: str) -> None:
    """Outside the fragment: a server that has been started again knows the page, but no fragment of it."""
    _WHOLE(key=key, on_asked_change=partial(_asks, key, "asked"), width="content")


def _asks(key: str, trigger: str) -> None:
    """The rerun is what is wanted. One from a page that was left comes to nothing."""
    if asked := (st.session_state.get(key) or {}).get(trigger):
        st.session_state[_ASKED] = asked
