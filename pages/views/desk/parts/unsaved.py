"""What was changed in a step's form and is not saved yet. A press that would take the form away saves it first, so that
nothing typed is lost and no vote opens on other options than those that stand there.

The fields tell what is in them only while the page is drawn. So such a press is kept until the form has been drawn.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

FIELDS = "edit"
"""How the keys of a form's fields begin: `edit-STEP-…`."""
_STORED, _WAITING = "form-as-stored", "after-the-form"
_ABSENT = object()


def drawn(step: str, form: str) -> None:
    """The step's form stands on the page. Drawn for the first time, its fields show what is stored; `form` changes with
    that."""
    if st.session_state.get(_STORED, {}).get("form") != form:
        st.session_state[_STORED] = {"form": form, "fields": _fields(step)}


def changed(step: str) -> bool:
    """Whether something stands in the form of this step that is not saved."""
    stored = st.session_state.get(_STORED)
    if stored is None or not str(stored["form"]).startswith(_of(step)):
        return False
    return any(stored["fields"].get(key, _ABSENT) != value for key, value in _fields(step).items())


def saved_first(step: str, act: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """For `on_click`: at once, or as soon as the form of this step is saved."""
    if changed(step):
        st.session_state[_WAITING] = (step, lambda: act(*arguments, **named))
    else:
        act(*arguments, **named)


def waiting(step: str) -> Callable[[], Any] | None:
    """What was pressed and waits for this form; asked once."""
    found = st.session_state.pop(_WAITING, None)
    return found[1] if found is not None and found[0] == step else None


def stays(key: str, first: Any) -> Any:
    """Before a widget that chooses which form stands here: what it has chosen by now."""
    st.session_state.setdefault(key, first)
    if _next(key) in st.session_state:
        st.session_state[key] = st.session_state.pop(_next(key))
    return st.session_state[key]


def leaves(step: str, key: str, before: Any) -> None:
    """For that widget's `on_change`: it stays where it was until the form of this step is saved."""
    after = st.session_state[key]
    if changed(step):
        st.session_state[key] = before
    saved_first(step, goes_to, key, after)


def goes_to(key: str, value: Any) -> None:
    """A widget that is drawn already takes another value at the next drawing only."""
    st.session_state[_next(key)] = value


def _next(key: str) -> str:
    return f"{key}-next"


def _of(step: str) -> str:
    return f"{FIELDS}-{step}-"


def _fields(step: str) -> dict[str, Any]:
    return {str(key): value for key, value in st.session_state.items() if str(key).startswith(_of(step))}
