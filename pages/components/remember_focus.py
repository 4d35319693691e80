"""Where the keyboard was: whoever presses a button that is replaced by the next one goes on from there."""

from pathlib import Path

import streamlit as st

_FOCUS = st.components.v2.component(
    "asukasilta.focus", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def remember_focus(area: str, key: str) -> None:
    """`area`: the key of the container in which a button follows a button. Streamlit gives it a class of that name."""
    _FOCUS(key=key, data={"area": f"st-key-{area}"}, width="content")
