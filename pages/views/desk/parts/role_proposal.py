"""A proposal of who does what, in words; taken over as a whole, with one undo."""

import streamlit as st

from facilitation.assignment import proposal
from facilitation.projects import Planned, PlannedRole
from pages.shared import Desk, escaped, send
from pages.views.desk.parts.role_people import Offered
from pages.views.desk.parts.style import quiet

_SHOWN = "proposal"


def proposal_of(desk: Desk, everybody: Offered) -> None:
    """Worked out anew at each drawing, so that what is taken over is what stands there."""
    shown = bool(st.session_state.get(_SHOWN))
    st.button(
        desk.t("desk.roles.no_proposal" if shown else "desk.roles.propose"),
        key=f"propose-{shown}",
        icon=":material/close:" if shown else ":material/auto_awesome:",
        help=desk.t("desk.roles.propose_help"),
        on_click=_show,
        args=(not shown,),
    )
    if shown:
        _proposed(desk, everybody)


def _show(shown: bool) -> None:
    st.session_state[_SHOWN] = shown


def _proposed(desk: Desk, everybody: Offered) -> None:
    roles = {r.role.id: r for project in desk.projects for r in project.roles}
    new = proposal(
        {id: r.offers for id, r in roles.items()},
        {id: r.role.wanted for id, r in roles.items()},
        {id: [p.holder.participant or p.holder.id for p in r.holding] for id, r in roles.items()},
    )
    given = {role: list(people) for role, people in new.items() if people}
    with st.container(border=True):
        if not given:
            quiet(desk.t("desk.roles.nothing_to_propose"))
            return
        st.html("".join(_project(desk, project, everybody, given) for project in desk.projects))
        left = sum(r.open - len(given.get(id, ())) for id, r in roles.items())
        quiet(desk.t.count("desk.roles.still_open", left))
        st.button(
            desk.t("desk.roles.take_proposal"),
            key=f"assign-{hash(repr(given))}",
            icon=":material/check:",
            on_click=_take,
            args=(desk.code, given),
        )


def _take(code: str, given: dict[str, list[str]]) -> None:
    if send(code, "assign", None, "desk.roles.assigned", holders=given):
        _show(False)


def _project(desk: Desk, project: Planned, everybody: Offered, given: dict[str, list[str]]) -> str:
    rows = "".join(_role(desk, role, everybody, given.get(role.role.id, [])) for role in project.roles)
    return f'<p class="d-line" dir="auto"><b>{escaped(project.project.title)}</b></p><ul class="d-list">{rows}</ul>'


def _role(desk: Desk, role: PlannedRole, everybody: Offered, people: list[str]) -> str:
    """Who would get it, and how gladly; how many places stay open."""
    t = desk.t
    who = [f"{everybody.names[p]} ({t(f'desk.roles.grade.{role.offers[p]}')})" for p in people]
    left = role.open - len(people)
    still = [t.count("desk.roles.open", left)] if left else []
    said = ", ".join([*who, *still]) or t("desk.roles.full_already")
    return f'<li dir="auto">{escaped(desk.text(role.role.title))}: {escaped(said)}</li>'
