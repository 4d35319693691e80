"""Sorting ideas: the sorter's commands become the domain's verbs."""

from typing import Any

import streamlit as st

from facilitation.kinds.ideas import LONGEST, Idea, Ideas, Wall
from facilitation.model import Activity
from pages.components import sorter as component
from pages.components.sorter import Command, sorter
from pages.shared import Desk, plain, send
from pages.views.desk.ideas import wall_of
from pages.views.desk.parts.vote_options import pairs_alike
from pages.views.desk.parts.widgets import draw_again

SORTS = ("hide", "restore", "approve", "edit", "merge", "unmerge", "theme", "enter_idea")
"""What undo takes back here: a press too many must not undo a step of the evening."""


def which(desk: Desk, asked_for: str) -> Activity | None:
    """The ideas step in the address, else the one that is on, else the newest that has begun, else the first."""
    steps = [a for a in desk.workshop.agenda if a.kind == Ideas.name]
    if not steps:
        return None
    begun = [a for a in steps if a.opened_at is not None]
    likely = desk.workshop.activity(asked_for), desk.workshop.now, *reversed(begun)
    first = next((a for a in likely if a in steps), steps[0])
    if len(steps) == 1:
        return first
    ids = [a.id for a in steps]
    titles = {a.id: plain(desk.title(a)) for a in steps}
    chosen = st.segmented_control(
        desk.t("desk.ideas.which"),
        ids,
        default=first.id,
        required=True,
        format_func=titles.__getitem__,
        key="which",
    )
    return desk.workshop.activity(str(chosen))


def sort(desk: Desk, step: Activity) -> None:
    wall = wall_of(desk, step)
    private = _private(desk, step, wall)
    commands = sorter(
        _for_sorter(desk, step, wall, private),
        _themes(wall),
        desk.t,
        key=f"sorter-{step.id}",
        approve_first=Ideas().of(step).approve_first,
        limit=LONGEST,
    )
    for command in commands:
        send(desk.code, command.verb, activity=step.id, **_arguments(command))
    if commands:
        draw_again()


def _private(desk: Desk, step: Activity, wall: Wall) -> bool:
    """What the room may not see stays off a desk that may be mirrored, until it is asked for; a reload covers it."""
    covered = sum(_covered(idea) for idea in wall.all)
    if not covered:
        return False
    label = desk.t.count("desk.ideas.covered", covered)
    return st.toggle(label, key=f"private-{step.id}", help=desk.t("desk.private_help"))


def _covered(idea: Idea) -> bool:
    return idea.hidden or idea.waiting


def _for_sorter(desk: Desk, step: Activity, wall: Wall, private: bool) -> list[component.Idea]:
    alike = pairs_alike(desk, step)
    return [_one(idea, alike.get(idea.id, ())) for idea in wall.all if private or not _covered(idea)]


def _one(idea: Idea, alike: tuple[str, ...]) -> component.Idea:
    return {
        "id": idea.id,
        "text": idea.text,
        "state": "hidden" if idea.hidden else "waiting" if idea.waiting else "shown",
        "original": idea.original if idea.original != idea.text else None,
        "channel": idea.channel,
        "late": idea.late,
        "theme": idea.theme,
        "into": idea.under,
        "similar": alike,
    }


def _themes(wall: Wall) -> list[str]:
    """In the order in which they were first given to an idea of the wall: their numbers stay."""
    return list(dict.fromkeys(idea.theme for idea in wall.all if idea.theme))


def _arguments(command: Command) -> dict[str, Any]:
    """Only what the verb takes."""
    given = {"into": command.into, "text": command.text, "theme": command.theme}
    return {
        "ideas": list(command.ideas),
        **{name: value for name, value in given.items() if value is not None},
    }
