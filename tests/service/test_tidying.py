"""What nobody needs any more is looked for once, or in quiet seconds, and not while a hall waits."""

import asyncio
import gc
import itertools
import weakref

import pytest

from service import tidying as tidying_module
from service.tidying import DUE, NEVER, OVERDUE, PACE, QUIET, Tidying, leave_alone_what_stays

MANY = 1000


class Hours:
    """Processor time that was taken."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Ring:
    """Needs itself, and nobody else does."""

    def __init__(self) -> None:
        self.own = self


def test_what_stays_is_left_alone_once_for_each_page() -> None:
    """Whatever comes later is looked through as ever."""
    leave_alone_what_stays("a page")
    before, later = gc.get_freeze_count(), [[] for _ in range(MANY)]
    leave_alone_what_stays("a page")
    assert gc.get_freeze_count() <= before
    leave_alone_what_stays("another page")
    assert gc.get_freeze_count() >= before + len(later) // 2


@pytest.mark.parametrize(
    "rounds, taken, found",
    [
        (DUE, 0.0, True),
        (DUE - 1, 0.0, False),
        (DUE, 2 * QUIET * PACE, False),
        (OVERDUE - 1, PACE, False),
        (OVERDUE, PACE, True),
    ],
)
def test_a_quiet_second_is_waited_for_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, rounds: int, taken: float, found: bool
) -> None:
    """Quiet or not is counted anew each second."""
    used = Hours()
    tidying, ring = Tidying(used), weakref.ref(Ring())
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    used.seconds = 100.0
    tidying.look()
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, rounds))
    used.seconds += taken
    tidying.look()
    assert found == (ring() is None)


def test_it_looks_again_and_again_until_the_server_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """And Python, which does not look through everything by itself meanwhile, does so afterwards."""
    usual, looks, told = gc.get_threshold(), itertools.count(1), []
    monkeypatch.setattr(tidying_module, "PACE", 0.01)
    monkeypatch.setattr(gc, "set_threshold", lambda *thresholds: told.append(thresholds))

    async def scenario() -> None:
        tidying, twice = Tidying(), asyncio.Event()
        monkeypatch.setattr(tidying, "look", lambda: twice.set() if next(looks) == 2 else None)
        tidying.start()
        await asyncio.wait_for(twice.wait(), 10)
        tidying.end()
        assert tidying._timer is not None
        assert tidying._timer.cancelled()

    asyncio.run(scenario())
    assert [(*usual[:2], NEVER), usual] == told
