"""What, why, when: every project as it stands, what the others propose, and whether the room agrees."""

from typing import Any

import streamlit as st

from facilitation.by_itself import has_begun
from facilitation.kinds.plan import OVERVIEW
from facilitation.model import Activity, Project
from facilitation.projects import Planned
from pages.shared import Desk
from pages.views.desk.parts.counting import here
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.inside import looking
from pages.views.desk.parts.plan_agreed import agreed
from pages.views.desk.parts.plan_fields import fields_of, value_said
from pages.views.desk.parts.projects import add_project, chosen_project, project_head, state_said
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.widgets import place

LONGEST_BODY = 2000


def counted(desk: Desk, activity: Activity) -> str:
    """How many sit at a project, of those who are here; and how much has been proposed, in earlier steps too."""
    seated = len(frozenset().union(*(p.seats for p in desk.projects)))
    lines = sum(len(p.lines) for p in desk.projects)
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
    with place():
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
    came = _by_themselves(desk, activity) if activity.focus == "" else 0
    if came:
        st.info(desk.t.count("desk.plan.by_themselves", came), icon=":material/how_to_vote:")
    alone = [p.project.title for p in desk.projects if not p.seats]
    if alone and len(alone) < len(desk.projects):
        quiet(desk.t.count("desk.plan.alone", len(alone), titles=" · ".join(alone)))


def _by_themselves(desk: Desk, activity: Activity) -> int:
    """How many came from votes when this step began, where nothing was taken into planning by hand."""
    new = [p for p in desk.workshop.projects if not _was_planned(desk, activity, p)]
    votes = [desk.workshop.activity(p.vote) for p in new]
    return len(new) if all(vote is not None and not vote.chosen for vote in votes) else 0


def _was_planned(desk: Desk, activity: Activity, project: Project) -> bool:
    """Whether another step like this one has been on since its vote."""
    ids = [a.id for a in desk.workshop.agenda]
    since = ids.index(project.vote) if project.vote in ids else 0
    before = desk.workshop.agenda[since : ids.index(activity.id)]
    return any(map(has_begun, before))
