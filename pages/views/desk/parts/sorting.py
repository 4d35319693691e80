"""Sorting ideas: the sorter's commands become the domain's verbs."""

from typing import Any

import streamlit as st

from facilitation.kinds.ideas import LONGEST, Idea, Ideas, Wall
from facilitation.model import Activity
from pages.components import sorter as component
from pages.components.sorter import Command, is_uncovered, sorter
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
    titles = {a.id: plain(desk.own_title(a)) for a in steps}
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
    key = f"sorter-{step.id}"
    commands = sorter(
        _for_sorter(desk, step, wall, is_uncovered(desk.t, key)),
        _themes(wall),
        desk.t,
        key=key,
        approve_first=Ideas().of(step).approve_first,
        private=True,
        limit=LONGEST,
    )
    for command in commands:
        send(desk.code, command.verb, activity=step.id, **_arguments(command))
    if commands:
        draw_again()


def _for_sorter(desk: Desk, step: Activity, wall: Wall, uncovered: bool) -> list[component.Idea]:
    """Of what the room may not see only the state is told, until it is asked for: the desk may be mirrored."""
    alike = pairs_alike(desk, step)
    ideas = ((idea, _one(idea, alike.get(idea.id, ()))) for idea in wall.all)
    return [one if uncovered or not (idea.hidden or idea.waiting) else _covered(one) for idea, one in ideas]


def _covered(idea: component.Idea) -> component.Idea:
    return {**idea, "text": "", "original": None, "similar": ()}


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
