"""Every call that makes something durable, in one place: here the systems differ, and here tests make the disk fail."""

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

_OURS_ONLY = 0o600
_FOLDER_OURS_ONLY = 0o700
_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PATIENCE = 2.0
"""Seconds to wait for a virus scanner or a sync folder to let go of a file (Windows)."""


def write(fd: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def flush(fd: int) -> None:
    """Return when the file's content is on the disk, not only in its cache."""
    if sys.platform == "darwin":
        _full_flush(fd)
    elif sys.platform == "win32":
        os.fsync(fd)
    else:
        os.fdatasync(fd)


def _full_flush(fd: int) -> None:
    """On macOS fsync leaves the data in the drive's cache; some network disks know only fsync."""
    import fcntl

    try:
        fcntl.fcntl(fd, getattr(fcntl, "F_FULLFSYNC", 51))
    except OSError:
        os.fsync(fd)


def flush_folder(folder: Path) -> None:
    """Make new and changed names in the folder durable; Windows does so by itself and opens no folders."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def what_is_in(path: Path) -> bytes:
    """Nothing, where there is no such file, or none any more."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def open_to_append(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _ALWAYS, _OURS_ONLY)


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the file whole and durable; its name becomes durable with `flush_folder`."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _ALWAYS, _OURS_ONLY)
    try:
        for piece in pieces:
            write(fd, piece)
        flush(fd)
    finally:
        os.close(fd)


def replace(source: Path, target: Path, patience: float = _PATIENCE) -> None:
    """Atomic. On Windows a name that somebody has open refuses for a moment, so try again for `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > until:
                raise
            time.sleep(0.02)


def make_folder(folder: Path, parents: bool = True) -> None:
    folder.mkdir(mode=_FOLDER_OURS_ONLY, parents=parents, exist_ok=True)
