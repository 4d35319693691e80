"""Which field is being written at this desk. One at a time, and only in this tab."""

from dataclasses import dataclass

import streamlit as st

from facilitation.model import PlanField

_NOW = "writing"


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
    st.session_state[_NOW] = None if is_written(place) else place


def end() -> None:
    st.session_state[_NOW] = None


def is_written(place: Writing) -> bool:
    now: Writing | None = st.session_state.get(_NOW)
    return now is not None and now.name == place.name
