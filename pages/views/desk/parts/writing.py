"""Which field is being written at this desk. One at a time, and only in this tab."""

from dataclasses import dataclass

import streamlit as st

from facilitation.model import PlanField
from facilitation.when import When

_NOW, _BEFORE = "writing", "writing-before"


@dataclass(frozen=True, slots=True)
class Writing:
    """`start`: what the field is filled with instead of what stands in it."""

    project: str
    field: PlanField
    start: str = ""

    @property
    def name(self) -> str:
        """For the keys of its widgets."""
        return f"{self.project}-{self.field}"


def begin(place: Writing) -> None:
    """Pressed again, it closes."""
    now = None if is_written(place) else place
    end()
    st.session_state[_NOW] = now


def end() -> None:
    st.session_state[_NOW] = None
    st.session_state.pop(_BEFORE, None)


def before(stands: str | When | None) -> str | When | None:
    """What stood there when the writing that is on now was begun; at first, what stands there now."""
    there: str | When | None = st.session_state.setdefault(_BEFORE, stands)
    return there


def is_written(place: Writing) -> bool:
    now: Writing | None = st.session_state.get(_NOW)
    return now is not None and now.name == place.name
