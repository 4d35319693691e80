"""Paper: the page of one who helps. They type in what came on paper, and hide what should not be on the wall."""

import streamlit as st

from facilitation.permissions import HELPS
from pages.shared import careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk.parts.head import helper_head, title
from pages.views.desk.parts.helping import helping
from pages.views.desk.parts.style import style

workshop_code = code_here()


@st.fragment
@careful
def paper() -> None:
    desk = open_desk(workshop_code, HELPS)
    show_outcomes()
    title(desk)
    helping(desk)


style()
helper_head(words_here())
paper()
