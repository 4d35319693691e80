"""The list of small projects: which one is looked at here, what it lacks; adding, renaming and dropping."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from facilitation.model import PlanField
from facilitation.projects import Planned
from facilitation.verbs.planning import LONGEST_TITLE
from pages.shared import Desk, plain, send
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.steps import undoing
from pages.views.desk.parts.style import heading
from pages.views.desk.parts.widgets import beneath, key_for, place, taken, when_pressed, worded

_CHOSEN = "project"
_NEW = "project"
_FOLLOWED = "project-followed"
_LIST = "project-list"
_AREA = "project-title"
_SEPARATOR = " · "
Said = Callable[[Desk, Planned], str]
PROJECTS = ("drop_project", "retitle_project", "add_project")


def chosen_project(desk: Desk, said: Said, focus: str = "") -> Planned:
    """One of them, chosen by mouse, finger or arrow keys; what the room begins to look at is chosen by itself.
    `said`: what stands beside its title."""
    found, state = {p.project.id: p for p in desk.projects}, st.session_state
    if focus in found and state.get(_FOLLOWED) != focus:
        _choose(focus)
    state[_FOLLOWED] = focus
    if state.get(_CHOSEN) not in found:
        _choose(next(iter(found)))
    titles = {id: f"**{plain(numbered(desk, p))}**" for id, p in found.items()}
    state[_CHOSEN] = st.radio(
        desk.t("desk.plan.list"),
        list(found),
        index=list(found).index(state[_CHOSEN]),
        key=worded(f"{_LIST}-{state[_LIST]}", titles.values()),
        format_func=titles.__getitem__,
        captions=[beneath(said(desk, p)) for p in found.values()],
        label_visibility="collapsed",
    )
    return found[str(state[_CHOSEN])]


def _choose(project: str) -> None:
    """A new list for it: a browser knows a choice by its words, and one that is on its way would undo this."""
    st.session_state[_CHOSEN] = project
    st.session_state[_LIST] = st.session_state.get(_LIST, 0) + 1


def numbered(desk: Desk, project: Planned) -> str:
    return f"{desk.workshop.projects.index(project.project) + 1}. {project.project.title}"


def project_head(desk: Desk, project: Planned) -> None:
    """Its title; who sits there and who writes; the way to another title, or out."""
    t, id = desk.t, project.project.id
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(project.project.title)
        _change(desk, project)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(
            _SEPARATOR.join(
                (t.count("desk.plan.people", len(project.seats)), t(f"desk.plan.{_pen(project)}"))
            )
        )
        if project.pen:
            st.button(
                t("desk.plan.free_pen"),
                key=f"free-{id}-{hash(project.pen)}",
                icon=":material/edit_off:",
                on_click=send,
                args=(desk.code, "pass_pen", None, "desk.plan.pen_freed"),
                kwargs={"project": id},
            )


def add_project(desk: Desk, expanded: bool = False) -> None:
    """One that came from no vote; and right beside it, undo of what was done to the list. The field is the same until
    it is added, whatever another desk adds meanwhile."""
    t, key = desk.t, f"new-project-{key_for(_NEW)}"
    with place():
        undoing(desk, PROJECTS, place="projects-")
    with st.expander(t("desk.plan.add"), expanded, key=f"fold-{key}", icon=":material/add:"), _form(key):
        st.text_input(t("desk.plan.title"), max_chars=LONGEST_TITLE, key=key)
        st.form_submit_button(
            t("desk.plan.add_save"), icon=":material/check:", on_click=_add, args=(desk.code, key)
        )


def state_said(desk: Desk, project: Planned) -> str:
    """Who is at it, and what it lacks."""
    people = desk.t.count("desk.plan.people", len(project.seats))
    writes = [desk.t("desk.plan.pen_held")] if project.pen else []
    return _SEPARATOR.join((people, *writes, lacks(desk, project)))


def lacks(desk: Desk, project: Planned) -> str:
    """Ready, or what is missing, in words."""
    entered = {name: project.when if name == "when" else project.text(name) for name in _ENTERED}
    missing = [desk.t(f"desk.plan.lacks.{name}") for name, found in entered.items() if not found]
    if project.is_day_open:
        missing.append(desk.t("desk.plan.lacks.day"))
    if not project.agreement.agreed:
        missing.append(desk.t("desk.plan.lacks.agreement"))
    return desk.t("desk.plan.lacks", what=", ".join(missing)) if missing else desk.t("desk.plan.ready")


_ENTERED: tuple[PlanField, ...] = ("what", "why", "when")


def _pen(project: Planned) -> str:
    return "pen_held" if project.pen else "pen_free"


def _change(desk: Desk, project: Planned) -> None:
    t, id = desk.t, project.project.id
    with st.popover(t("desk.plan.change"), icon=":material/more_horiz:", key=f"change-{id}"):
        _title(desk, id, project.project.title)
        st.button(
            t("desk.plan.drop"),
            key=f"drop-{id}",
            icon=":material/delete:",
            help=t("desk.plan.drop_help"),
            on_click=send,
            args=(desk.code, "drop_project", None, "desk.plan.dropped"),
            kwargs={"project": id},
        )


def _title(desk: Desk, id: str, now: str) -> None:
    """What is typed stays, whatever another desk saves meanwhile."""
    t, was = desk.t, unsaved.begun_with(unsaved.TITLE, id) or now
    name = f"{unsaved.TITLE}-{id}-{hash(was)}-{unsaved.discarded(unsaved.TITLE)}"
    with _form(name):
        with st.container(key=_AREA):
            typed = st.text_input(t("desk.plan.title"), was, max_chars=LONGEST_TITLE, key=name)
        unsaved.buttons(t, t("desk.plan.rename"), unsaved.TITLE, id, name, was)
        if was != now:
            st.info(t("desk.edit.changed_meanwhile"), icon=":material/group:")
    unsaved.listen(unsaved.TITLE, name, _AREA)
    when_pressed(name, _rename, desk.code, id, None if typed == was else typed)


def _form(key: str) -> Any:
    return st.form(f"form-{key}", border=False, enter_to_submit=False)


def _rename(code: str, id: str, title: str | None) -> None:
    """None where it was not changed: what stands there may be said in the place of hidden words."""
    if title is None or send(code, "retitle_project", None, "desk.edit.saved", project=id, title=title):
        unsaved.saved(unsaved.TITLE)


def _add(code: str, key: str) -> None:
    title, id = st.session_state[key], key_for(_NEW)
    if send(code, "add_project", None, "desk.plan.added", title=title, id=id):
        _choose(id)
        taken(_NEW)
