"""What, why, when: every project as it stands, what the others propose, and whether the room agrees."""

from typing import Any

import streamlit as st

from facilitation.kinds.plan import OVERVIEW, Planning
from facilitation.model import Activity
from facilitation.projects import Planned
from pages.shared import Desk
from pages.views.desk.parts.counting import here
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.inside import looking
from pages.views.desk.parts.plan_agreed import agreed
from pages.views.desk.parts.plan_fields import fields_of, value_said
from pages.views.desk.parts.projects import add_project, chosen_project, project_head, state_said
from pages.views.desk.parts.style import quiet

LONGEST_BODY = 2000


def counted(desk: Desk, activity: Activity) -> str:
    """How many sit at a project, of those who are here; and how much has been proposed."""
    planning: Planning = desk.result(activity)
    seated = len(frozenset().union(*planning.seats.values()))
    lines = sum(map(len, planning.lines.values()))
    said = desk.t("desk.plan.seated", seated=desk.t.number(seated), here=desk.t.number(here(desk, seated)))
    return f"{said} · {desk.t.count('desk.plan.lines', lines)}"


def room(desk: Desk, activity: Activity) -> list[str]:
    """As much of it as the stage shows large."""
    shown = next((p for p in desk.projects if p.project.id == activity.focus), None)
    if shown is None:
        said = "desk.room.timeline" if activity.focus == OVERVIEW else "desk.room.side_by_side"
        return [desk.t(said), desk.t.count("desk.plan.projects", len(desk.projects))]
    texts = (
        f"{desk.t(f'desk.plan.{f}')}: {value_said(desk, shown, f) or '–'}" for f in ("what", "why", "when")
    )
    return [shown.project.title, *texts, _asked(desk, shown)]


def draw(desk: Desk) -> None:
    activity = desk.workshop.now
    if not desk.projects:
        st.warning(desk.t("desk.plan.nothing_chosen"), icon=":material/playlist_add:")
        add_project(desk, expanded=True)
        return
    _warn(desk, activity)
    looking(desk, activity)
    project = chosen_project(desk, state_said, activity.focus)
    with st.container(border=True):
        project_head(desk, project)
        fields_of(desk, activity, project)
        agreed(desk, project)
    add_project(desk)


def choices(editing: Editing) -> dict[str, Any]:
    return {}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    t = editing.desk.t
    return {
        "body": editing.lines("body", t("desk.info.body"), max_chars=LONGEST_BODY, height=100),
        "minutes_each": st.number_input(
            t("desk.plan.minutes_each"),
            1,
            60,
            editing.settings.minutes_each,
            key=editing.key("each"),
            help=t("desk.plan.minutes_each_help"),
            width=260,
        ),
    }


def _asked(desk: Desk, shown: Planned) -> str:
    """Yes and no stand on the stage only when the answers are closed."""
    said = {"open": "desk.plan.asking", "closed": "desk.plan.answered"}.get(shown.project.asked)
    agreement = shown.agreement
    return desk.t(said, yes=agreement.yes, no=agreement.no, passed=agreement.passed) if said else ""


def _warn(desk: Desk, activity: Activity) -> None:
    """Of what nobody took on purpose, and of projects where nobody sits."""
    if activity.focus == "" and _by_themselves(desk):
        st.info(desk.t.count("desk.plan.by_themselves", len(desk.projects)), icon=":material/how_to_vote:")
    alone = [p.project.title for p in desk.projects if not p.seats]
    if alone and len(alone) < len(desk.projects):
        quiet(desk.t.count("desk.plan.alone", len(alone), titles=" · ".join(alone)))


def _by_themselves(desk: Desk) -> bool:
    """Whether all came from votes of which nothing was taken into planning by hand."""
    votes = {p.vote for p in desk.workshop.projects}
    return all(a is not None and not a.chosen for a in map(desk.workshop.activity, votes))
