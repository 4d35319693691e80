"""The live hub: who listens to what, and when they are woken.

A topic has an opaque version. Listeners get the version when they come, and again when it has changed; several
changes in a row become one. Everything here runs on the event loop, but for `tell` and its like,
`later` and `end`, which any thread may call.

A full hall is five thousand listeners: each is one small object and nothing that waits. Timers of the hub wake them,
and a task stands behind one only while something is on its way to it.
"""

import asyncio
import logging
import random
import time
from collections import defaultdict
from collections.abc import Callable

log = logging.getLogger(__name__)

HEARTBEAT = 15.0
"""Seconds between signs of life; proxies cut silent streams, and listeners tell silence from loss."""
LOOK_ROUND = 1.0
"""Seconds between two looks at who needs a sign of life."""

Topic = tuple[str, str]
"""(workshop code, audience): "phones" or "room"."""


class Listener:
    """One who listens to a topic. A door says how it is told (`tell`, `end`) and whether it still may be (`beat`)."""

    __slots__ = ("due", "first", "made_at", "sent", "sent_at", "telling", "topic")

    def __init__(self, topic: Topic, first: str) -> None:
        """`first`: the version to begin with if nothing has changed yet."""
        self.topic = topic
        self.first = first
        self.made_at = time.monotonic()
        self.sent: str | None = None
        self.sent_at = 0.0
        self.due = False
        self.telling: asyncio.Task[None] | None = None

    def beat(self) -> bool:
        """At each sign of life; False ends the stream."""
        return True

    async def tell(self, version: str | None) -> None:
        """A new version, or None: a heartbeat. May wait for as long as the line is full."""
        raise NotImplementedError

    async def end(self) -> None:
        """Nothing more will come."""


class Hub:
    """`pace[audience]`: the least seconds between two wake-ups of one listener."""

    def __init__(self, pace: dict[str, float] | None = None) -> None:
        self._pace = pace or {"room": 0.1, "phones": 0.5}
        self._versions: dict[Topic, str] = {}
        self._last: dict[Topic, tuple[str, float]] = {}
        self._listeners: dict[Topic, set[Listener]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._round: asyncio.TimerHandle | None = None
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

    def tell_the_last(self, topic: Topic, version: str) -> None:
        """From any thread: whoever listens is told this version, and whoever comes later begins anew: there may be
        another of that name."""
        if self._loop is None or self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._tell_the_last, topic, version)

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

    def who_listens(self, topic: Topic) -> tuple[Listener, ...]:
        return tuple(self._listeners.get(topic, ()))

    def add(self, listener: Listener) -> None:
        """It is told the version now, then each new one, and heartbeats, until it is removed."""
        version, told_at = self._last.get(listener.topic, ("", 0.0))
        if listener.made_at < told_at:  # it was on its way here meanwhile
            listener.first = version
        self._listeners[listener.topic].add(listener)
        self._say(listener)
        if self._round is None:
            self._round = asyncio.get_running_loop().call_later(LOOK_ROUND, self._look_round)

    def remove(self, listener: Listener) -> None:
        if listener.telling is not None:
            listener.telling.cancel()
        self._listeners[listener.topic].discard(listener)
        if not self._listeners[listener.topic]:
            del self._listeners[listener.topic]

    def end(self) -> None:
        """From any thread: end every stream. A server that stops waits neither for them nor for a stuck loop."""
        if self.ended:
            return
        self.ended = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end_all)

    def _end_all(self) -> None:
        for listener in self._all():
            self._say(listener)

    def _tell(self, topic: Topic, version: str) -> None:
        if self._versions.get(topic) == version:
            return
        self._versions[topic] = version
        for listener in self._listeners.get(topic, ()):
            self._wake(listener, self._rest(topic, time.monotonic() - listener.sent_at))

    def _tell_the_last(self, topic: Topic, version: str) -> None:
        self._tell(topic, version)
        for listener in self._listeners.get(topic, ()):
            listener.first = version
        del self._versions[topic]
        self._last[topic] = (version, time.monotonic())

    def _rest(self, topic: Topic, since: float) -> float:
        """A change is told at once, the next ones gathered; a full hall's phones are woken one after the other."""
        spread = random.uniform(0, min(2.0, self.listening(topic) / 2000)) if topic[1] == "phones" else 0.0
        return max(spread, self._pace.get(topic[1], 0.0) - since)

    def _wake(self, listener: Listener, seconds: float) -> None:
        if not listener.due:
            listener.due = True
            asyncio.get_running_loop().call_later(seconds, self._say, listener)

    def _say(self, listener: Listener) -> None:
        """One whose line is still full looks again when it is through."""
        listener.due = False
        if listener.telling is None and listener in self._listeners.get(listener.topic, ()):
            listener.telling = asyncio.get_running_loop().create_task(self._through(listener))

    async def _through(self, listener: Listener) -> None:
        try:
            while await self._said(listener):
                pass
        except Exception as error:  # noqa: BLE001 (one line that breaks is nobody else's matter)
            log.debug("A stream broke: %s", type(error).__name__)
        finally:
            listener.telling = None

    async def _said(self, listener: Listener) -> bool:
        """Whether there is something to say again: it changed, or all ended, while this was on its way."""
        version = self._version_for(listener)
        if self.ended or not listener.beat():
            await listener.end()
            return False
        listener.sent_at = time.monotonic()
        await listener.tell(None if version == listener.sent else version)
        listener.sent = version
        return self.ended or self._version_for(listener) != version

    def _version_for(self, listener: Listener) -> str:
        return self._versions.get(listener.topic, listener.first)

    def _look_round(self) -> None:
        """Whoever was told nothing for a while gets a heartbeat; not all of them at the same moment."""
        now = time.monotonic()
        for listener in self._all():
            if now - listener.sent_at >= HEARTBEAT and listener.telling is None:
                self._wake(listener, random.uniform(0, LOOK_ROUND))
        going_on = self._listeners and not self.ended
        self._round = (
            asyncio.get_running_loop().call_later(LOOK_ROUND, self._look_round) if going_on else None
        )

    def _all(self) -> list[Listener]:
        return [listener for each in self._listeners.values() for listener in each]
