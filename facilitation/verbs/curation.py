"""What the manager does with ideas: hide, let through, correct, merge, sort into themes. All of it can be taken back,
and no idea is ever changed or lost. Each takes several ideas at once and is harmless to repeat."""

from typing import Any

from facilitation.errors import Invalid, NotFound
from facilitation.kinds.ideas import valid_text
from facilitation.model import Curation, Workshop
from facilitation.text import clean
from facilitation.turn import Turn
from facilitation.verbs import helps, manages
from facilitation.verbs.change import find, with_activity

LONGEST_THEME = 60


@helps("hide")
def hide(turn: Turn, activity: str, ideas: list[str]) -> Workshop:
    """From the room; the desk still has them."""
    return _curated(
        turn, activity, ideas, hidden={**_of(turn, activity).hidden, **dict.fromkeys(ideas, True)}
    )


@helps("restore")
def restore(turn: Turn, activity: str, ideas: list[str]) -> Workshop:
    return _curated(turn, activity, ideas, hidden=_without(_of(turn, activity).hidden, ideas))


@helps("approve")
def approve(turn: Turn, activity: str, ideas: list[str]) -> Workshop:
    """Let them through to the room, where ideas are approved first."""
    return _curated(
        turn, activity, ideas, approved={**_of(turn, activity).approved, **dict.fromkeys(ideas, True)}
    )


@manages("edit")
def edit(turn: Turn, activity: str, ideas: list[str], text: str) -> Workshop:
    """Correct a slip of the pen; the original stays, and typing it again takes the correction away."""
    right = valid_text(text)
    edits = dict(_of(turn, activity).edits)
    for idea in ideas:
        original = turn.contribution(activity, idea)
        if original and original.payload["text"] == right:
            edits.pop(idea, None)
        else:
            edits[idea] = right
    return _curated(turn, activity, ideas, edits=edits)


@manages("merge")
def merge(turn: Turn, activity: str, ideas: list[str], into: str) -> Workshop:
    """These stand under `into` from now on, with everything that stands under them."""
    merged = _of(turn, activity).merged
    head = _head(into, merged)
    under = {i: head for i in (_head(i, merged) for i in ideas) if i != head}
    return _curated(turn, activity, [*ideas, into], merged={**merged, **under})


@manages("unmerge")
def unmerge(turn: Turn, activity: str, ideas: list[str]) -> Workshop:
    """These stand by themselves again; a head lets go of all that stand under it."""
    merged = _of(turn, activity).merged
    let_go = {i for i, head in merged.items() if i in ideas or head in ideas}
    return _curated(turn, activity, ideas, merged=_without(merged, let_go))


@manages("theme")
def theme(turn: Turn, activity: str, ideas: list[str], theme: str) -> Workshop:
    """Put them under a theme; an empty one takes them out."""
    name = clean(theme)
    if len(name) > LONGEST_THEME:
        raise Invalid("too_long", limit=LONGEST_THEME, length=len(name))
    themes = _without(_of(turn, activity).themes, ideas)
    return _curated(
        turn, activity, ideas, themes={**themes, **dict.fromkeys(ideas, name)} if name else themes
    )


def _of(turn: Turn, activity: str) -> Curation:
    return find(turn.workshop, activity).curation


def _curated(turn: Turn, activity: str, ideas: list[str], **changes: Any) -> Workshop:
    if any(turn.contribution(activity, idea) is None for idea in ideas):
        raise NotFound("no_such_idea")
    curation = _of(turn, activity).but(**changes)
    return with_activity(turn.workshop, activity, curation=curation)


def _without(marks: dict[str, Any], ideas: Any) -> dict[str, Any]:
    return {idea: mark for idea, mark in marks.items() if idea not in ideas}


def _head(idea: str, merged: dict[str, str]) -> str:
    seen = {idea}
    while idea in merged and merged[idea] not in seen:
        idea = merged[idea]
        seen.add(idea)
    return idea
