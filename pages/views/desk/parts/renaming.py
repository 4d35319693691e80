"""The name of the whole workshop. What is typed stays, whatever another desk saves meanwhile."""

import streamlit as st

from facilitation.model import Workshop
from facilitation.text import Text, in_language
from facilitation.verbs.agenda import LONGEST_TITLE
from pages.shared import Desk, send
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.editing import onto
from pages.views.desk.parts.widgets import when_pressed

_AREA = "name-fields"


def rename(desk: Desk) -> None:
    now, t = desk.workshop, desk.t
    was: Text = unsaved.begun_with(unsaved.NAME, now.code) or now.title
    name = f"{unsaved.NAME}-{now.code}-{hash(repr(was))}-{unsaved.discarded(unsaved.NAME)}"
    with st.expander(t("desk.agenda.rename"), key="rename", icon=":material/edit:"):
        with st.form(f"form-{name}", border=False, enter_to_submit=False):
            with st.container(key=_AREA):
                title = st.text_input(
                    t("desk.new.title"), in_language(was, now.language), max_chars=LONGEST_TITLE, key=name
                )
            unsaved.buttons(t, t("desk.agenda.rename_save"), unsaved.NAME, now.code, name, was)
            if was != now.title:
                st.info(t("desk.edit.changed_meanwhile"), icon=":material/group:")
        unsaved.listen(unsaved.NAME, name, _AREA)
    when_pressed(name, _save, now, was, title)


def _save(now: Workshop, was: Text, typed: str) -> None:
    title = onto(was, {**was, now.language: typed}, now.title)
    if send(now.code, "rename", None, "desk.edit.saved", title=title):
        unsaved.saved(unsaved.NAME)
