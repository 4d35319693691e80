"""Documents of older software, with a schema version made up for the test."""

from pathlib import Path

import pytest

from facilitation.errors import StoreUnavailable
from facilitation.model import SCHEMA_VERSION
from storage import migrations
from storage.checkpoint import Document
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, participant, rename, vote
from tests.storage.conftest import Disk, abandon, opened

SECONDS = 10
NEXT = SCHEMA_VERSION + 1
COPY = f"before-v{NEXT}"


def to_next(table: str, document: Document) -> Document:
    """In the next version options are in capitals, and titles are longer."""
    if table == "contributions":
        return document | {"payload": {"option": document["payload"]["option"].upper()}}
    if table == "workshop":
        return document | {"title": {"fi": document["title"]["fi"] + "!"}}
    return document


@pytest.fixture
def old(data: Path, store: EmbeddedStore) -> Path:
    """Today's version, partly in checkpoints and partly in journals, one activity in a journal alone."""
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
def newer(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Software of the next version, once today's has written."""
    monkeypatch.setattr(migrations, "current", NEXT)
    monkeypatch.setitem(migrations.MIGRATIONS, SCHEMA_VERSION, to_next)


def check(store: EmbeddedStore) -> None:
    reader = store.read(CODE)
    assert ["A", "A"] == [c.payload["option"] for c in reader.contributions("x").values()]
    assert "A" == reader.contributions("y")["p3"].payload["option"]
    assert (NEXT, {"fi": "Vanha!"}) == (reader.workshop.schema_version, reader.workshop.title)
    assert list(reader.participants()) == ["p2"]


@pytest.mark.usefixtures("newer")
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


@pytest.mark.usefixtures("newer")
def test_a_torn_end_does_not_hinder_a_migration(old: Path) -> None:
    """It is dropped, as at any opening."""
    with (old / CODE / "a-x.journal").open("ab") as journal:
        journal.write(b'{"v":99,"s":%d,"put":[' % SCHEMA_VERSION)
    for _ in range(2):
        with opened(old) as store:
            check(store)


@pytest.mark.usefixtures("newer")
def test_a_copy_of_the_older_files_is_kept(old: Path) -> None:
    """Byte for byte, with names that show which step it was."""
    before = {p.name: p.read_bytes() for p in (old / CODE).iterdir() if p.is_file()}
    with opened(old) as store:
        check(store)
        store.run(CODE, vote("p4")).result(SECONDS)
    with opened(old) as store:
        store.read(CODE)
    assert before == {p.name: p.read_bytes() for p in (old / CODE / COPY).iterdir()}


@pytest.mark.usefixtures("newer")
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
    assert before == {p.name: p.read_bytes() for p in (old / CODE / COPY).iterdir()}


@pytest.mark.usefixtures("newer")
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


@pytest.mark.usefixtures("newer")
def test_an_older_copy_is_migrated_when_it_is_needed(old: Path) -> None:
    """The checkpoint before the migration is older; a repair from it gives the newer version."""
    with opened(old) as store:
        check(store)
    (old / CODE / "a-x.json").write_bytes(b"")
    with opened(old) as store:
        store.repair(CODE)
        check(store)


def test_a_workshop_from_before_there_were_projects_opens(data: Path, store: EmbeddedStore) -> None:
    """What the first version wrote: the document without projects, and steps without what is looked at in them."""
    store.run(CODE, vote("p1")).result(SECONDS)
    store.close()
    for path in (data / CODE).glob("*.json"):
        path.write_bytes(_as_first_written(path.read_bytes()))
    with opened(data) as again:
        reader = again.read(CODE)
        assert (SCHEMA_VERSION, ()) == (reader.workshop.schema_version, reader.workshop.projects)
        assert ["p1"] == list(reader.contributions("x"))


def _as_first_written(content: bytes) -> bytes:
    content = content.replace(b'"schema_version":%d' % SCHEMA_VERSION, b'"schema_version":1')
    content = content.replace(b'"links":{}', b'"link_age":0')
    content = content.replace(b'"projects":[],', b"").replace(b',"focus":""', b"")
    assert not [new for new in (b"projects", b"focus", b"links") if new in content]
    return content
