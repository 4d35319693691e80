"""A clock that counts down on this screen by itself, without asking the server each second."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__)
_CLOCK = st.components.v2.component(
    "asukasilta.clock",
    html='<span class="label"></span> <time role="timer"></time>',
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


def clock(seconds: float, label: str, key: str, over: str = "") -> None:
    """`seconds` are left by the server's clock as it draws; `over` is said when they are gone."""
    _CLOCK(key=key, data={"seconds": max(0.0, seconds), "label": label, "over": over}, width="content")
