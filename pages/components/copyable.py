"""An address to be passed on: to be read, marked, or copied with one press."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__)
_HTML = '<span class="address"></span><button type="button" hidden></button><span role="status"></span>'
_COPYABLE = st.components.v2.component(
    "asukasilta.copyable",
    html=_HTML,
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


def copyable(text: str, label: str, done: str, key: str) -> None:
    """`done` is said once it is copied."""
    _COPYABLE(key=key, data={"text": text, "label": label, "done": done}, width="content")
