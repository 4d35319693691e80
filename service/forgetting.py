"""Removing for good: after the commit, also from journals, older copies and snapshots.

What was begun is written down first, so that a power cut in between leaves nothing behind: the next start goes on.
"""

import logging
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool

from facilitation.errors import NotFound, Refused
from facilitation.permissions import Actor
from facilitation.verbs import leaving
from service import snapshots
from service.house import House

log = logging.getLogger(__name__)

BEGUN = "forgetting"
"""The record of what was begun and is not finished: its name → the workshop's code."""


async def take_away(house: House, code: str, actor: Actor) -> None:
    """Everything that this participant gave. Gone from the store on return, and from older copies unless these cannot
    be written at this moment; then it is tried again. Raises Refused and its family."""
    name = await run_in_threadpool(begin, house, code)
    await house.store.run_async(code, lambda turn: leaving.take_away(turn, actor))
    house.presence.leave(code, actor.id)
    try:
        await house.removals.share(
            code, [actor.id], lambda people: run_in_threadpool(_purge_of, house, code, people)
        )
        await run_in_threadpool(end, house, name)
    except Refused as refused:
        log.warning("Older copies of %s still hold what was taken away, for now: %s", code, refused.key)


@contextmanager
def thorough(house: House, code: str) -> Iterator[set[str]]:
    """Around a commit that removes something; the caller adds the activities in which something was removed."""
    name, activities = begin(house, code), set[str]()
    yield activities
    if activities:
        purge(house, code, activities)
    end(house, name)


def begin(house: House, code: str) -> str:
    name = secrets.token_hex(8)
    house.store.records.change(BEGUN, lambda kept: {**kept, name: code})
    return name


def end(house: House, name: str) -> None:
    house.store.records.change(BEGUN, lambda kept: {n: code for n, code in kept.items() if n != name})


def purge(house: House, code: str, activities: Iterable[str]) -> None:
    """What was removed or replaced in these, and in the workshop's own document, stands in no older copy any more."""
    for activity in sorted(activities):
        house.store.forget(code, activity)
    house.store.forget(code)
    snapshots.renew(house, code)


def _purge_of(house: House, code: str, people: Collection[str]) -> None:
    """Also of what they had taken back themselves, or another has written anew."""
    purge(house, code, house.store.traces(code, people))


def begun(house: House) -> dict[str, str]:
    """What was begun and interrupted: its name → the workshop's code."""
    return dict(house.store.records.get(BEGUN))


def finish(house: House, name: str, code: str) -> None:
    """One of them. Raises Refused where it still cannot be done."""
    try:
        purge(house, code, house.store.read(code).activities())
    except NotFound:
        log.info("%s is gone as a whole", code)
    end(house, name)
