"""Slips that were filled in with a pen: a code and its marks, one ballot at a time."""

from typing import Any

import streamlit as st

from facilitation.kinds import kind
from facilitation.kinds.methods import METHODS
from facilitation.kinds.vote import VoteSettings
from facilitation.model import Activity, Option
from facilitation.permissions import HELPS
from pages.shared import Desk, first_said, outcome, plain, say
from pages.views.desk.parts.widgets import key_for, taken
from service import codes
from service.house import house


def paper_entry(desk: Desk, activity: Activity, unfolded: bool = False) -> None:
    settings: VoteSettings = kind(activity.kind).of(activity)
    start = _start(activity)
    with (
        st.expander(
            desk.t("desk.papers"), unfolded, key=f"papers-of-{activity.id}", icon=":material/edit_note:"
        ),
        st.form(f"papers-{activity.id}", border=False, enter_to_submit=False),
    ):
        st.text_input(
            desk.t("desk.papers.code"), key=f"{start}-code", max_chars=20, width=260, autocomplete="off"
        )
        for option in activity.options:
            _mark(desk, option, settings, f"{start}-{option.id}")
        st.form_submit_button(
            desk.t("desk.papers.save"), icon=":material/check:", on_click=_send, args=(desk.code, activity)
        )


def _mark(desk: Desk, option: Option, settings: VoteSettings, key: str) -> None:
    label = f"{option.number}. {plain(option.text)}"
    if settings.method == "dots":
        st.number_input(label, 0, min(settings.cap or settings.dots, settings.dots), 0, key=key, width=260)
    elif settings.method == "approval":
        st.checkbox(label, key=key)
    else:
        values = METHODS[settings.method].values
        st.segmented_control(label, values, key=key, format_func=lambda m: _said(desk, settings.method, m))


def _said(desk: Desk, method: str, mark: int) -> str:
    word = {1: "one", 0: "zero", -1: "minus"}.get(mark, "any")
    return first_said(desk.t, f"desk.hands.{method}.{word}", f"desk.hands.{method}.any", mark=mark)


def _send(code: str, activity: Activity) -> None:
    state: Any = st.session_state
    start, may_be_zero = _start(activity), activity.settings["method"] == "yesno"
    given = {option.id: state.get(f"{start}-{option.id}") for option in activity.options}
    marks = {
        id: int(m) for id, m in given.items() if m is not None and (m or (may_be_zero and m is not False))
    }
    with outcome(code, HELPS) as who:
        codes.enter_paper(house(), code, who.actor, activity.id, marks, state[f"{start}-code"])
        say("desk.papers.saved")
        taken(_what(activity))


def _what(activity: Activity) -> str:
    return f"papers-{activity.id}"


def _start(activity: Activity) -> str:
    """Of the fields' keys: new ones once a ballot is taken, so that the next one begins empty."""
    return f"{_what(activity)}-{key_for(_what(activity))}"
