"""What costs the whole workshop something is done for all who ask at about the same time, and then it rests."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic

Act = Callable[[frozenset[str]], Awaitable[None]]


class Batches:
    """`pace`: the least seconds between two for the same key. On one event loop."""

    def __init__(self, pace: float) -> None:
        self._pace = pace
        self._waiting: dict[str, tuple[set[str], asyncio.Future[None]]] = {}
        self._began: dict[str, float] = {}

    async def share(self, key: str, what: Iterable[str], act: Act) -> None:
        """Comes back when `act` was done for `what` and what others asked for meanwhile. Raises what it raises."""
        if key not in self._waiting:
            gathered: set[str] = set()
            self._waiting[key] = (gathered, asyncio.ensure_future(self._later(key, gathered, act)))
        gathered, done = self._waiting[key]
        gathered |= set(what)
        await asyncio.shield(done)

    async def _later(self, key: str, gathered: set[str], act: Act) -> None:
        await asyncio.sleep(max(0.0, self._began.get(key, -self._pace) + self._pace - monotonic()))
        self._began[key] = monotonic()
        del self._waiting[key]
        await act(frozenset(gathered))
