"""One linear history per workshop: what each command changed, and how to take it back.

A step keeps only what changed (path, before, after), so a hundred of them stay small. What participants gave lives
outside the workshop's document, so taking back a close keeps its votes.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

from facilitation.errors import Refused, Stale
from facilitation.model import Step, Workshop

KEPT = 500
"""How many steps can be taken back."""

OUTSIDE = frozenset({"history", "undone", "turn", "log", "links", "left", "gone", "forgotten_at"})
"""Fields that no step changes and no undo takes back: a revoked link stays revoked, and the log only grows."""

Boxed = list[Any]
"""[] is "was not there", [x] is x: a missing key and a None are different things."""
Change = tuple[tuple[str, ...], Boxed, Boxed]


def remember(before: Workshop, after: Workshop, verb: str, at: float, values: dict[str, Any]) -> Workshop:
    """`after` with this step on top of its history; what had been undone can no longer be redone."""
    patch = tuple(_differences(document_of(before), document_of(after)))
    step = Step(id=uuid4().hex[:8], verb=verb, at=at, values=values, patch=patch)
    return _moved_on(before, after, (*before.history, step)[-KEPT:], ())


def undo(workshop: Workshop, step: str) -> Workshop:
    """Take back the newest step, which must be `step`: a second tap must not take back a second one."""
    newest = _newest(workshop.history, step)
    back = _patched(workshop, newest, to_old=True)
    return _moved_on(workshop, back, workshop.history[:-1], (*workshop.undone, newest))


def redo(workshop: Workshop, step: str) -> Workshop:
    """Do again what was undone last, which must be `step`."""
    newest = _newest(workshop.undone, step)
    again = _patched(workshop, newest, to_old=False)
    return _moved_on(workshop, again, (*workshop.history, newest), workshop.undone[:-1])


def as_it_was(workshop: Workshop, moment: float) -> Workshop:
    """The workshop's document as it stood at `moment`, for the stage's picture of then."""
    document = document_of(workshop)
    for step in _since(workshop.history, moment):
        _apply(document, step.patch, to_old=True)
    return Workshop.model_validate(document)


def _since(steps: tuple[Step, ...], moment: float) -> Iterator[Step]:
    """Those after it, the newest first; after the step that held the stage at it, if one did: the clock may have been
    set back since."""
    is_held = any(_holds(step, moment) for step in steps)
    for step in reversed(steps):
        if _holds(step, moment) if is_held else step.at <= moment:
            return
        yield step


def _holds(step: Step, moment: float) -> bool:
    return any(path == ("stage", "held_at") and new == [moment] for path, _, new in step.patch)


def activities_ever(workshop: Workshop) -> dict[str, str]:
    """Id → kind of all activities that are on the agenda, or come back to it when what was undone is done again."""
    return {a.id: a.kind for each in redone(workshop) for a in each.agenda}


def redone(workshop: Workshop) -> Iterator[Workshop]:
    """It, and what it comes to with each step that was undone."""
    yield workshop
    while workshop.undone:
        workshop = redo(workshop, workshop.undone[-1].id)
        yield workshop


def did(step: Step) -> str:
    """The verb that says it best: "next" goes, opens, closes or reveals, and "skip" also takes back in."""
    if step.values.get("skipped") is False:
        return "take_back"
    if step.verb != "next":
        return step.verb
    if any(path == ("current",) for path, _, _ in step.patch):
        return "go"
    if inside := _inside(step):
        return inside
    states = [new[0] for path, _, new in step.patch if path[-1:] == ("state",)]
    return {"open": "open", "closed": "close", "revealed": "reveal"}.get(
        states[-1] if states else "", "close_now"
    )


def progress(workshop: Workshop) -> tuple[Any, ...]:
    """What makes a drawn command old: what is current, each activity's state, what is looked at and asked in it."""
    steps = ((a.id, a.state, a.closes_at, a.focus) for a in workshop.agenda)
    return (workshop.current, *steps, *((p.id, p.asked) for p in workshop.projects))


def _inside(step: Step) -> str:
    """What "next" did within a step: looked at something else, asked, or closed the question."""
    changed = {
        path[-1]: new[0] for path, _, new in step.patch if path[-1:] in (("focus",), ("asked",)) and new
    }
    asked = {"open": "ask", "closed": "close_ask"}.get(changed.get("asked", ""), "")
    return asked or ("focus" if "focus" in changed else "")


def _newest(steps: tuple[Step, ...], wanted: str) -> Step:
    if not steps:
        raise Refused("nothing_to_undo")
    if steps[-1].id != wanted:
        raise Stale()
    return steps[-1]


def _moved_on(
    before: Workshop, after: Workshop, history: tuple[Step, ...], undone: tuple[Step, ...]
) -> Workshop:
    turn = before.turn + (progress(before) != progress(after))
    kept = {name: getattr(before, name) for name in OUTSIDE - {"history", "undone", "turn"}}
    return after.but(history=history, undone=undone, turn=turn, **kept)


def document_of(workshop: Workshop) -> dict[str, Any]:
    """What steps change, as JSON."""
    return workshop.model_dump(mode="json", exclude=set(OUTSIDE))


def _patched(workshop: Workshop, step: Step, to_old: bool) -> Workshop:
    document = document_of(workshop)
    _apply(document, step.patch, to_old)
    return Workshop.model_validate(document)


def _differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from _differences_at(old, new, key, path)
    elif isinstance(old, list) and isinstance(new, list) and _names(old) == _names(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, (*path, str(index)))
    else:
        yield path, [old], [new]


def _names(items: list[Any]) -> list[Any]:
    """Of steps, projects and the like: in another order they are another list, for what one of them keeps though it is
    taken back must not come to stand at the next one's place."""
    return [item.get("id") if isinstance(item, dict) else None for item in items]


def _differences_at(
    old: dict[str, Any], new: dict[str, Any], key: str, path: tuple[str, ...]
) -> Iterator[Change]:
    here = (*path, key)
    if key in old and key in new:
        yield from _differences(old[key], new[key], here)
    else:
        yield here, [old[key]] if key in old else [], [new[key]] if key in new else []


def _apply(document: dict[str, Any], patch: tuple[Change, ...] | tuple[Any, ...], to_old: bool) -> None:
    for path, old, new in patch:
        _set(document, path, old if to_old else new)


def _set(document: Any, path: tuple[str, ...], boxed: Boxed) -> None:
    """A copy goes in: an older step may change what is inside, and a step in the history never changes."""
    *parents, last = path
    for key in parents:
        document = document[int(key)] if isinstance(document, list) else document[key]
    if isinstance(document, list):
        document[int(last)] = deepcopy(boxed[0])
    elif boxed:
        document[last] = deepcopy(boxed[0])
    else:
        document.pop(last, None)
