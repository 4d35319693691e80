"""One open workshop: its newest state, its files, and when they get a new checkpoint."""

import logging
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, wait
from pathlib import Path
from time import monotonic

from storage.document import DocumentFile
from storage.line_batch import LineBatch
from storage.loading import count_of, documents_of, load
from storage.names import activity_of, table_of
from storage.state import State
from storage.writer import Task

log = logging.getLogger(__name__)

_AFTER_A_FAILURE = 30.0
"""Seconds until a checkpoint that failed is tried again."""

_IDLE_PER_DOCUMENT = 1 / 2000
"""Seconds: a large file waits longer for quiet, since writing it anew costs more."""


class WorkshopFolder:
    """Belongs to the writer's thread, but for `state`, which anybody may take at any time."""

    def __init__(self, folder: Path) -> None:
        """Raises what `load` raises."""
        self.path = folder
        self.state, self._files = load(folder)
        self._running: dict[str, Future[None]] = {}
        self._not_before: dict[str, float] = {}
        self._written: list[str] = []
        self._last_write = monotonic()

    def write(self, batch: LineBatch) -> None:
        """Make the batch durable, then visible. Raises OSError; then the disk and the memory are as before."""
        self._heal()
        files = [self._file(name) for name in batch.files()]
        try:
            for file in files:
                file.journal.append(b"".join(batch.lines[file.name]))
        except BaseException:
            self._drop(files)
            raise
        for file in files:
            file.journal.keep(len(batch.lines[file.name]))
        self.state = batch.state
        self._written = batch.files()
        self._last_write = monotonic()

    def _file(self, name: str) -> DocumentFile:
        if name not in self._files:
            self._files[name] = DocumentFile(self.path, name)
        return self._files[name]

    def _heal(self) -> None:
        """In all files, not only in those to be written: a torn command's line must not come to hold later."""
        for file in self._files.values():
            if file.journal.torn:
                file.journal.drop()

    def _drop(self, files: list[DocumentFile]) -> None:
        for file in files:
            try:
                file.journal.drop()
            except OSError:
                log.warning("%s will be cut back before the next write", file.journal.path)

    def checkpoint_long(self, executor: Executor, later: Callable[[Task], None]) -> None:
        """Begin a checkpoint for what was written last, where its journal has grown long."""
        for name in self._written:
            if self._files[name].is_long(count_of(self.state, name)):
                self._begin(name, executor, later)
        self._written = []

    def checkpoint_idle(self, quiet: float, executor: Executor, later: Callable[[Task], None]) -> bool:
        """Begin a checkpoint where nothing was written for long enough; whether there is more to wait for."""
        waiting = [name for name, file in self._files.items() if file.lines]
        for name in waiting:
            if monotonic() >= self._last_write + quiet + count_of(self.state, name) * _IDLE_PER_DOCUMENT:
                self._begin(name, executor, later)
        return bool(waiting)

    def _begin(self, name: str, executor: Executor, later: Callable[[Task], None]) -> None:
        if name in self._running or monotonic() < self._not_before.get(name, 0.0):
            return
        try:
            self._files[name].set_apart(self.state.version)
        except OSError:
            self._failed(name)
            return
        future = executor.submit(_write, self._files[name], self.state)
        self._running[name] = future
        future.add_done_callback(lambda done: later(lambda: self._ended(name, done)))

    def _ended(self, name: str, done: "Future[None]") -> None:
        self._running.pop(name, None)
        if done.exception() is not None:
            self._failed(name)

    def _failed(self, name: str) -> None:
        """No harm: all of it is in the journals."""
        log.warning("No checkpoint of %s now; trying again later", self.path / name, exc_info=True)
        self._not_before[name] = monotonic() + _AFTER_A_FAILURE

    def forget(self, name: str) -> None:
        """Leave nothing of this file's past. Raises OSError; then nothing is lost, and it can be tried again."""
        if name not in self._files:
            return
        wait([self._running[name]] if name in self._running else [])
        file = self._files[name]
        file.set_apart(self.state.version)
        _write(file, self.state)
        file.forget_past()

    def traces(self, people: Collection[str]) -> tuple[str, ...]:
        """The activities in whose files one of these stands."""
        found = (name for name, file in self._files.items() if file.names_any(people))
        return tuple(activity_of(name) for name in found if table_of(name) == "contributions")

    def close(self, until: float) -> None:
        """Let go of the files, with a last checkpoint of each as long as `monotonic()` is before `until`.

        Those that the closing store cancelled, since they had no turn yet, are none to wait for: it would be for ever.
        """
        wait([begun for begun in self._running.values() if not begun.cancelled()])
        for file in self._files.values():
            try:
                if file.lines and monotonic() < until:
                    file.set_apart(self.state.version)
                    _write(file, self.state)
            except OSError:
                log.warning("No last checkpoint of %s", file.path, exc_info=True)
            file.journal.release()


def _write(file: DocumentFile, state: State) -> None:
    file.write(documents_of(state, file.name), state.version, state.seq)
