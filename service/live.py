"""The live hub: who listens to what, and when they are woken.

A topic has an opaque version. Listeners get the version when they come, and again when it has changed; several
changes in a row become one. Everything here runs on the event loop, but for `tell`, which any thread may call.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable

HEARTBEAT = 15.0
"""Seconds between signs of life; proxies cut silent streams, and listeners tell silence from loss."""

Topic = tuple[str, str]
"""(workshop code, audience): "phones" or "room"."""


class Hub:
    """`pace[audience]`: the least seconds between two wake-ups of one listener."""

    def __init__(self, pace: dict[str, float] | None = None) -> None:
        self._pace = pace or {"room": 0.2, "phones": 0.5}
        self._versions: dict[Topic, str] = {}
        self._listeners: dict[Topic, set[asyncio.Event]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.ended = False

    def attach(self) -> None:
        """From the event loop that streams run on."""
        self._loop = asyncio.get_running_loop()
        self.ended = False

    def tell(self, topic: Topic, version: str) -> None:
        """From any thread: this topic is at this version now."""
        if self._loop is None or self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._tell, topic, version)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """From any thread: call this on the loop in a while."""
        if self._loop is None or self._loop.is_closed():
            return
        loop = self._loop
        loop.call_soon_threadsafe(lambda: loop.call_later(seconds, call))

    def listening(self, topic: Topic | None = None) -> int:
        """How many streams are open, on one topic or altogether."""
        if topic is not None:
            return len(self._listeners.get(topic, ()))
        return sum(len(each) for each in self._listeners.values())

    async def versions(
        self, topic: Topic, first: str, beat: Callable[[], None] = lambda: None
    ) -> AsyncIterator[str | None]:
        """The version now (`first` if nothing has changed yet), then each new one; None is a heartbeat.
        `beat` is called at each sign of life."""
        woken = asyncio.Event()
        self._listeners[topic].add(woken)
        sent: str | None = None
        try:
            while not self.ended:
                beat()
                version = self._versions.get(topic, first)
                yield version if version != sent else None
                sent, sent_at = version, time.monotonic()
                await self._wait(woken, topic, sent_at)
        finally:
            self._leave(topic, woken)

    def end(self) -> None:
        """End every stream: a server that stops must not wait for them."""
        self.ended = True
        for listeners in self._listeners.values():
            for woken in listeners:
                woken.set()

    async def _wait(self, woken: asyncio.Event, topic: Topic, sent_at: float) -> None:
        try:
            await asyncio.wait_for(woken.wait(), HEARTBEAT + random.random())
        except TimeoutError:
            return
        if not self.ended:
            await asyncio.sleep(self._rest(topic, time.monotonic() - sent_at))
        woken.clear()

    def _rest(self, topic: Topic, since: float) -> float:
        """A change is told at once, the next ones gathered; a full hall's phones are woken one after the other."""
        spread = random.uniform(0, min(2.0, self.listening(topic) / 2000)) if topic[1] == "phones" else 0.0
        return max(spread, self._pace.get(topic[1], 0.0) - since)

    def _tell(self, topic: Topic, version: str) -> None:
        if self._versions.get(topic) == version:
            return
        self._versions[topic] = version
        for woken in self._listeners.get(topic, ()):
            woken.set()

    def _leave(self, topic: Topic, woken: asyncio.Event) -> None:
        self._listeners[topic].discard(woken)
        if not self._listeners[topic]:
            del self._listeners[topic]
