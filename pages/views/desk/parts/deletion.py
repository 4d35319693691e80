"""Deleting the whole workshop: says what goes, asks for its code, and cannot be taken back."""

import streamlit as st

from facilitation.codes import normalise
from facilitation.permissions import MAY
from pages.shared import Desk, escaped, outcome, say
from pages.views.desk.parts.style import heading, quiet
from service import deleting
from service.house import house

_WRONG = "delete-wrong"
"""What was typed instead of the code, and is said to be so while it stands there."""
_GOES = ("answers", "files", "copies", "links")


def delete_it(desk: Desk) -> None:
    """For the manager alone."""
    if desk.session.role not in MAY["delete"]:
        return
    t, key = desk.t, f"delete-code-{desk.code}"
    wrong = st.session_state.get(_WRONG, False) == st.session_state.get(key)
    heading(t("desk.delete"))
    with st.expander(t("desk.delete.open"), key="delete", icon=":material/delete_forever:"):
        goes = "".join(f"<li>{escaped(t(f'desk.delete.goes.{each}'))}</li>" for each in _GOES)
        st.html(f'<p>{escaped(t("desk.delete.goes"))}</p><ul class="d-list">{goes}</ul>')
        quiet(t("desk.delete.not"))
        with st.form(f"delete-{desk.code}", border=False, enter_to_submit=False):
            st.text_input(t("desk.delete.type", code=desk.code), max_chars=20, autocomplete="off", key=key)
            st.form_submit_button(
                t("desk.delete.now"),
                icon=":material/delete_forever:",
                type="primary",
                on_click=_delete,
                args=(desk.code, key),
            )
        if wrong:
            st.error(t("desk.delete.other_code", code=desk.code))


def _delete(code: str, key: str) -> None:
    """At the press, before anything is drawn: now or never."""
    typed = st.session_state[key]
    if normalise(typed) != code:
        st.session_state[_WRONG] = typed
        return
    with outcome(code) as who:
        gone = deleting.delete(house(), code, who.actor)
        say("desk.delete.done", code=code, answers=gone.answers)
