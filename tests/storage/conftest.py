"""A data folder, a store in it, and a disk that can be made to fail."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import disk
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, workshop


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def folder(data: Path) -> Path:
    """The one workshop's folder."""
    return data / CODE


@contextmanager
def opened(data: Path, quiet: float = 3600.0) -> Iterator[EmbeddedStore]:
    """Without checkpoints while it is open, unless `quiet` says so."""
    store = EmbeddedStore(data, lambda: 1000.0, quiet=quiet)
    try:
        yield store
    finally:
        store.close()


def abandon(store: EmbeddedStore) -> None:
    """What the system does when a process dies: the lock is free, and nothing else is tidied up."""
    store._writer.close()
    store._lock.release()


@pytest.fixture
def store(data: Path) -> Iterator[EmbeddedStore]:
    with opened(data) as store:
        store.create(workshop())
        yield store


class Disk:
    """Fails where a test says so, at the one place through which everything is written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.flushed: list[str] = []
        self.refuse_write: Callable[[str], bool] = lambda name: False
        self.refuse_flush: Callable[[str], bool] = lambda name: False
        self._write, self._flush = disk.write, disk.flush
        monkeypatch.setattr(disk, "write", self.write)
        monkeypatch.setattr(disk, "flush", self.flush)

    def write(self, fd: int, content: bytes) -> None:
        if self.refuse_write(_name(fd)):
            self._write(fd, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        self._write(fd, content)

    def flush(self, fd: int) -> None:
        self.flushed.append(_name(fd))
        if self.refuse_flush(_name(fd)):
            raise OSError(errno.EIO, "Input/output error")
        self._flush(fd)

    def works(self) -> None:
        self.refuse_write = self.refuse_flush = lambda name: False

    def is_full(self) -> None:
        self.refuse_write = lambda name: True


def _name(fd: int) -> str:
    """Linux only, like the tests that ask for a disk."""
    return Path(f"/proc/self/fd/{fd}").readlink().name


@pytest.fixture
def failing_disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    if not Path("/proc/self/fd").exists():
        pytest.skip("needs to know which file is behind a descriptor")
    return Disk(monkeypatch)
