"""Closing the store: whatever happens meanwhile, the next program can open the folder."""

from pathlib import Path
from threading import Event, Thread

import pytest

from storage import embedded
from storage.embedded import EmbeddedStore
from storage.folder import WorkshopFolder
from tests.contract.making import CODE, workshop
from tests.storage.conftest import opened

SECONDS = 10


def test_a_workshop_that_is_being_opened_does_not_keep_the_folder(
    data: Path, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large one takes its time: it was asked for before the end, and is there while the others are closed."""
    begun, may_go_on = Event(), Event()
    close = WorkshopFolder.close

    def open_slowly(path: Path) -> WorkshopFolder:
        begun.set()
        assert may_go_on.wait(SECONDS)
        return WorkshopFolder(path)

    def close_meanwhile(folder: WorkshopFolder, until: float) -> None:
        may_go_on.set()
        reader.join(SECONDS)
        close(folder, until)

    store.create(workshop("KKKKKK"))
    store.read(CODE)
    monkeypatch.setattr(embedded, "WorkshopFolder", open_slowly)
    monkeypatch.setattr(WorkshopFolder, "close", close_meanwhile)
    reader = Thread(target=store.read, args=("KKKKKK",))
    reader.start()
    assert begun.wait(SECONDS)
    store.close()
    monkeypatch.undo()
    _is_free(data)


def test_a_workshop_that_cannot_be_closed_does_not_keep_the_folder(
    data: Path, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its journal holds everything; the lock would stay until the program ends."""

    def no_close(folder: WorkshopFolder, until: float) -> None:
        raise OSError("a disk that was pulled out, of a test")

    store.read(CODE)
    with monkeypatch.context() as pulled_out:
        pulled_out.setattr(WorkshopFolder, "close", no_close)
        with pytest.raises(OSError, match="pulled out"):
            store.close()
    _is_free(data)


def _is_free(data: Path) -> None:
    with opened(data) as again:
        assert CODE in again.codes()
