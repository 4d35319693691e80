"""Somebody who listens to the hub, for the tests."""

import asyncio

from service.live import Listener, Topic


class Ear(Listener):
    """`heard`: each version, and None for a heartbeat. A line that is `full` waits until it is emptied."""

    def __init__(self, topic: Topic, first: str) -> None:
        super().__init__(topic, first)
        self.heard: list[str | None] = []
        self.beats = 0
        self.welcome = True
        self.ended = False
        self.full = False
        self._changed = asyncio.Condition()

    def beat(self) -> bool:
        self.beats += 1
        return self.welcome

    async def tell(self, version: str | None) -> None:
        async with self._changed:
            self.heard.append(version)
            self._changed.notify_all()
            await self._changed.wait_for(lambda: not self.full)

    async def end(self) -> None:
        async with self._changed:
            self.ended = True
            self._changed.notify_all()

    async def empties(self) -> None:
        async with self._changed:
            self.full = False
            self._changed.notify_all()

    async def hears(self, *versions: str | None) -> None:
        """These and no others, in this order, since it was asked last."""
        await self.hears_so_many(len(versions))
        assert list(versions) == self.heard
        self.heard.clear()

    async def hears_so_many(self, versions: int) -> None:
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.heard) >= versions)

    async def has_ended(self) -> None:
        async with asyncio.timeout(5), self._changed:
            await self._changed.wait_for(lambda: self.ended)
