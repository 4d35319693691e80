"""What nobody needs any more is looked for once, or in quiet seconds, and not while a hall waits."""

import asyncio
import gc
import weakref

import pytest

from service.tidying import DUE, OVERDUE, PACE, QUIET, Tidying, leave_alone_what_stays

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


def test_python_looks_by_itself_again_when_the_server_has_ended() -> None:
    """And not through everything while it runs."""
    usual = gc.get_threshold()

    async def scenario() -> None:
        tidying = Tidying()
        tidying.start()
        assert (usual[:2], True) == (gc.get_threshold()[:2], gc.get_threshold()[2] > OVERDUE)
        tidying.end()

    asyncio.run(scenario())
    assert usual == gc.get_threshold()
