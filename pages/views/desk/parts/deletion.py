"""Deleting the whole workshop: says what goes, asks for its code, and cannot be taken back."""

import streamlit as st

from facilitation.codes import normalise
from facilitation.permissions import MAY
from pages.shared import Desk, escaped, outcome, say
from pages.views.desk.parts.style import heading, quiet
from pages.views.desk.parts.widgets import draw_again, form_button, pressed
from service import deleting
from service.house import house

_WHAT = "delete"
_GOES = ("answers", "files", "copies", "links")


def delete_it(desk: Desk) -> None:
    """For the manager alone."""
    if desk.session.role not in MAY["delete"]:
        return
    t = desk.t
    heading(t("desk.delete"))
    with st.expander(t("desk.delete.open"), key="delete", icon=":material/delete_forever:"):
        goes = "".join(f"<li>{escaped(t(f'desk.delete.goes.{each}'))}</li>" for each in _GOES)
        st.html(f'<p>{escaped(t("desk.delete.goes"))}</p><ul class="d-list">{goes}</ul>')
        quiet(t("desk.delete.not"))
        with st.form(f"delete-{desk.code}", border=False, enter_to_submit=False):
            typed = st.text_input(t("desk.delete.type", code=desk.code), max_chars=20, autocomplete="off")
            form_button(t("desk.delete.now"), _WHAT, icon=":material/delete_forever:", type="primary")
        if pressed(_WHAT):
            _delete(desk, typed)


def _delete(desk: Desk, typed: str) -> None:
    if normalise(typed) != desk.code:
        st.error(desk.t("desk.delete.other_code", code=desk.code))
        return
    with outcome(desk.code) as who:
        gone = deleting.delete(house(), desk.code, who.actor)
        say("desk.delete.done", code=desk.code, answers=gone.answers)
    draw_again()
