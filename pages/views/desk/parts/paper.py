"""Ideas from paper, typed in one after the other: Enter, and the next."""

import streamlit as st

from facilitation.kinds.ideas import LONGEST
from facilitation.model import Activity
from pages.components.paper import Typed, paper
from pages.shared import Desk, send
from pages.views.desk.parts.widgets import draw_again


def paper_entry(desk: Desk, activity: Activity, unfolded: bool = False) -> None:
    def take(typed: Typed) -> bool:
        sent = send(desk.code, "enter_idea", activity=activity.id, text=typed.text, key=typed.key)
        return sent is not None

    with st.expander(desk.t("desk.paper"), unfolded, icon=":material/edit_note:"):
        typed_any = paper(desk.t, LONGEST, f"paper-{activity.id}", take)
    if typed_any:
        draw_again()
