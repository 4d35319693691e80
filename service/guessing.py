"""Wrong join codes: how fast somebody who guesses can go, in all and not by address, since a hall shares one.

A right code is never asked about here, so whoever has one comes in however many wrong ones are sent meanwhile. After
more wrong ones than a full hall mistypes, each is answered a second late and without the code that is a slip away:
that help alone would make guessing a hundred times easier.
"""

import asyncio
from collections.abc import Callable

FREE = 200
"""Wrong codes that may come at once: a hall whose projector shows the code badly."""
PER_SECOND = 2.0
LATE = 1.0
MOST_WAITING = 100
"""Answers held back at a time; beyond it waiting would cost us more than them."""


class Guesses:
    """Not for other threads: it lives on the event loop of the phones' routes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left = float(FREE)
        self._at = clock()
        self._waiting = 0

    async def wrong(self) -> bool:
        """One more; back when it may be answered. Whether the answer may say which code was probably meant."""
        if self._is_free():
            return True
        if self._waiting < MOST_WAITING:
            self._waiting += 1
            try:
                await asyncio.sleep(LATE)
            finally:
                self._waiting -= 1
        return False

    def _is_free(self) -> bool:
        now = self._clock()
        self._left = min(float(FREE), self._left + max(0.0, now - self._at) * PER_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
