"""What is on now: the step, its phase in words, how many have answered, and the one button that comes next."""

import streamlit as st

from pages.components.clock import clock
from pages.shared import Desk, escaped, first_said
from pages.views.desk import view
from pages.views.desk.parts.head import NEXT_STEP
from pages.views.desk.parts.steps import primary, secondary, undoing
from pages.views.desk.parts.widgets import place


def now_card(desk: Desk) -> None:
    with st.container(border=True):
        st.html(_said(desk))
        with place():
            _closing(desk)
        with st.container(key=NEXT_STEP):
            primary(desk)
        with st.container(horizontal=True):
            secondary(desk)
            undoing(desk)


def _said(desk: Desk) -> str:
    on = desk.workshop.now
    steps = [a.id for a in desk.workshop.agenda if not a.skipped or a.id == on.id]
    place = desk.t("desk.run.place", place=steps.index(on.id) + 1, steps=len(steps))
    minutes = desk.t("common.minutes_short", minutes=on.minutes)
    phase = on.phase(desk.now)
    state = first_said(desk.t, f"desk.phase.{on.kind}.{phase}", f"desk.phase.any.{phase}")
    counted = view(on.kind).counted(desk, on) if on.opened_at else ""
    return (
        f'<div class="d-now"><span class="d-kicker">{escaped(f"{place} · {minutes}")}</span>'
        f"<h2>{escaped(desk.own_title(on))}</h2>"
        f"<p>{escaped(state)} <b>{escaped(counted)}</b></p></div>"
    )


def _closing(desk: Desk) -> None:
    on = desk.workshop.now
    if on.phase(desk.now) == "closing" and on.closes_at is not None:
        clock(on.closes_at - desk.now, desk.t("desk.run.closing"), key="closing")
