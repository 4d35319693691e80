"""What comes next within a step of projects, and what the room looks at, also by hand."""

import streamlit as st

from facilitation.kinds.base import Inside
from facilitation.kinds.plan import OVERVIEW
from facilitation.model import Activity
from pages.shared import Desk, plain, send

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
    """All at once, any project, or all of them over time: chosen by hand, also back. A menu, that remembers nothing:
    what the room looks at changes under it."""
    said = {ALL: desk.t("desk.inside.all"), OVERVIEW: desk.t("desk.inside.timeline")}
    titles = {p.id: plain(_title(desk, p.id)) for p in desk.workshop.projects}
    options = {ALL: said[ALL], **titles, OVERVIEW: said[OVERVIEW]}
    on = activity.focus if activity.focus in options else ALL
    key = f"looks-{desk.workshop.turn}"
    st.menu_button(
        desk.t("desk.inside.looks", on=options[on]),
        [option for option in options if option != on],
        key=key,
        format_func=options.__getitem__,
        icon=":material/center_focus_strong:",
        on_click=_look,
        args=(desk.code, desk.workshop.turn, key),
    )


def _look(code: str, drawn: int, key: str) -> None:
    send(code, "focus", drawn, on=st.session_state[key])


def _title(desk: Desk, project: str) -> str:
    """Numbered, since titles that people wrote may be alike, or long."""
    ids = [p.id for p in desk.workshop.projects]
    found = desk.workshop.project(project)
    return f"{ids.index(project) + 1}. {' '.join(found.title.split())}" if found else ""
