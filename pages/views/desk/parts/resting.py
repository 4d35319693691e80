"""A button that has just changed rests for a moment: the second half of a double tap, or a finger already on its
way, must not press what nobody has read. What is drawn says so too: its key and its command carry what it stands for.
"""

import time
from collections.abc import Hashable

import streamlit as st

from facilitation.model import Workshop

REST = 0.5
"""Seconds; double clicks are faster on every system."""


def rests(name: str, stands_for: Hashable) -> bool:
    """Whether the buttons of this name changed less than `REST` ago in this tab."""
    known = st.session_state.setdefault("rests", {})
    before, since = known.get(name, (stands_for, 0.0))
    if before != stands_for:
        since = time.monotonic()
    known[name] = (stands_for, since)
    return time.monotonic() - since < REST


def undo_rests(workshop: Workshop) -> bool:
    """Whether undo and redo stand for another step than a moment ago."""
    return rests("undo", tuple(step.id for step in (*workshop.history[-1:], *workshop.undone[-1:])))
