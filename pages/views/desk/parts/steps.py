"""The one primary button, what stands beside it, and undo: each says what it does and sends what was drawn."""

from collections.abc import Collection
from typing import Any

import streamlit as st

from facilitation.history import did
from facilitation.kinds import kind
from facilitation.model import Activity, Step, Workshop
from facilitation.verbs.running import NextStep, next_step
from pages.components.resting import RESTS
from pages.shared import Desk, first_said, plain, send, travel
from pages.views.desk.parts.downloads import downloads
from pages.views.desk.parts.inside import inside_label, inside_place
from pages.views.desk.parts.opening import ask, asked, question, to_ask_about
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.summary import summary_downloads
from pages.views.desk.parts.unsaved import unless_unsaved

_ICONS = {
    "open": ":material/play_arrow:",
    "close": ":material/stop:",
    "close_now": ":material/stop:",
    "reveal": ":material/visibility:",
    "move": ":material/arrow_forward:",
    "focus": ":material/center_focus_strong:",
    "ask": ":material/thumbs_up_down:",
    "close_ask": ":material/done_all:",
}


def primary(desk: Desk) -> None:
    """The right next step. When the evening is through there is none, and what is left of it can be taken along."""
    step = next_step(desk.workshop, desk.now)
    if step is None:
        st.info(desk.t("desk.run.through"), icon=":material/celebration:")
        summary_downloads(desk)
        downloads(desk.t, desk.code, ("backup",))
        return
    verb, arguments = _command(step)
    asks = to_ask_about(desk, step)
    st.button(
        question(desk) if asked(desk) else _label(desk, step),
        key=f"{RESTS}{'ask' if asks else 'next'}-{step.turn}-{step.verb}",
        type="primary",
        width="stretch",
        icon=_ICONS[verb if step.inside else step.verb],
        on_click=unless_unsaved,
        args=(step.on.id, ask, step.turn) if asks else (step.on.id, send, desk.code, verb, step.turn),
        kwargs={} if asks else arguments,
    )
    if step.inside is not None:
        quiet(inside_place(desk))
    elif step.verb != "move" and step.to is not None:
        quiet(desk.t("desk.run.after", title=desk.own_title(step.to)))


def secondary(desk: Desk) -> None:
    """Back, open again, hide again: only what can be done now."""
    workshop, on = desk.workshop, desk.workshop.now
    before = _before(workshop)
    if before is not None:
        label = desk.t("desk.run.back", title=plain(desk.own_title(before)))
        _guarded(desk, label, "back", ":material/arrow_back:")
    if kind(on.kind).takes_answers and on.opened_at is not None and on.state != "open":
        label = first_said(desk.t, f"desk.run.reopen.{on.kind}", "desk.run.reopen.any")
        _guarded(desk, label, "reopen", ":material/lock_open:")
    if on.state == "revealed":
        _guarded(desk, desk.t("desk.run.conceal"), "conceal", ":material/visibility_off:")


def undoing(desk: Desk, verbs: Collection[str] | None = None, place: str = "") -> None:
    """Undo and redo, each with the step that it takes back or does again; where `verbs` are given, only of these.
    `place` tells them apart where they stand twice on a page."""
    workshop = desk.workshop
    for direction, steps, icon in (
        ("undo", workshop.history, ":material/undo:"),
        ("redo", workshop.undone, ":material/redo:"),
    ):
        if steps and (verbs is None or steps[-1].verb in verbs):
            st.button(
                desk.t(f"desk.run.{direction}", what=done(desk, steps[-1])),
                key=f"{RESTS}{direction}-{place}{steps[-1].id}",
                icon=icon,
                on_click=travel,
                args=(desk.code, direction, steps[-1].id),
            )


def done(desk: Desk, step: Step) -> str:
    """What a step of the history did, as a noun for a label."""
    return first_said(desk.t, f"desk.did.{did(step)}", "desk.did.something")


def _guarded(desk: Desk, label: str, verb: str, icon: str) -> None:
    turn = desk.workshop.turn
    st.button(
        label,
        key=f"{RESTS}{verb}-{turn}",
        icon=icon,
        on_click=unless_unsaved,
        args=(desk.workshop.current, send, desk.code, verb, turn),
    )


def _command(step: NextStep) -> tuple[str, dict[str, Any]]:
    """What the button says is what is sent, even if the countdown has run out meanwhile."""
    if step.inside is not None:
        return step.inside.verb, dict(step.inside.arguments)
    return ("go", {"activity": step.to.id}) if step.verb == "move" and step.to else (step.verb, {})


def _label(desk: Desk, step: NextStep) -> str:
    if step.inside is not None:
        return inside_label(desk, step.inside)
    keys = (f"desk.next.{step.on.kind}.{step.verb}", f"desk.next.any.{step.verb}")
    to = plain(desk.own_title(step.to)) if step.to else ""
    seconds = kind(step.on.kind).grace
    return first_said(desk.t, *keys, title=plain(desk.own_title(step.on)), to=to, seconds=seconds)


def _before(workshop: Workshop) -> Activity | None:
    place = workshop.agenda.index(workshop.now)
    return next((a for a in reversed(workshop.agenda[:place]) if not a.skipped), None)
