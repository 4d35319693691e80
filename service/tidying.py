"""When Python looks for what nobody needs any more: in quiet seconds.

Everybody waits while it looks through everything: a tenth of a second with the libraries alone, a third of one with
five thousand phones; and by itself it does so every few seconds while they vote, to find nothing.
"""

import asyncio
import gc
import time
from collections.abc import Callable
from functools import cache

PACE = 1.0
"""Seconds between two looks at how busy we are."""
QUIET = 0.05
"""Of one processor; a hall of phones that only listen takes half of that."""
DUE, OVERDUE = 10, 200
"""Looks through what is younger since the last one through everything. DUE is Python's own number; a hall that is never
quiet for a second comes to OVERDUE in a few minutes, and what nobody needs is a hundred megabytes by then at most."""
NEVER = 1_000_000
"""A Python that looks bit by bit, and keeps nobody waiting, takes no notice of this and counts none of them."""


@cache
def leave_alone_what_stays(page: str = "") -> None:
    """What is there once the server has started, or once it has drawn this page for the first time, stays until it
    ends, and is not looked through again."""
    gc.collect()
    gc.freeze()


class Tidying:
    """`used`: the seconds of processor time that we have taken so far."""

    def __init__(self, used: Callable[[], float] = time.process_time) -> None:
        self._used = used
        self._before = used()
        self._usual = gc.get_threshold()
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """On the event loop that all wait for."""
        gc.set_threshold(*self._usual[:2], NEVER)
        self._later()

    def end(self) -> None:
        gc.set_threshold(*self._usual)
        if self._timer is not None:
            self._timer.cancel()

    def look(self) -> None:
        """Through everything, if it is time to."""
        quiet = self._used() - self._before < QUIET * PACE
        if gc.get_count()[2] >= (DUE if quiet else OVERDUE):
            gc.collect()
        self._before = self._used()

    def _later(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(PACE, self._again)

    def _again(self) -> None:
        self._later()
        self.look()
