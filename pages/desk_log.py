"""Log: what has been done at the desk, by which role and when. Nobody can change it, not even by undoing."""

import streamlit as st

from pages.shared import careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk.parts.head import page_head, title
from pages.views.desk.parts.log import log
from pages.views.desk.parts.style import style

workshop_code = code_here()


@st.fragment
@careful
def log_of_it() -> None:
    desk = open_desk(workshop_code)
    show_outcomes()
    title(desk)
    log(desk)


style()
page_head(words_here(), workshop_code, on="log")
log_of_it()
