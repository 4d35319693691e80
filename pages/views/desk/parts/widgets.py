"""Small habits of widgets in a page that redraws itself."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any, Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from facilitation.verbs import Outcome
from pages.shared import plain

_NEVER = object()
_PRESSES = "presses"


def follow(key: str, stored: Any) -> None:
    """Before a widget with this key: it shows what is stored, also when somebody else has changed it."""
    if key not in st.session_state or st.session_state.get(f"{key}-stored", _NEVER) != stored:
        st.session_state[key] = stored
        st.session_state[f"{key}-stored"] = stored


def changed(key: str, act: Callable[[Any], Outcome | None]) -> None:
    """For `on_change`: hand the new value on; if it is refused, the widget goes back to what is stored."""
    st.session_state.pop(f"{key}-stored", None)
    act(st.session_state[key])


def worded(key: str, words: Iterable[str]) -> str:
    """The key for a choice whose words change while people look at it. A browser knows a choice by its words: with
    others it would have none, so with others it is another widget. What was chosen goes along as its default, and
    what still comes by the old words is not of this one."""
    return f"{key}-{hash(tuple(words))}"


def beneath(words: str) -> str:
    """Words under a choice. Streamlit fades them below the contrast of WCAG AA; black fades to 5.7 : 1."""
    return f':color[{plain(words)}]{{foreground="#000000"}}'


def place(width: Literal["stretch", "content"] = "stretch") -> Any:
    """For what comes and goes above something that people type into. A page comes piece by piece, and on a weak line it
    is drawn in between: what stands elsewhere than before is its neighbour then, and loses what was typed."""
    return st.container(width=width)


def places(key: str, ids: list[str]) -> list[str]:
    """These, and among them those that have gone since: whoever draws leaves a gap in the place of these, so that the
    others keep theirs."""
    before = st.session_state.get(key, [])
    all_of_them = [*before, *(id for id in ids if id not in before)]
    in_order = [id for id in all_of_them if id in ids] == ids
    st.session_state[key] = all_of_them if in_order else ids
    return list(st.session_state[key])


def form_button(label: str, form: str, **options: Any) -> None:
    """A form's own button, for `when_pressed`."""
    st.form_submit_button(label, on_click=_presses().add, args=(form,), **options)


def when_pressed(form: str, act: Callable[..., Any], *arguments: Any) -> None:
    """Does it, and draws again. Streamlit says to one drawing only that a button was pressed; where news breaks that
    one off, the next does it, perhaps once more. What cannot be done is not tried again."""
    if form in _presses():
        try:
            act(*arguments)
        except Exception:
            unpress(form)
            raise
        unpress(form)
        draw_again()


def unpress(form: str) -> None:
    _presses().discard(form)


def _presses() -> set[str]:
    """One object for as long as the tab is open: where a press looked for it, news would break off the press itself."""
    found: set[str] = st.session_state.setdefault(_PRESSES, set())
    return found


def key_for(what: str) -> str:
    """The key of what is being typed now: the same until it is `taken`, so that sending it twice is harmless."""
    return str(st.session_state.setdefault(f"key-for-{what}", secrets.token_hex(8)))


def taken(what: str) -> None:
    st.session_state.pop(f"key-for-{what}", None)


def draw_again() -> None:
    """What was drawn before a command in the same run is old. A fragment draws itself again, or the whole page if that
    is what is running."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()
