"""A workshop that cannot be replaced: it stays as it was, and nothing is left over."""

import shutil
from pathlib import Path

import pytest

from facilitation.errors import StoreUnavailable
from storage import disk
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, vote, workshop
from tests.storage.conftest import opened

SECONDS = 10


def refused(store: EmbeddedStore) -> None:
    with pytest.raises(StoreUnavailable):
        store.replace(CODE, lambda before: (workshop(title={"fi": "Toinen"}), (), ()))


def test_a_new_folder_that_cannot_be_renamed_leaves_the_old_one_in_its_place(
    data: Path, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner reads the new one: the evening goes on at once, with the next vote, and not after a restart."""
    rename = disk.replace

    def no_new_folder(source: Path, target: Path) -> None:
        if source.name.startswith(".new-") and target.name == CODE:
            raise PermissionError("open elsewhere, of a test")
        rename(source, target)

    store.run(CODE, vote("p1")).result(SECONDS)
    with monkeypatch.context() as scanned:
        scanned.setattr(disk, "replace", no_new_folder)
        refused(store)
    assert store.run(CODE, vote("p2")).result(SECONDS) == 2
    assert list(store.read(CODE).contributions("x")) == ["p1", "p2"]
    assert sorted(path.name for path in data.iterdir()) == [".lock", CODE]


def test_a_damaged_file_that_the_disk_does_not_give_is_said_in_words(
    data: Path, folder: Path, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows then who has left, and nothing is put in its place."""

    def broken(path: Path) -> bytes:
        raise OSError("Input/output error, of a test")

    store.close()
    (folder / "a-x.json").write_bytes(b"{")
    with opened(data) as again, monkeypatch.context() as worn_out:
        worn_out.setattr(disk, "what_is_in", broken)
        with pytest.raises(StoreUnavailable):
            again.gone(CODE)


def test_files_that_fit_no_second_time_leave_no_half_copy(
    data: Path, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk does not become fuller with each attempt, and the old files stay."""

    def no_room(source: Path, target: Path) -> None:
        target.mkdir()
        raise OSError("No space left on device, of a test")

    store.files(CODE).put("map.png", b"map")
    monkeypatch.setattr(shutil, "copytree", no_room)
    refused(store)
    assert store.files(CODE).get("map.png") == b"map"
    assert sorted(path.name for path in data.iterdir()) == [".lock", CODE]
