"""What was changed in a step's form and is not saved yet. No press takes such a form away: what was typed would be
lost, and a vote would open on other options than those that stand there.

Streamlit sends the fields of a form when it is saved, so the browser tells that something was typed, but not what.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.components.typed import typed
from pages.shared import warn

FIELDS = "edit"
"""How the keys of a form's fields begin: `edit-STEP-…`."""
_FORM, _ROUND = "form", "form-round"
_ABSENT = object()


def drawn(step: str, form: str) -> None:
    """The step's fields stand on the page. `form` changes with what is stored: drawn for the first time, they show
    that."""
    if st.session_state.get(_FORM, {}).get("name") != form:
        st.session_state[_FORM] = {"name": form, "fields": _fields(step), "typed": False}


def listen(form: str, area: str) -> None:
    """Outside the form, in which nothing is told before it is saved. `area`: the key of the container of its fields."""
    typed(form, area, key="typed", act=_was_typed)


def changed(step: str) -> bool:
    """Whether something stands in the form of this step that is not saved."""
    form = st.session_state.get(_FORM)
    if form is None or not str(form["name"]).startswith(_of(step)):
        return False
    now = _fields(step)
    return bool(now) and (
        form["typed"] or any(form["fields"].get(key, _ABSENT) != value for key, value in now.items())
    )


def unless_unsaved(step: str, act: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """For `on_click`: do it, or say that the form of this step is to be saved first."""
    if changed(step):
        warn("desk.edit.save_first")
    else:
        act(*arguments, **named)


def stays(step: str, key: str, before: Any) -> None:
    """For the `on_change` of a widget that puts another form in the place of this step's."""
    if changed(step):
        st.session_state[key] = before
        warn("desk.edit.save_first")


def saved() -> None:
    st.session_state.pop(_FORM, None)


def discard() -> None:
    """Other fields in their place, which show what is stored."""
    st.session_state[_ROUND] = discarded() + 1
    saved()


def discarded() -> int:
    """How many times in this tab."""
    return int(st.session_state.get(_ROUND, 0))


def _was_typed() -> None:
    if _FORM in st.session_state:
        st.session_state[_FORM]["typed"] = True


def _of(step: str) -> str:
    return f"{FIELDS}-{step}-"


def _fields(step: str) -> dict[str, Any]:
    return {str(key): value for key, value in st.session_state.items() if str(key).startswith(_of(step))}
