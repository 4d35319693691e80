"""The one thread that writes: it takes all that is waiting, and answers all of it together."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from itertools import groupby
from threading import Condition, Thread
from time import monotonic
from typing import Any, TypeAlias, TypeVar

from facilitation.errors import Refused, StoreUnavailable
from storage.protocol import Decide

log = logging.getLogger(__name__)

T = TypeVar("T")
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
        self.result, self.error = None, _bearable(error)

    def settle(self) -> None:
        """In the thread that the future belongs to."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


def fail_all(jobs: list[Job], error: Exception) -> None:
    """Each its own copy: a raised exception carries the traceback of the one who raised it."""
    for job in jobs:
        job.fail(type(error)(error.key, **error.values) if isinstance(error, Refused) else error)


def settle(jobs: list[Job]) -> None:
    """Wake each event loop once for all of its waiters: a wake-up costs as much as the rest of a vote."""
    waiting: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        if job.loop is None:
            _settle_all([job])
        else:
            waiting.setdefault(job.loop, []).append(job)
    for loop, group in waiting.items():
        try:
            loop.call_soon_threadsafe(_settle_all, group)
        except RuntimeError:
            log.debug("%s answers had nobody to go to: their event loop has ended", len(group))


def _settle_all(jobs: list[Job]) -> None:
    """One that cannot be answered keeps the answers of nobody else."""
    for job in jobs:
        try:
            job.settle()
        except Exception:
            log.exception("An answer could not be given")


def _bearable(error: BaseException) -> BaseException:
    """No future takes a StopIteration, as a `next` of nothing raises it: whoever waits would never be answered."""
    if not isinstance(error, StopIteration):
        return error
    told = RuntimeError("a StopIteration came out of a turn")
    told.__cause__ = error
    return told


def carry_out(action: Callable[[], T], future: "Future[T]") -> None:
    try:
        future.set_result(action())
    except BaseException as error:  # noqa: BLE001 (whatever it is, it belongs to the one who asked)
        future.set_exception(error)


class Writer:
    """`commit` gets jobs in the order in which they came; `rest` is called when nothing waits, and at the latest after
    the seconds that it returned the last time (None: not before the next job).

    Jobs from an event loop, which are many phones at once, wait until `pace` seconds after the last commit began, and
    share the next one: a flush and the wake-ups around it cost ten times what a vote does. Who blocks a thread of
    their own is alone, and is not kept waiting.
    """

    def __init__(
        self, commit: Callable[[list[Job]], None], rest: Callable[[], float | None], pace: float
    ) -> None:
        self._commit = commit
        self._rest = rest
        self._rest_at: float | None = None
        self._pace = pace
        self._pace_until = 0.0
        self._queue: list[Job | Task] = []
        self._bell = Condition()
        self._is_pacing = False
        self._in_a_hurry = False
        self._closed = False
        self._thread = Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, item: Job | Task) -> None:
        """Raises StoreUnavailable once the store is closed."""
        patient = isinstance(item, Job) and item.loop is not None
        with self._bell:
            if self._closed:
                raise StoreUnavailable(reason="closed")
            self._queue.append(item)
            self._in_a_hurry |= not patient
            if not (patient and self._is_pacing):
                self._bell.notify()

    def close(self) -> None:
        """Do what is waiting, then end."""
        with self._bell:
            self._closed = self._in_a_hurry = True
            self._bell.notify()
        self._thread.join()

    def _run(self) -> None:
        while (items := self._waiting()) or not self._closed:
            self._pace_until = monotonic() + self._pace
            for is_job, group in groupby(items, key=_is_job):
                self._do(is_job, list(group))
            self._rest_if_due(not items)

    def _do(self, is_job: bool, group: list[Any]) -> None:
        if is_job:
            self._guarded(self._commit, group)
        else:
            for task in group:
                self._guarded(task)

    def _waiting(self) -> list[Job | Task]:
        """All that waits; empty if nothing came until it was time to rest, or to end."""
        with self._bell:
            self._is_pacing = True
            self._bell.wait_for(self._hurries, max(0.0, self._pace_until - monotonic()))
            self._is_pacing = False
            patience = None if self._rest_at is None else max(0.0, self._rest_at - monotonic())
            self._bell.wait_for(self._has_work, patience)
            items, self._queue = self._queue, []
            self._in_a_hurry = self._closed
        return items

    def _hurries(self) -> bool:
        return self._in_a_hurry

    def _has_work(self) -> bool:
        return bool(self._queue) or self._closed

    def _rest_if_due(self, idle: bool) -> None:
        if self._rest_at is None or idle or monotonic() >= self._rest_at:
            pause = self._guarded(self._rest)
            self._rest_at = None if pause is None else monotonic() + pause

    def _guarded(self, action: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return action(*arguments)
        except Exception:
            log.exception("The writer goes on after an error of its own")
            return None


def _is_job(item: Job | Task) -> bool:
    return isinstance(item, Job)
