"""The agenda at a glance, and the way to any of its steps."""

import streamlit as st

from facilitation.model import Activity
from pages.components.resting import RESTS
from pages.shared import Desk, escaped, plain, send
from pages.views.desk.parts.unsaved import unless_unsaved

_SIGNS = {"draft": "○", "open": "●", "closed": "✓", "revealed": "✓"}


def agenda_list(desk: Desk) -> None:
    rows = "".join(_row(desk, n, step) for n, step in enumerate(desk.workshop.agenda, 1))
    st.html(f'<ol class="d-agenda">{rows}</ol>')


def jump(desk: Desk) -> None:
    """To any step. A menu, since a slip on the list itself would move sixty people."""
    workshop, key = desk.workshop, f"{RESTS}jump-{desk.workshop.turn}"
    titles = {a.id: plain(f"{n}. {desk.own_title(a)}") for n, a in enumerate(workshop.agenda, 1)}
    if len(titles) == 1:
        return
    st.menu_button(
        desk.t("desk.run.jump"),
        [a.id for a in workshop.agenda if a.id != workshop.current],
        key=key,
        format_func=titles.__getitem__,
        icon=":material/redo:",
        on_click=_go,
        args=(desk.code, workshop.current, workshop.turn, key),
    )


def _go(code: str, on: str, drawn: int, key: str) -> None:
    unless_unsaved(on, send, code, "go", drawn, activity=st.session_state[key])


def _row(desk: Desk, number: int, step: Activity) -> str:
    on = step.id == desk.workshop.current
    state = "skipped" if step.skipped else "now" if on else step.state
    style = "d-skipped" if step.skipped else "d-on" if on else ""
    current = ' aria-current="step"' if on else ""
    said = desk.t(f"desk.agenda.state.{state}")
    sign = "▶" if on else "–" if step.skipped else _SIGNS[step.state]
    minutes = desk.t("common.minutes_short", minutes=step.minutes)
    return (
        f'<li class="{style}"{current}><span role="img" aria-label="{escaped(said)}" title="{escaped(said)}">{sign}'
        f'</span><span class="d-what" dir="auto">{number}. {escaped(desk.own_title(step))}</span>'
        f'<span class="d-min">{escaped(minutes)}</span></li>'
    )
