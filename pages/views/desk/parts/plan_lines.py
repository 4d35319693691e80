"""What the others propose for a field, the most supported first: to be used, or hidden from the room."""

import streamlit as st

from facilitation.kinds.plan import Proposal
from facilitation.model import Activity, PlanField
from facilitation.projects import Planned
from pages.shared import Desk, escaped, send
from pages.views.desk.parts.writing import Writing, begin

_FIRST = 5
"""Lines that are seen without asking for the rest."""


def lines_of(desk: Desk, activity: Activity, project: Planned, field: PlanField) -> None:
    lines = project.shown_lines(field)
    hidden = [line for line in project.lines if line.field == field and line.hidden]
    if not lines and not hidden:
        return
    name = f"{project.project.id}-{field}"
    with st.expander(
        desk.t.count("desk.plan.lines", len(lines)), key=f"lines-{name}", icon=":material/forum:"
    ):
        every = len(lines) > _FIRST and st.toggle(
            desk.t.count("desk.plan.all_lines", len(lines)), key=f"all-{name}"
        )
        for line in lines if every else lines[:_FIRST]:
            _line(desk, activity, line, "hide")
        if hidden:
            _hidden(desk, activity, name, hidden)


def _hidden(desk: Desk, activity: Activity, name: str, hidden: list[Proposal]) -> None:
    """Not sent to the browser before they are asked for: the desk may be mirrored on the wall."""
    label = desk.t.count("desk.plan.hidden_lines", len(hidden))
    if st.toggle(label, key=f"hidden-{name}", help=desk.t("desk.private_help")):
        for line in hidden:
            _line(desk, activity, line, "restore")


def _line(desk: Desk, activity: Activity, line: Proposal, verb: str) -> None:
    t = desk.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        support = escaped(t.count("desk.plan.support", line.support))
        st.html(
            f'<span dir="auto">{escaped(line.text)}</span> <span class="d-tag">{support}</span>',
            width="stretch",
        )
        if verb == "hide":
            _use(desk, line)
        st.button(
            t(f"desk.plan.{verb}"),
            key=f"{verb}-{line.id}",
            icon=":material/visibility_off:" if verb == "hide" else ":material/visibility:",
            on_click=send,
            args=(desk.code, verb),
            kwargs={"activity": activity_of(desk, activity, line), "ideas": [line.id]},
        )


def _use(desk: Desk, line: Proposal) -> None:
    """Words for a time are no time yet: they lead to the form for it."""
    label, key = desk.t("desk.plan.use"), f"use-{line.id}"
    if line.field == "when":
        place = Writing(line.project, "when")
        st.button(label, key=key, icon=":material/edit_calendar:", on_click=begin, args=(place,))
        return
    st.button(
        label,
        key=key,
        icon=":material/check:",
        on_click=send,
        args=(desk.code, "write", None, "desk.plan.used"),
        kwargs={"project": line.project, "field": line.field, "text": line.text},
    )


def activity_of(desk: Desk, on: Activity, line: Proposal) -> str:
    """The step in which it was proposed: an earlier plan step has lines of its own."""
    steps = (a for a in desk.workshop.agenda if a.kind == on.kind)
    return next((a.id for a in steps if desk.reader.contribution(a.id, line.id)), on.id)
