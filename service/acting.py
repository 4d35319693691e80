"""Use cases as the doors call them: each runs in the writer's turn and comes back when it is durable."""

from collections.abc import Mapping
from typing import Any

from facilitation import verbs
from facilitation.ballot_codes import checked
from facilitation.errors import WrongCode
from facilitation.model import Participant
from facilitation.permissions import ANYONE, Actor
from facilitation.sending import PLAIN, Sending
from facilitation.verbs import Outcome, taking_part
from facilitation.verbs.taking_part import Receipt
from service.house import House

PATIENCE = 30.0
"""Seconds a thread waits for the writer before it gives up with TimeoutError."""


def perform(
    house: House, code: str, actor: Actor, verb: str, drawn: int | None = None, **arguments: Any
) -> Outcome:
    """A manager's verb, from a thread (a Streamlit page, a script). Raises Refused and its family."""
    run = house.store.run(code, lambda turn: verbs.perform(turn, actor, verb, drawn, **arguments))
    return run.result(PATIENCE)


def undo(house: House, code: str, actor: Actor, step: str) -> Outcome:
    return house.store.run(code, lambda turn: verbs.take_back(turn, actor, step)).result(PATIENCE)


def redo(house: House, code: str, actor: Actor, step: str) -> Outcome:
    return house.store.run(code, lambda turn: verbs.do_again(turn, actor, step)).result(PATIENCE)


def note(house: House, code: str, actor: Actor, what: str) -> None:
    """Into the workshop's log. From a thread."""
    house.store.run(code, lambda turn: verbs.note(turn, actor, what)).result(PATIENCE)


async def join(house: House, code: str, participant: str, language: str) -> Participant:
    return await house.store.run_async(
        code, lambda turn: taking_part.join(turn, ANYONE, participant, language)
    )


async def give(
    house: House,
    code: str,
    actor: Actor,
    activity: str,
    payload: Mapping[str, Any],
    key: str = "",
    sending: Sending = PLAIN,
) -> Receipt:
    """From a phone's route, on the event loop. Raises what `taking_part.give` raises, and Refused where codes are
    guessed."""
    _check_code(house, code, actor, activity, payload)
    return await house.store.run_async(
        code, lambda turn: taking_part.give(turn, actor, activity, payload, key, sending)
    )


async def withdraw(
    house: House, code: str, actor: Actor, activity: str, key: str, sending: Sending = PLAIN
) -> None:
    await house.store.run_async(code, lambda turn: taking_part.withdraw(turn, actor, activity, key, sending))


async def speak(house: House, code: str, actor: Actor, language: str) -> None:
    await house.store.run_async(code, lambda turn: taking_part.speak(turn, actor, language))


def _check_code(house: House, code: str, actor: Actor, activity: str, payload: Mapping[str, Any]) -> None:
    """Before the writer's turn, so that no two guesses are on their way at once; the turn checks again."""
    reader = house.read(code)
    step = reader.workshop.activity(activity)
    if step is None or not step.codes:
        return
    house.ballot_guesses.before_try(code, actor.id)
    try:
        checked(reader.workshop, step, payload.get("code"))
    except WrongCode:
        house.ballot_guesses.failed(code, actor.id)
        raise
