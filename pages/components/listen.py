"""Listening: reruns the fragment it stands in when the room has changed."""

from pathlib import Path

import streamlit as st

AGAIN = 30.0
"""Seconds after which a page draws itself anew although nothing was heard: phones leave without a word."""

_EAR = st.components.v2.component(
    "asukasilta.listen", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def listen(code: str, key: str, version: str = "", again: float = AGAIN) -> None:
    """`version` is the room's version that is being drawn: hearing the same one again is no news."""
    data = {"address": f"/live/{code}/room", "drawn": version, "again": again}
    _EAR(key=key, data=data, on_heard_change=_heard, width="content")


def _heard() -> None:
    """The rerun is all that is wanted."""
