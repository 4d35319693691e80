"""Roles: what there is to do in each project, who has offered, and who does it. Offers, names and contacts stand here
only for the manager, and only when asked for."""

from typing import Any

import streamlit as st

from facilitation.model import Activity
from facilitation.projects import Planned, PlannedRole
from pages.shared import Desk
from pages.views.desk.parts.counting import answered
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.projects import add_project, chosen_project
from pages.views.desk.parts.role_defaults import default_roles
from pages.views.desk.parts.role_people import offered
from pages.views.desk.parts.role_proposal import proposal_of
from pages.views.desk.parts.role_rows import add_role, role_rows
from pages.views.desk.parts.style import heading, quiet
from pages.views.desk.parts.widgets import place

LONGEST_BODY = 2000


def counted(desk: Desk, activity: Activity) -> str:
    return answered(desk, activity)


def room(desk: Desk, activity: Activity) -> list[str]:
    roles = _roles(desk)
    open_ones = [r for r in roles if r.open]
    return [
        sum_said(desk),
        *(desk.room_text(r.role.title) for r in open_ones[:3]),
        desk.t("desk.roles.names_on_screen"),
    ]


def sum_said(desk: Desk) -> str:
    """Places, not roles: a role may be for several."""
    roles = _roles(desk)
    filled, open_places = sum(len(r.holding) for r in roles), sum(r.open for r in roles)
    return f"{desk.t.count('desk.roles.filled', filled)} · {desk.t.count('desk.roles.open', open_places)}"


def draw(desk: Desk) -> None:
    activity = desk.workshop.now
    if not desk.projects:
        st.warning(desk.t("desk.roles.no_projects"), icon=":material/playlist_add:")
        add_project(desk, expanded=True)
        return
    quiet(sum_said(desk))
    private = st.toggle(
        desk.t("desk.private"), key=f"private-{activity.id}", help=desk.t("desk.roles.private_help")
    )
    everybody = offered(desk) if private else None
    with place():
        if everybody is not None:
            proposal_of(desk, everybody)
    project = chosen_project(desk, said=_open_said)
    with st.container(border=True):
        heading(project.project.title)
        with place():
            role_rows(desk, project, everybody)
        add_role(desk, project)


def choices(editing: Editing) -> dict[str, Any]:
    return {}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    t = editing.desk.t
    body = editing.lines("body", t("desk.info.body"), max_chars=LONGEST_BODY, height=100)
    days = st.number_input(
        t("desk.roles.contact_days"),
        1,
        730,
        editing.settings.contact_days,
        key=editing.key("days"),
        help=t("desk.roles.contact_days_help"),
        width=260,
    )
    return {"body": body, "contact_days": days, "defaults": default_roles(editing)}


def _roles(desk: Desk) -> list[PlannedRole]:
    return [role for project in desk.projects for role in project.roles]


def _open_said(desk: Desk, project: Planned) -> str:
    places = sum(role.open for role in project.roles)
    return desk.t.count("desk.roles.open", places) if places else desk.t("desk.roles.all_filled")
