"""The journal: one JSON line a command, durable before anybody hears that it was taken."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from storage import disk

Line = dict[str, Any]
"""`v` the workshop's version it makes, `s` its schema version, `put` documents, `del` keys, `with` see turn.py."""


class Journal:
    """The end of one file, to which one thread appends.

    `length` is what counts: bytes after it are a try that did not become durable. They are cut off before anything
    else is appended, so that a whole line never follows a torn one.
    """

    def __init__(self, path: Path, length: int = 0, lines: int = 0, torn: bool = False) -> None:
        self.path = path
        self.length = length
        self.lines = lines
        self.torn = torn
        self._tried = length
        self._name_is_durable = False
        self._fd: int | None = None

    def append(self, data: bytes) -> None:
        """Raises OSError; then, as long as `keep` was not called, `drop` takes back what is there."""
        self.torn = True
        fd = self._opened()
        disk.write(fd, data)
        disk.flush(fd)
        self._tried = self.length + len(data)

    def keep(self, lines: int) -> None:
        """What was appended counts from now on."""
        self.length = self._tried
        self.lines += lines
        self.torn = False

    def drop(self) -> None:
        """Cut off what does not count. Raises OSError; `torn` then stays, and it must be tried again."""
        self.release()
        if self.path.exists():
            fd = self._opened()
            os.ftruncate(fd, self.length)
            disk.flush(fd)
        self._tried = self.length
        self.torn = False

    def rotate(self, to: Path) -> None:
        """Give the lines so far to a file of their own and begin anew. Raises OSError; then all is as before."""
        self.release()
        disk.replace(self.path, to, patience=0.2)
        self.length = self.lines = self._tried = 0
        self._name_is_durable = False

    def release(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _opened(self) -> int:
        if self._fd is None:
            self._fd = disk.open_to_append(self.path)
        if not self._name_is_durable:
            disk.flush_folder(self.path.parent)
            self._name_is_durable = True
        return self._fd


@dataclass
class Parsed:
    """`ends` are the offsets after each line; `bad` counts whole lines that cannot be read; `tail` the bytes of the
    last one if it is torn."""

    lines: list[Line] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    bad: int = 0
    tail: int = 0


def parse(data: bytes) -> Parsed:
    parsed = Parsed()
    bad_before = False
    for piece, end in _pieces(data):
        parsed.bad += bad_before
        line = _line(piece)
        bad_before = line is None
        if line is not None:
            parsed.lines.append(line)
            parsed.ends.append(end)
    parsed.tail = len(data) - (parsed.ends[-1] if parsed.ends else 0)
    return parsed


def _pieces(data: bytes) -> Iterator[tuple[bytes, int]]:
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end], end
        start = end


def _line(piece: bytes) -> Line | None:
    if not piece.endswith(b"\n"):
        return None
    try:
        line = orjson.loads(piece)
    except orjson.JSONDecodeError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("v"), int) else None
