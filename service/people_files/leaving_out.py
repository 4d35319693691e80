"""Who has left stays away: what an older file still holds of them is left out of what is taken in from it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from facilitation.leavers import mark_of, marked
from facilitation.model import Contribution, Participant, Workshop
from facilitation.permissions import Actor
from facilitation.verbs import leaving
from storage.loading import new_state
from storage.turn import WriterTurn


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds, checked to the last answer."""

    workshop: Workshop
    people: tuple[Participant, ...]
    contributions: tuple[Contribution, ...]
    files: dict[str, bytes]


def without(found: Found, gone: tuple[str, ...]) -> Found:
    """`gone`: the marks of those who have left where it is taken in; as if each had left this one, too."""
    marks = frozenset(gone)
    left = _left_by([p.id for p in found.people if mark_of(p.id) in marks], found)
    return replace(left, workshop=marked(left.workshop, gone))


def _left_by(people: Collection[str], found: Found) -> Found:
    if not people:
        return found
    workshop = found.workshop
    turn = WriterTurn(new_state(workshop, found.people, found.contributions), workshop.forgotten_at)
    for person in people:
        leaving.take_away(turn, Actor("participant", person))
    given = tuple(c for activity in turn.activities() for c in turn.contributions(activity).values())
    rest = turn.workshop.but(forgotten_at=workshop.forgotten_at)
    return replace(found, workshop=rest, people=tuple(turn.participants().values()), contributions=given)
