"""What residents do: come in, give, take back. Decided in the writer's turn, so nothing counts after the close."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from facilitation.errors import Invalid, NotAllowed, NotFound, NotOpen, Refused
from facilitation.kinds import kind
from facilitation.kinds.base import Given, Kind, Place, anywhere, last_word
from facilitation.model import Activity, Contribution, Participant
from facilitation.permissions import COMES_IN, TAKES_PART, Actor, permit
from facilitation.sending import PLAIN, Sending, keep_order
from facilitation.turn import Turn
from facilitation.verbs.change import find

MOST_PEOPLE = 50_000
"""Cookies that may come in to one workshop: ten times the largest hall."""

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """It is durable. `new` False: it was there already, word for word. `replaced`: it took the place of what had come
    from another phone."""

    contribution: Contribution
    new: bool
    replaced: bool = False


def join(turn: Turn, actor: Actor, participant: str, language: str) -> Participant:
    """Come in. With an id that is in already, nothing changes. Raises NotAllowed("too_many_people")."""
    permit(actor, COMES_IN)
    here = turn.participant(participant)
    if here is None:
        if len(turn.participants()) >= MOST_PEOPLE:
            raise NotAllowed("too_many_people")
        here = Participant(participant, turn.now, language)
        turn.add(here)
    return here


def speak(turn: Turn, actor: Actor, language: str) -> None:
    """Change one's language."""
    turn.add(replace(_who(turn, actor), language=language))


def give(
    turn: Turn,
    actor: Actor,
    activity: str,
    payload: Mapping[str, Any],
    key: str = "",
    sending: Sending = PLAIN,
) -> Receipt:
    """Give or replace a contribution. `key` (8–64 letters, digits, - and _) is made on the phone where a participant
    may give several; the same key and content again is the same contribution, whatever has happened since.

    Raises Overtaken, NotOpen ("not_open_yet", "late"), Refused("asked_anew") and what the kind's `check` raises.
    """
    person = _who(turn, actor)
    keep_order(turn, person, sending)
    step = find(turn.workshop, activity)
    its = kind(step.kind)
    _require_same_question(step, its, payload)
    place = its.place(payload, person.id, its.key_for(turn, step, payload, key))
    previous = _previous(turn, activity, place, person)
    given = _given(turn, step, its, previous, person)
    stored = its.check(given, payload)
    if previous is not None and its.is_repeat(given, stored):
        return Receipt(previous, new=False)
    _require_open(turn, step, its)
    if previous is None and len(turn.contributions(activity)) >= its.most:
        raise Invalid("step_is_full")
    put = turn.put(Contribution(place.key, activity, person.id, its.given_at(given, stored), stored))
    return Receipt(put, new=True, replaced=previous is not None and previous.participant != person.id)


def withdraw(turn: Turn, actor: Actor, activity: str, key: str, sending: Sending = PLAIN) -> None:
    """Take one's own contribution back while answers are taken; one that is gone already is no error. Where it counts
    in every step of its kind, this one may be another than the one it was given to.

    Raises Overtaken and what the kind's `check_withdrawal` raises.
    """
    person = _who(turn, actor)
    keep_order(turn, person, sending)
    step = find(turn.workshop, activity)
    its = kind(step.kind)
    there = _own(turn, activity, key, person) or _given_before(turn, its, key, person)
    if there is None:
        return
    _require_open(turn, step, its)
    its.check_withdrawal(_given(turn, step, its, there, person), there)
    turn.remove(there.activity, [key])


def _require_same_question(step: Activity, its: Kind, payload: Mapping[str, Any]) -> None:
    """`asked` in a payload is what its form was made for. A phone that was away may send an answer to what is not asked
    any more; the options with its names are others now."""
    now = its.asks(step)
    if payload.get("asked", now) != now:
        raise Refused("asked_anew")


def _previous(turn: Turn, activity: str, place: Place, person: Participant) -> Contribution | None:
    if place.shared:
        return turn.contribution(activity, place.key)
    return _own(turn, activity, _valid_key(place.key) if place.made_there else place.key, person)


def _given(
    turn: Turn, step: Activity, its: Kind, previous: Contribution | None, person: Participant
) -> Given:
    own = () if its.one_each else turn.by_participant(step.id, person.id)
    find = partial(turn.contribution, step.id)
    every, last = partial(anywhere, turn, its.name), partial(last_word, turn, its.name)
    return Given(step, turn.now, previous, own, turn.workshop, person.id, find, every, last)


def _who(turn: Turn, actor: Actor) -> Participant:
    permit(actor, TAKES_PART)
    person = turn.participant(actor.id)
    if person is None:
        raise NotAllowed("join_first")
    return person


def _own(turn: Turn, activity: str, key: str, person: Participant) -> Contribution | None:
    there = turn.contribution(activity, key)
    if there is not None and there.participant != person.id:
        raise NotFound("old_form")
    return there


def _given_before(turn: Turn, its: Kind, key: str, person: Participant) -> Contribution | None:
    there = anywhere(turn, its.name, key)
    mine = there is not None and there.participant == person.id
    return there if there is not None and mine and its.holds_in_every_step(there.payload) else None


def _valid_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise Invalid("old_form")
    return key


def _require_open(turn: Turn, step: Activity, its: Kind) -> None:
    if its.takes_aside(turn.workshop, step):
        return
    if step.state == "draft":
        raise NotOpen("not_open_yet")
    if not step.takes_answers(turn.now) and not its.takes_late(turn.workshop, step):
        raise NotOpen("late")
