"""Agenda: every step of the evening, in order, each with its settings."""

import streamlit as st

from pages.shared import careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk.parts.agenda_edit import actions, add_step, chosen_step, editing_language
from pages.views.desk.parts.editing import Editing, edit_step
from pages.views.desk.parts.head import page_head, title
from pages.views.desk.parts.renaming import rename
from pages.views.desk.parts.style import style
from pages.views.desk.parts.summary import summary_downloads
from pages.views.desk.parts.time_left import time_left
from pages.views.desk.parts.widgets import place

workshop_code = code_here()


@st.fragment
@careful
def agenda() -> None:
    desk = open_desk(workshop_code)
    show_outcomes()
    title(desk)
    steps, editor = st.columns([2, 3], gap="large")
    with steps:
        step = chosen_step(desk)
        with place():
            time_left(desk)
        add_step(desk, step)
        rename(desk)
        with st.expander(desk.t("desk.summary"), key="summary", icon=":material/summarize:"):
            summary_downloads(desk)
        st.page_link(
            "desk_log.py",
            label=desk.t("desk.page.log"),
            icon=":material/history:",
            query_params={"code": desk.code},
        )
    with editor, st.container(border=True):
        actions(desk, step)
        edit_step(Editing(desk, step, editing_language(desk)), button="primary")


style()
page_head(words_here(), workshop_code, on="agenda")
agenda()
