"""Ideas: sorting what people wrote, by keyboard, in the break."""

import streamlit as st

from pages.shared import careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk.parts.head import page_head, title
from pages.views.desk.parts.sorting import SORTS, sort, which
from pages.views.desk.parts.steps import undoing
from pages.views.desk.parts.style import style

workshop_code = code_here()


@st.fragment
@careful
def ideas() -> None:
    desk = open_desk(workshop_code)
    show_outcomes()
    title(desk)
    with st.container(horizontal=True):
        undoing(desk, SORTS)
    step = which(desk, st.query_params.get("activity", ""))
    if step is None:
        st.info(desk.t("desk.ideas.no_step"))
    else:
        sort(desk, step)


style()
page_head(words_here(), workshop_code, on="ideas")
ideas()
