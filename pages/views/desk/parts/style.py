"""The desk's own look: classes of ours for what Streamlit has no widget for."""

from functools import cache
from pathlib import Path

import streamlit as st

from theme.derived import css

_FILE = Path(__file__).with_name("style.css")


def style() -> None:
    st.html(_sheet())


@cache
def _sheet() -> str:
    return f"<style>{css()}{_FILE.read_text('utf-8')}</style>"
