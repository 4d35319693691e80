"""A proposal of who does what, in words; taken over as a whole, with one undo."""

import streamlit as st

from facilitation.assignment import proposal
from facilitation.projects import Planned, PlannedRole
from pages.shared import Desk, escaped, send
from pages.views.desk.parts.role_people import Offered, role_title
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
        st.button(
            desk.t("desk.roles.take_proposal"),
            key=f"assign-{hash(repr(given))}",
            icon=":material/check:",
            on_click=_take,
            args=(desk.code, given),
        )
        st.html("".join(_project(desk, project, everybody, given) for project in desk.projects))


def _take(code: str, given: dict[str, list[str]]) -> None:
    if send(code, "assign", None, "desk.roles.assigned", holders=given):
        _show(False)


def _project(desk: Desk, project: Planned, everybody: Offered, given: dict[str, list[str]]) -> str:
    """Who would get what, and how gladly; and which roles stay open."""
    new = [role for role in project.roles if role.role.id in given]
    rows = "".join(_role(desk, role, everybody, given[role.role.id]) for role in new)
    title = f'<p class="d-line" dir="auto"><b>{escaped(project.project.title)}</b></p>'
    return f'{title}<ul class="d-list">{rows}{_left(desk, project, given)}</ul>'


def _role(desk: Desk, role: PlannedRole, everybody: Offered, people: list[str]) -> str:
    who = (f"{everybody.names[p]} ({desk.t(f'desk.roles.grade.{role.offers[p]}')})" for p in people)
    return f'<li dir="auto">{escaped(role_title(desk, role.role))}: <b>{escaped(", ".join(who))}</b></li>'


def _left(desk: Desk, project: Planned, given: dict[str, list[str]]) -> str:
    """Each with how many places, where it is more than one."""
    places = ((role, role.open - len(given.get(role.role.id, ()))) for role in project.roles)
    said = [role_title(desk, role.role) + (f" ×{n}" if n > 1 else "") for role, n in places if n > 0]
    if not said:
        return f'<li class="d-quiet">{escaped(desk.t("desk.roles.all_filled"))}</li>'
    return f'<li class="d-quiet" dir="auto">{escaped(desk.t("desk.roles.stay_open", roles=", ".join(said)))}</li>'
