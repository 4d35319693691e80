"""What the projector does, and the room's countdown."""

import streamlit as st

from pages.components.clock import clock
from pages.shared import Desk, send
from pages.views.desk.parts.widgets import changed, follow, place

MODES = ("live", "held", "blank")
MINUTES = (1, 2, 5, 10)
LONGEST = 60
"""Minutes."""


def stage_control(desk: Desk) -> None:
    """A browser that has just drawn it may say that nothing is chosen: that is nobody's wish."""
    key = f"stage-{desk.code}"
    follow(key, desk.workshop.stage.mode)
    st.segmented_control(
        desk.t("desk.stage"),
        MODES,
        key=key,
        required=True,
        format_func=lambda mode: desk.t(f"desk.stage.{mode}"),
        width="stretch",
        on_change=changed,
        args=(key, lambda mode: send(desk.code, "stage", mode=mode) if mode else None),
    )


def countdown_control(desk: Desk) -> None:
    running = desk.workshop.countdown
    with place():
        if running is not None:
            clock(
                running.ends_at - desk.now,
                desk.t("desk.countdown.left"),
                key="countdown",
                over=desk.t("desk.countdown.over"),
            )
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="countdown-of-room"):
        st.text(desk.t("desk.countdown"))
        for minutes in MINUTES:
            label = desk.t("common.minutes_short", minutes=minutes)
            _button(desk, label, minutes * 60)
        _custom(desk)
        if running is not None:
            _button(desk, desk.t("desk.countdown.remove"), 0)


def _button(desk: Desk, label: str, seconds: int) -> None:
    st.button(
        label,
        key=f"countdown-{seconds}",
        on_click=send,
        args=(desk.code, "countdown"),
        kwargs={"seconds": seconds},
    )


def _custom(desk: Desk) -> None:
    with (
        st.popover(desk.t("desk.countdown.other"), key="countdown-other"),
        st.form("countdown-form", border=False, enter_to_submit=False),
    ):
        minutes = st.number_input(
            desk.t("desk.countdown.minutes"), 1, LONGEST, 15, key="countdown-minutes", width=150
        )
        st.form_submit_button(
            desk.t("desk.countdown.start"), on_click=_start, args=(desk.code,), icon=":material/timer:"
        )
        assert minutes is not None


def _start(code: str) -> None:
    send(code, "countdown", seconds=int(st.session_state["countdown-minutes"]) * 60)
