"""The planned end, how late it is, and what could be left out."""

import streamlit as st

from facilitation.schedule import Schedule, schedule
from pages.shared import Desk, escaped, plain, send
from pages.views.desk.parts.style import quiet

_MOST = 3


def time_left(desk: Desk) -> None:
    times = schedule(desk.workshop, desk.now)
    st.html(f'<div class="d-small">{_sentence(desk, times)}</div>')
    if times.could_skip:
        quiet(desk.t("desk.time.could_skip"))
        with st.container(horizontal=True, gap="xsmall"):
            for step in times.could_skip[:_MOST]:
                minutes = desk.t("common.minutes_short", minutes=step.minutes)
                st.button(
                    plain(f"{desk.own_title(step)} · {minutes}"),
                    key=f"could-skip-{step.id}",
                    icon=":material/skip_next:",
                    on_click=send,
                    args=(desk.code, "skip"),
                    kwargs={"activity": step.id},
                )


def _sentence(desk: Desk, times: Schedule) -> str:
    if times.planned_end is None or times.expected_end is None:
        minutes = sum(a.minutes for a in desk.workshop.agenda if not a.skipped)
        return escaped(desk.t("desk.time.planned", minutes=desk.t.count("common.minutes", minutes)))
    said = desk.t(
        "desk.time.ends", planned=desk.clock(times.planned_end), expected=desk.clock(times.expected_end)
    )
    return f"{escaped(said)} <b>{escaped(_late(desk, times.late_minutes))}</b>"


def _late(desk: Desk, minutes: int) -> str:
    if minutes == 0:
        return desk.t("desk.time.on_time")
    key = "desk.time.late" if minutes > 0 else "desk.time.early"
    return desk.t(key, minutes=desk.t.count("common.minutes", abs(minutes)))
