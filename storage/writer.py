"""The one thread that writes: it takes all that is waiting, and answers all of it together."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeAlias

from facilitation.errors import StoreUnavailable
from storage.protocol import Decide

log = logging.getLogger(__name__)

Task: TypeAlias = Callable[[], None]


class Job:
    """A use case that waits for its turn, then its outcome on the way to the one who asked."""

    __slots__ = ("code", "decide", "error", "future", "loop", "result")

    def __init__(
        self, code: str, decide: Decide[Any], future: Any, loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        self.code = code
        self.decide = decide
        self.future: Future[Any] | asyncio.Future[Any] = future
        self.loop = loop
        self.result: Any = None
        self.error: BaseException | None = None

    def fail(self, error: BaseException) -> None:
        self.result, self.error = None, error

    def settle(self) -> None:
        """In the thread that the future belongs to."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


def settle(jobs: list[Job]) -> None:
    """Wake each event loop once for all of its waiters: a wake-up costs as much as the rest of a vote."""
    waiting: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        if job.loop is None:
            job.settle()
        else:
            waiting.setdefault(job.loop, []).append(job)
    for loop, group in waiting.items():
        try:
            loop.call_soon_threadsafe(_settle_all, group)
        except RuntimeError:
            log.debug("%s answers had nobody to go to: their event loop has ended", len(group))


def _settle_all(jobs: list[Job]) -> None:
    for job in jobs:
        job.settle()


class Writer:
    """`commit` gets jobs in the order in which they came; `rest` is called when nothing waits, and at the latest after
    the seconds that it returned the last time (None: not before the next job)."""

    def __init__(self, commit: Callable[[list[Job]], None], rest: Callable[[], float | None]) -> None:
        self._commit = commit
        self._rest = rest
        self._rest_at: float | None = None
        self._queue: SimpleQueue[Job | Task | None] = SimpleQueue()
        self._door = Lock()
        self._closed = False
        self._thread = Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, item: Job | Task) -> None:
        """Raises StoreUnavailable once the store is closed."""
        with self._door:
            if self._closed:
                raise StoreUnavailable(reason="closed")
            self._queue.put(item)

    def close(self) -> None:
        """Do what is waiting, then end."""
        with self._door:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        going_on = True
        while going_on:
            items = self._waiting()
            going_on = None not in items
            for is_job, group in groupby((i for i in items if i is not None), key=_is_job):
                self._do(is_job, list(group))
            self._rest_if_due(not items)

    def _waiting(self) -> list[Job | Task | None]:
        """All that waits; empty if nothing came until it was time to rest."""
        patience = None if self._rest_at is None else max(0.0, self._rest_at - monotonic())
        items: list[Job | Task | None] = []
        try:
            items.append(self._queue.get(timeout=patience))
            while True:
                items.append(self._queue.get_nowait())
        except Empty:
            return items

    def _do(self, is_job: bool, group: list[Any]) -> None:
        try:
            if is_job:
                self._commit(group)
            else:
                for task in group:
                    task()
        except Exception:
            log.exception("The writer goes on after an error of its own")

    def _rest_if_due(self, idle: bool) -> None:
        if self._rest_at is None or idle or monotonic() >= self._rest_at:
            try:
                pause = self._rest()
            except Exception:
                log.exception("Resting failed")
                pause = None
            self._rest_at = None if pause is None else monotonic() + pause


def _is_job(item: Job | Task) -> bool:
    return isinstance(item, Job)
