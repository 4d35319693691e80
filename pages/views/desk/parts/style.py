"""The desk's own look: classes of ours for what Streamlit has no widget for."""

from functools import cache
from pathlib import Path

import streamlit as st

from pages.shared import escaped
from theme.derived import css

_FILE = Path(__file__).with_name("style.css")


def style() -> None:
    st.html(_sheet())


def heading(text: str) -> None:
    """A second heading: Streamlit's own are either first or third."""
    st.html(f'<h2 class="d-h2" dir="auto">{escaped(text)}</h2>')


def quiet(text: str) -> None:
    """What comes second. Streamlit's captions are too pale for it."""
    st.html(f'<p class="d-quiet d-small" dir="auto">{escaped(text)}</p>')


@cache
def _sheet() -> str:
    return f"<style>{css()}{_FILE.read_text('utf-8')}</style>"
