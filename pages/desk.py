"""Desk: the workshops there are, and a new one from the first click to its running page in a minute."""

import streamlit as st

from pages.shared import (
    careful,
    code_here,
    session,
    show_outcomes,
    sign_in_first,
    to_the_own_page,
    words_here,
)
from pages.views.desk.parts.head import list_head
from pages.views.desk.parts.importing import import_form
from pages.views.desk.parts.new_workshop import new_workshop
from pages.views.desk.parts.style import style
from pages.views.desk.parts.workshops import workshop_list


@careful
def desk() -> None:
    t, who = words_here(), session()
    if who is None:
        sign_in_first(t)
    to_the_own_page(who)
    if code_here():
        st.switch_page("desk_run.py", query_params={"code": code_here()})
    list_head(t)
    if who.code:
        workshop_list(t, who)
        return
    new, there = st.columns([2, 3], gap="large")
    with new:
        new_workshop(t)
        import_form(t)
    with there:
        workshop_list(t, who)


style()
show_outcomes()
desk()
