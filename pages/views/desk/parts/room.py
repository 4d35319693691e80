"""What the room sees now, small: so that the manager need not turn round."""

import streamlit as st

from facilitation.history import as_it_was
from facilitation.model import Activity
from pages.shared import Desk, escaped
from pages.views.desk import view
from service.faces import on_phones

_MOST_LINES = 6
_LONGEST_LINE = 140


def room_card(desk: Desk) -> None:
    if not desk.house.store.answers(desk.workshop.code):
        st.warning(desk.t("stage.away"), icon=":material/cloud_off:")
    _SHOWS[desk.workshop.stage.mode](desk)
    shown = on_phones(desk.workshop, desk.now)
    if shown.id != desk.workshop.current:
        line = desk.t("desk.room.phones", title=desk.room_title(shown))
        st.html(f'<p class="d-quiet d-small">{escaped(line)}</p>')


def _live(desk: Desk) -> None:
    on = desk.workshop.now
    _card(desk, on, view(on.kind).room(desk, on))


def _held(desk: Desk) -> None:
    held_at = desk.workshop.stage.held_at or desk.now
    then = as_it_was(desk.workshop, held_at).now
    _card(desk, then, [desk.t("desk.room.held", time=desk.clock(held_at))])


def _blank(desk: Desk) -> None:
    st.html(f'<div class="d-seen d-blank"><p>{escaped(desk.t("desk.room.blank"))}</p></div>')


_SHOWS = {"live": _live, "held": _held, "blank": _blank}


def _card(desk: Desk, activity: Activity, lines: list[str]) -> None:
    said = "".join(f'<p dir="auto">{escaped(_short(line))}</p>' for line in lines[:_MOST_LINES] if line)
    title = escaped(desk.room_title(activity))
    st.html(f'<div class="d-seen"><h3 dir="auto">{title}</h3>{said}</div>')


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
