"""Use cases as the doors call them: each runs in the writer's turn and comes back when it is durable."""

from collections.abc import Mapping
from typing import Any

from facilitation import verbs
from facilitation.model import Participant
from facilitation.permissions import ANYONE, Actor
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
    house: House, code: str, actor: Actor, activity: str, payload: Mapping[str, Any], key: str = ""
) -> Receipt:
    """From a phone's route, on the event loop."""
    return await house.store.run_async(
        code, lambda turn: taking_part.give(turn, actor, activity, payload, key)
    )


async def withdraw(house: House, code: str, actor: Actor, activity: str, key: str) -> None:
    await house.store.run_async(code, lambda turn: taking_part.withdraw(turn, actor, activity, key))


async def speak(house: House, code: str, actor: Actor, language: str) -> None:
    await house.store.run_async(code, lambda turn: taking_part.speak(turn, actor, language))
