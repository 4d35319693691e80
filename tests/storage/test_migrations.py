"""Documents of older software, with a schema version made up for the test."""

from pathlib import Path

import pytest

from facilitation.errors import StoreUnavailable
from storage import migrations
from storage.checkpoint import Document
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, participant, rename, vote
from tests.storage.conftest import Disk, abandon, opened

SECONDS = 10


def to_version_2(table: str, document: Document) -> Document:
    """In version 2 options are in capitals, and titles are longer."""
    if table == "contributions":
        return document | {"payload": {"option": document["payload"]["option"].upper()}}
    if table == "workshop":
        return document | {"title": {"fi": document["title"]["fi"] + "!"}}
    return document


@pytest.fixture
def old(data: Path, store: EmbeddedStore) -> Path:
    """Version 1, partly in checkpoints and partly in journals, one activity in a journal alone."""
    store.run(CODE, vote("p1")).result(SECONDS)
    store.run(CODE, rename("Vanha")).result(SECONDS)
    store.close()
    store = EmbeddedStore(data, quiet=3600.0)
    store.run(CODE, vote("p2")).result(SECONDS)
    store.run(CODE, vote("p3", activity="y")).result(SECONDS)
    store.run(CODE, lambda turn: turn.add(participant("p2"))).result(SECONDS)
    abandon(store)
    return data


@pytest.fixture
def version_2(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today's version, once the older one has been written."""
    monkeypatch.setattr(migrations, "current", 2)
    monkeypatch.setitem(migrations.MIGRATIONS, 1, to_version_2)


def check(store: EmbeddedStore) -> None:
    reader = store.read(CODE)
    assert ["A", "A"] == [c.payload["option"] for c in reader.contributions("x").values()]
    assert "A" == reader.contributions("y")["p3"].payload["option"]
    assert (2, {"fi": "Vanha!"}) == (reader.workshop.schema_version, reader.workshop.title)
    assert list(reader.participants()) == ["p2"]


@pytest.mark.usefixtures("version_2")
def test_older_documents_are_migrated_once_when_opened(old: Path) -> None:
    """In checkpoints and journals alike; at the next opening there is nothing left to do."""
    with opened(old) as store:
        check(store)
    written = _times(old)
    with opened(old) as store:
        check(store)
    assert written == _times(old)


def _times(data: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (data / CODE).glob("*.json")}


@pytest.mark.usefixtures("version_2")
def test_a_torn_end_does_not_hinder_a_migration(old: Path) -> None:
    """It is dropped, as at any opening."""
    with (old / CODE / "a-x.journal").open("ab") as journal:
        journal.write(b'{"v":99,"s":1,"put":[')
    for _ in range(2):
        with opened(old) as store:
            check(store)


@pytest.mark.usefixtures("version_2")
def test_a_copy_of_the_older_files_is_kept(old: Path) -> None:
    """Byte for byte, with names that show which step it was."""
    before = {p.name: p.read_bytes() for p in (old / CODE).iterdir() if p.is_file()}
    with opened(old) as store:
        check(store)
        store.run(CODE, vote("p4")).result(SECONDS)
    with opened(old) as store:
        store.read(CODE)
    assert before == {p.name: p.read_bytes() for p in (old / CODE / "before-v2").iterdir()}


@pytest.mark.usefixtures("version_2")
@pytest.mark.parametrize("fails_at", ["a-x.json.new", "a-y.json.new", "workshop.json.new"])
def test_an_interrupted_migration_goes_on(old: Path, failing_disk: Disk, fails_at: str) -> None:
    """Some files are new and some old: each document is migrated once, and the copy is the one from before."""
    before = {p.name: p.read_bytes() for p in (old / CODE).iterdir() if p.is_file()}
    failing_disk.refuse_write = lambda name: name == fails_at
    with opened(old) as store, pytest.raises(StoreUnavailable):
        store.read(CODE)
    failing_disk.works()
    with opened(old) as store:
        check(store)
    assert before == {p.name: p.read_bytes() for p in (old / CODE / "before-v2").iterdir()}


@pytest.mark.usefixtures("version_2")
def test_a_full_disk_while_copying_changes_nothing(old: Path, failing_disk: Disk) -> None:
    """No migration without its copy."""
    before = {p.name: p.read_bytes() for p in (old / CODE).iterdir() if p.is_file()}
    failing_disk.is_full()
    with opened(old) as store:
        with pytest.raises(StoreUnavailable):
            store.read(CODE)
        assert before == {p.name: p.read_bytes() for p in (old / CODE).iterdir() if p.is_file()}
        failing_disk.works()
        check(store)


@pytest.mark.usefixtures("version_2")
def test_an_older_copy_is_migrated_when_it_is_needed(old: Path) -> None:
    """The checkpoint before the migration is of version 1; a repair from it gives version 2."""
    with opened(old) as store:
        check(store)
    (old / CODE / "a-x.json").write_bytes(b"")
    with opened(old) as store:
        store.repair(CODE)
        check(store)
