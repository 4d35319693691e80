"""The small documents of the installation itself: the desk's password, who is signed in, what is being deleted."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any

import orjson
import pytest

from facilitation.errors import StoreUnavailable
from storage import disk, private_files
from storage.private_files import FolderRecords
from storage.row_files import RowRecords
from tests.storage.conftest import Disk

SECONDS = 10


def test_what_was_changed_during_the_first_look_is_known_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody signs in just after the start, while another thread reads who was signed in before."""
    FolderRecords(tmp_path).change("sessions", lambda kept: {"a": 1})
    records, read = FolderRecords(tmp_path), private_files.read_json

    def read_slowly(path: Path) -> dict[str, object]:
        found = read(path)
        monkeypatch.undo()
        signing_in = Thread(target=lambda: records.change("sessions", lambda kept: {**kept, "b": 2}))
        signing_in.start()
        signing_in.join(SECONDS)
        return found

    monkeypatch.setattr(private_files, "read_json", read_slowly)
    assert records.get("sessions") == {"a": 1, "b": 2}
    records.change("sessions", lambda kept: {**kept, "c": 3})
    assert FolderRecords(tmp_path).get("sessions") == {"a": 1, "b": 2, "c": 3}


def test_a_record_that_does_not_fit_is_refused_in_words(tmp_path: Path, failing_disk: Disk) -> None:
    """Signing in on a full disk is no fault of the server's; what was known stays, and nothing is left over."""
    records = FolderRecords(tmp_path)
    records.change("sessions", lambda kept: {"a": 1})
    failing_disk.is_full()
    with pytest.raises(StoreUnavailable):
        records.change("sessions", lambda kept: {"b": 2})
    assert {"a": 1} == records.get("sessions") == FolderRecords(tmp_path).get("sessions")
    assert ["sessions.json"] == [path.name for path in tmp_path.iterdir()]


def test_a_record_is_durable_before_it_has_its_name_and_so_is_the_name(
    tmp_path: Path, failing_disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name must not stand on an empty file after the power went, nor an old password come back."""
    seen: list[int] = []
    rename, flush_folder = disk.replace, disk.flush_folder

    def rename_it(source: Path, target: Path) -> None:
        seen.append(len(failing_disk.flushed))
        rename(source, target)

    def flush_its_folder(folder: Path) -> None:
        seen.append(len(list(folder.glob("password.json"))))
        flush_folder(folder)

    monkeypatch.setattr(disk, "replace", rename_it)
    monkeypatch.setattr(disk, "flush_folder", flush_its_folder)
    FolderRecords(tmp_path).change("password", lambda kept: {"a": 1})
    assert [1, 1] == seen  # flushed before the rename; renamed before the folder's flush


class Rows:
    """A database with one record, whose readers are interrupted before a line of theirs: there another replica
    changes the record, and says so."""

    def __init__(self, before_line: int) -> None:
        self.records = RowRecords(self.connected)
        self._newest = 1
        self._lines = before_line

    @contextmanager
    def connected(self) -> Iterator[Any]:
        yield self

    def execute(self, query: str, values: tuple[str]) -> "Rows":
        return self

    def fetchone(self) -> tuple[bytes]:
        return (orjson.dumps({"newest": self._newest}),)

    def interrupt(self, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code is not RowRecords._read.__code__:
            return None
        if event == "line":
            self._lines -= 1
        if self._lines == 0:
            self._lines, self._newest = -1, 2
            self.records.forget()
        return self.interrupt


@pytest.mark.parametrize("before_line", range(1, 10))
def test_a_record_that_changes_while_it_is_read_is_read_anew(before_line: int) -> None:
    """At whatever line of the reader the notice comes: what was read before it is not kept."""
    rows, tracing = Rows(before_line), sys.gettrace()
    sys.settrace(rows.interrupt)
    try:
        rows.records.get("sessions")
    finally:
        sys.settrace(tracing)
    rows.records.get("sessions")
    assert {"newest": rows._newest} == rows.records.get("sessions")
