"""Guessing join codes: slow for who does it, and no matter to who has a right one."""

import asyncio

import pytest

from service import guessing
from service.guessing import FREE, MOST_WAITING, PER_SECOND, Guesses


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def waits(monkeypatch):
    """The seconds that somebody was kept waiting, which pass at once."""
    waited = []

    async def passes(seconds):
        waited.append(seconds)

    monkeypatch.setattr(guessing.asyncio, "sleep", passes)
    return waited


def test_a_hall_that_mistypes_is_helped_at_once(waits):
    """A code that cannot be read from the back row is no attack."""
    guesses = Guesses(Clock())
    assert all(asyncio.run(guesses.wrong()) for _ in range(FREE))
    assert [] == waits


def test_who_goes_on_guessing_waits_and_hears_nothing_of_what_was_near(waits):
    """Until time has passed: then a few are free again, and never more than at the start."""
    clock = Clock()
    guesses = Guesses(clock)
    asyncio.run(_tried(guesses, FREE))
    assert [False, False] == asyncio.run(_tried(guesses, 2))
    assert [guessing.LATE, guessing.LATE] == waits
    clock.now += 1
    assert [True] * int(PER_SECOND) + [False] == asyncio.run(_tried(guesses, int(PER_SECOND) + 1))
    clock.now += 1_000_000
    assert FREE == sum(asyncio.run(_tried(guesses, FREE + 1)))


def test_waiting_costs_us_little():
    """Beyond a hundred that wait, the next is answered at once."""

    async def crowd():
        guesses = Guesses(Clock())
        await _tried(guesses, FREE)
        waiting = [asyncio.create_task(guesses.wrong()) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        last = await asyncio.wait_for(guesses.wrong(), guessing.LATE / 2)
        for each in waiting:
            each.cancel()
        return last

    assert asyncio.run(crowd()) is False


async def _tried(guesses, times):
    return [await guesses.wrong() for _ in range(times)]
