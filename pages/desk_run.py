"""Run: the desk during a meeting. What is on now, and the one button that comes next."""

import streamlit as st

from facilitation.verbs.running import next_step
from pages.shared import Desk, careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk import view
from pages.views.desk.parts.agenda_list import agenda_list, jump
from pages.views.desk.parts.head import links, page_head, people, title
from pages.views.desk.parts.now import now_card
from pages.views.desk.parts.room import room_card
from pages.views.desk.parts.stage_control import countdown_control, stage_control
from pages.views.desk.parts.style import style
from pages.views.desk.parts.summary import summary_downloads
from pages.views.desk.parts.time_left import time_left
from pages.views.desk.parts.widgets import place

workshop_code = code_here()


@st.fragment
@careful
def now() -> None:
    desk = open_desk(workshop_code)
    show_outcomes()
    title(desk)
    with st.container(horizontal=True, vertical_alignment="center"):
        people(desk)
        links(desk)
    on, beside = st.columns([3, 2], gap="medium")
    with on:
        now_card(desk)
        view(desk.workshop.now.kind).draw(desk)
    with beside:
        _beside(desk)


def _beside(desk: Desk) -> None:
    st.html(f'<p class="d-kicker">{desk.t("desk.room")}</p>')
    with place():
        room_card(desk)
    stage_control(desk)
    countdown_control(desk)
    with place():
        time_left(desk)
    agenda_list(desk)
    with place():
        jump(desk)
    if next_step(desk.workshop, desk.now) is not None:
        with st.expander(desk.t("desk.summary"), key="summary", icon=":material/summarize:"):
            summary_downloads(desk)


style()
page_head(words_here(), workshop_code, on="run")
now()
