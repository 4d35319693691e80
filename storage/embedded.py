"""The home that comes with the program: a folder of TinyDB files, each with a journal beside it."""

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

from filelock import FileLock, Timeout

from facilitation.errors import Damaged, Locked, NewerVersion, NotFound, Refused, StoreUnavailable
from facilitation.model import Contribution, Participant, Workshop
from facilitation.turn import Reader
from storage import comings, damage, disk
from storage.blobs import FolderFiles
from storage.folder import WorkshopFolder
from storage.line_batch import LineBatch
from storage.listeners import Listeners
from storage.loading import new_state
from storage.marks import marks_in
from storage.names import PARTICIPANTS, WORKSHOP, file_of, is_folder_name
from storage.private_files import FolderRecords
from storage.protocol import NONE, Gone, Listener, Repaired, Replacement
from storage.queueing import Queueing
from storage.state import State
from storage.writer import Job, Task, Writer, carry_out, fail_all, settle

log = logging.getLogger(__name__)

T = TypeVar("T")

_LOOK_AGAIN = 1.0
"""Seconds between two looks for workshops that have become quiet."""

_LAST_CHECKPOINTS = 1.0
"""Seconds that closing may spend on checkpoints: the journals hold everything, they only take longer to open."""


class EmbeddedStore(Queueing):
    """See protocol.Store for what it promises.

    `quiet` is the seconds without a write before a checkpoint, `pace` those between commits of many phones' commands.
    """

    def __init__(
        self, folder: Path, clock: Callable[[], float] = time.time, quiet: float = 2.0, pace: float = 0.02
    ) -> None:
        """Raises Locked if another process has the folder, StoreUnavailable if it cannot be used."""
        self._folder = folder
        self._clock = clock
        self._quiet = quiet
        self._lock = _locked(folder)
        comings.sweep(folder)
        self.records = FolderRecords(folder)
        self._open: dict[str, WorkshopFolder] = {}
        self._locks: dict[str, Lock] = {}
        self._listeners = Listeners()
        self._closed = False
        self._checkpoints = ThreadPoolExecutor(1, "store-checkpoint")
        self._writer = Writer(self._commit, self._rest, pace)

    def codes(self) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self._folder.iterdir() if comings.is_workshop(path)))

    def read(self, code: str) -> Reader:
        return self._workshop(code).state

    def at_hand(self, code: str) -> Reader | None:
        found = self._open.get(code)
        return None if found is None else found.state

    def create(
        self,
        workshop: Workshop,
        participants: tuple[Participant, ...] = (),
        contributions: tuple[Contribution, ...] = (),
        files: Mapping[str, bytes] = NONE,
    ) -> None:
        code = workshop.code
        if not is_folder_name(code):
            raise ValueError(f"{code!r} cannot be a code")
        state = new_state(workshop, participants, contributions)
        with self._busy(code), _disk_errors():
            self._refuse_if_closed()
            if (self._folder / code).exists():
                raise Refused("code_taken", code=code)
            comings.make(self._folder, state, files)

    def replace(self, code: str, decide: Replacement) -> tuple[Reader, Reader | None]:
        """Must not be called by a listener: it waits for the writer."""
        return self._in_writer(lambda: self._replace(code, decide))

    def delete(self, code: str) -> None:
        """Must not be called by a listener: it waits for the writer."""
        self._in_writer(lambda: self._delete(code))

    def repair(self, code: str) -> tuple[Repaired, ...]:
        """Must not be called by a listener: it waits for the writer."""
        return self._in_writer(lambda: self._repair(code))

    def forget(self, code: str, activity: str | None = None) -> None:
        """Must not be called by a listener: it waits for the writer."""
        names = (WORKSHOP, PARTICIPANTS) if activity is None else (file_of(activity),)
        self._in_writer(lambda: self._forget(code, names))

    def traces(self, code: str, people: Collection[str]) -> tuple[str, ...]:
        with _disk_errors():
            return self._in_writer(lambda: self._workshop(code).traces(people))

    def gone(self, code: str) -> tuple[str, ...]:
        try:
            return self.read(code).workshop.gone
        except (Damaged, NewerVersion):
            with _disk_errors():
                return marks_in(disk.what_is_in(path) for path in self._path(code).glob(f"{WORKSHOP}.*"))

    def listen(self, listener: Listener, gone: Gone | None = None) -> None:
        self._listeners.add(listener, gone)

    def files(self, code: str) -> FolderFiles:
        return FolderFiles(self._path(code) / "files")

    def answers(self, code: str = "") -> bool:
        """A full disk is found out by trying."""
        return True

    def close(self) -> None:
        if self._closed:
            return
        self._writer.close()
        self._closed = True
        self._checkpoints.shutdown(wait=True, cancel_futures=True)
        until = time.monotonic() + _LAST_CHECKPOINTS
        try:
            for workshop in list(self._open.values()):  # who came just before may still open one
                workshop.close(until)
        finally:
            self._lock.release()

    def _path(self, code: str) -> Path:
        """The workshop's folder. Raises NotFound, also for a name in other letters that the system finds the same."""
        path = self._folder / code
        if not comings.is_workshop(path) or all(found.name != code for found in self._folder.iterdir()):
            raise NotFound(code=code)
        return path

    def _workshop(self, code: str) -> WorkshopFolder:
        found = self._open.get(code)
        if found is not None:
            return found
        path = self._path(code)
        with self._busy(code):
            if code not in self._open:
                self._refuse_if_closed()
                self._open[code] = WorkshopFolder(path)
            return self._open[code]

    def _busy(self, code: str) -> Lock:
        """Held by whoever opens, creates, repairs or deletes this workshop."""
        return self._locks.setdefault(code, Lock())

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StoreUnavailable(reason="closed")

    def _commit(self, jobs: list[Job]) -> None:
        by_code: dict[str, list[Job]] = {}
        for job in jobs:
            by_code.setdefault(job.code, []).append(job)
        for code, group in by_code.items():
            try:
                self._commit_to(code, group)
            except Exception as error:  # noqa: BLE001 (the writer lives on; those who wait hear of it)
                fail_all(group, error)
            settle(group)
        for workshop in [self._open[code] for code in by_code if code in self._open]:
            workshop.checkpoint_long(self._checkpoints, self._later)

    def _commit_to(self, code: str, jobs: list[Job]) -> None:
        workshop = self._workshop(code)
        batch = LineBatch(workshop.state)
        for job in jobs:
            batch.take(job, self._clock())
        if not batch.changed:
            return
        try:
            workshop.write(batch)
        except OSError as error:
            log.error("Writing to %s failed: %s", workshop.path, error)
            batch.fail(reason=error.strerror or "")
            return
        self._listeners.tell(code, workshop.state)

    def _rest(self) -> float | None:
        workshops = list(self._open.values())
        waiting = [w.checkpoint_idle(self._quiet, self._checkpoints, self._later) for w in workshops]
        return min(_LOOK_AGAIN, self._quiet) if any(waiting) else None

    def _later(self, task: Task) -> None:
        with suppress(StoreUnavailable):
            self._writer.submit(task)

    def _in_writer(self, action: Callable[[], T]) -> T:
        future: Future[T] = Future()
        self._writer.submit(lambda: carry_out(action, future))
        return future.result()

    def _replace(self, code: str, decide: Replacement) -> tuple[State, State | None]:
        replaced = self._readable(code)
        state = new_state(*decide(replaced))
        version = replaced.version + 1 if replaced else int(self._clock())
        with self._shut(code), _disk_errors():
            comings.replace(self._folder, state.at_version(version))
        newest = self._workshop(code).state
        self._listeners.tell(code, newest)
        return newest, replaced

    def _delete(self, code: str) -> None:
        self._path(code)
        with self._shut(code), _disk_errors():
            comings.remove(self._folder, code)
        self._listeners.tell_gone(code)

    def _readable(self, code: str) -> State | None:
        """Of what cannot be read nobody knows the version: seconds since 1970 are more than any evening has commits."""
        with suppress(Damaged):
            return self._workshop(code).state
        return None

    @contextmanager
    def _shut(self, code: str) -> Iterator[None]:
        """Nobody has its files open meanwhile, and nobody opens them."""
        with self._busy(code):
            workshop = self._open.pop(code, None)
            if workshop is not None:
                workshop.close(until=0.0)
            yield

    def _forget(self, code: str, names: tuple[str, ...]) -> None:
        with _disk_errors():
            for name in names:
                self._workshop(code).forget(name)

    def _repair(self, code: str) -> tuple[Repaired, ...]:
        """What is found damaged only when the rest is whole again is repaired too."""
        path = self._path(code)
        done: list[Repaired] = []
        with self._busy(code), _disk_errors():
            while code not in self._open:
                try:
                    self._open[code] = WorkshopFolder(path)
                except Damaged:
                    repaired = damage.repair(path)
                    if not repaired:
                        raise
                    done += repaired
        return tuple(done)


def _locked(folder: Path) -> FileLock:
    with _disk_errors():
        disk.make_folder(folder)
        lock = FileLock(folder / ".lock", timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise Locked(folder=str(folder)) from error
    return lock


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(reason=error.strerror or "") from error
