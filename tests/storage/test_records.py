"""The small documents of the installation itself: the desk's password, who is signed in, what is being deleted."""

from pathlib import Path
from threading import Thread

import pytest

from facilitation.errors import StoreUnavailable
from storage import disk, private_files
from storage.private_files import FolderRecords
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
