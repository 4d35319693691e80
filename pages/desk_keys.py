"""Keys: the links that let others in, each behind a switch, and each to be changed when it went astray."""

import streamlit as st

from facilitation.model import LinkRole
from pages.shared import careful, code_here, open_desk, show_outcomes, words_here
from pages.views.desk.parts.head import page_head, title
from pages.views.desk.parts.keys import key_card, manager_key, may_hand_out
from pages.views.desk.parts.style import quiet, style

HANDED_OUT: tuple[LinkRole, ...] = ("cofacilitator", "helper", "stage")
workshop_code = code_here()


@st.fragment
@careful
def keys() -> None:
    desk = open_desk(workshop_code)
    show_outcomes()
    title(desk)
    may_hand_out(desk)
    quiet(desk.t("desk.keys.help"))
    for place, role in zip(st.columns(3, gap="medium"), HANDED_OUT, strict=True):
        with place:
            key_card(desk, role)
    manager_key(desk)


style()
page_head(words_here(), workshop_code, on="keys")
keys()
