"""What comes next within a step of projects, and what the room looks at, also by hand."""

import streamlit as st

from facilitation.kinds.base import Inside
from facilitation.kinds.plan import OVERVIEW
from facilitation.model import Activity
from pages.shared import Desk, plain, send
from pages.views.desk.parts.widgets import changed, follow

ALL = ""


def inside_label(desk: Desk, inside: Inside) -> str:
    """What happens when it is pressed."""
    if inside.verb != "focus":
        return desk.t(f"desk.inside.{inside.verb}")
    project = desk.workshop.project(str(inside.arguments["on"]))
    if project is None:
        return desk.t("desk.inside.overview")
    return desk.t("desk.inside.focus", title=plain(project.title))


def inside_place(desk: Desk) -> str:
    """Which of the projects it is; before the first, how many there are."""
    ids = [p.id for p in desk.workshop.projects]
    on = desk.workshop.now.focus
    if on not in ids:
        return desk.t.count("desk.plan.projects", len(ids))
    return desk.t("desk.inside.place", place=ids.index(on) + 1, projects=len(ids))


def looking(desk: Desk, activity: Activity) -> None:
    """All at once, any project, or all of them over time: chosen by hand, also back."""
    options = [ALL, *(p.id for p in desk.workshop.projects), OVERVIEW]
    key = f"looks-{desk.workshop.turn}"
    follow(key, activity.focus if activity.focus in options else ALL)
    said = {ALL: desk.t("desk.inside.all"), OVERVIEW: desk.t("desk.inside.timeline")}
    st.selectbox(
        desk.t("desk.inside.looks"),
        options,
        key=key,
        format_func=lambda on: said.get(on) or _title(desk, on),
        filter_mode=None,
        on_change=changed,
        args=(key, lambda on: send(desk.code, "focus", desk.workshop.turn, on=on)),
    )


def _title(desk: Desk, project: str) -> str:
    """Numbered, since titles that people wrote may be alike, or long."""
    ids = [p.id for p in desk.workshop.projects]
    found = desk.workshop.project(project)
    return f"{ids.index(project) + 1}. {' '.join(found.title.split())}" if found else ""
