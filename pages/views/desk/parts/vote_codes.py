"""One-time codes at the desk: how many, the sheet of slips, how many have voted, and slips filled in with a pen."""

from dataclasses import dataclass

import streamlit as st

from facilitation.ballot_codes import MOST
from facilitation.model import Activity
from facilitation.permissions import MAY
from pages.shared import Desk, outcome, say, send
from pages.views.desk.parts.counting import codes_used
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.vote_papers import paper_entry
from pages.views.desk.parts.widgets import place
from service import codes
from service.house import house

_AT_FIRST = 50
_MANY_WRONG = 30
"""Wrong codes at a time that a hall does not mistype."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Made once: the same bytes have the same address at each drawing, so that no press comes too late for them."""

    number: int
    slips: bytes


def vote_codes(desk: Desk, activity: Activity) -> None:
    """For a manager all of it; who leads along sees how it goes."""
    owns = desk.session.role in MAY["keys"]
    if not activity.codes and (not owns or activity.opened_at is not None):
        return
    with st.expander(
        _heading(desk, activity), key=f"codes-of-{activity.id}", icon=":material/confirmation_number:"
    ):
        with place():
            if desk.house.ballot_guesses.wrong(desk.code) >= _MANY_WRONG:
                st.warning(desk.t("desk.codes.guessed"), icon=":material/warning:")
        if owns:
            with place():
                _sheet(desk, activity)
            _make(desk, activity)
        elif activity.codes:
            quiet(desk.t("desk.codes.managers"))
    if activity.options and activity.codes:
        paper_entry(desk, activity)


def _heading(desk: Desk, activity: Activity) -> str:
    if not activity.codes:
        return desk.t("desk.codes")
    return f"{desk.t('desk.codes')} · {desk.t('desk.codes.used', **codes_used(desk, activity))}"


def _sheet(desk: Desk, activity: Activity) -> None:
    """Only here and now: codes are kept nowhere."""
    t, made = desk.t, st.session_state.get(_name(activity))
    if not activity.codes:
        quiet(t("desk.codes.what"))
    elif not made:
        quiet(t("desk.codes.gone"))
    else:
        st.download_button(
            t.count("desk.codes.download", made.number),
            data=made.slips,
            file_name=f"asukasilta-{desk.code}-koodit.pdf",
            mime="application/pdf",
            key=f"slips-{activity.id}",
            icon=":material/print:",
            on_click="ignore",
        )
        quiet(t("desk.codes.keep"))


def _make(desk: Desk, activity: Activity) -> None:
    t, key = desk.t, f"codes-number-{activity.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(t("desk.codes.number"), 1, MOST, _AT_FIRST, key=key, width=170)
        more = t("desk.codes.more" if activity.codes else "desk.codes.make")
        st.button(more, key=f"codes-make-{activity.id}", on_click=_made, args=(desk.code, activity, key))
        if activity.codes:
            _anew(desk, activity, key)
        if activity.codes and activity.opened_at is None:
            st.button(
                t("desk.codes.drop"),
                key=f"codes-drop-{activity.id}",
                on_click=send,
                args=(desk.code, "drop_codes"),
                kwargs={"activity": activity.id},
            )


def _anew(desk: Desk, activity: Activity, key: str) -> None:
    with st.popover(desk.t("desk.codes.anew"), icon=":material/delete_sweep:"):
        quiet(desk.t("desk.codes.anew.what"))
        st.button(
            desk.t("desk.codes.anew.now"),
            key=f"codes-anew-{activity.id}",
            on_click=_made,
            args=(desk.code, activity, key, True),
        )


def _made(code: str, activity: Activity, key: str, anew: bool = False) -> None:
    with outcome(code) as who:
        number = int(st.session_state[key] or 0)
        made = codes.make(house(), code, who.actor, activity, number, anew)
        port = int(st.get_option("server.port"))
        slips = codes.sheet(house(), who.actor, code, activity.id, made, port)
        st.session_state[_name(activity)] = _Sheet(number, slips)
        say("desk.codes.made")


def _name(activity: Activity) -> str:
    return f"codes-made-{activity.id}"
