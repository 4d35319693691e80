"""Data: who keeps what people gave and how long, what there is of it, files to take along, and deleting all of it."""

import streamlit as st

from pages.shared import careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk.parts.deletion import delete_it
from pages.views.desk.parts.head import page_head, title
from pages.views.desk.parts.keeping import holdings, keeping
from pages.views.desk.parts.style import style
from pages.views.desk.parts.widgets import place

workshop_code = code_here()


@st.fragment
@careful
def data() -> None:
    show_outcomes()
    desk = open_desk(workshop_code)
    title(desk)
    keeps, there = st.columns([3, 2], gap="large")
    with keeps:
        keeping(desk)
    with there:
        with place():
            holdings(desk)
        delete_it(desk)


style()
page_head(words_here(), workshop_code, on="privacy")
data()
