"""What lies in the folder, and what an opening makes of it."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from tinydb import TinyDB

import storage.folder
from facilitation.errors import Locked, NewerVersion, Refused
from facilitation.model import SCHEMA_VERSION
from storage import document, open_store
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, ballot, participant, rename, vote, workshop
from tests.storage.conftest import abandon, opened

SECONDS = 10


def fill(store: EmbeddedStore, people: int = 5) -> None:
    for number in range(people):
        store.run(CODE, vote(f"p{number}", "ä")).result(SECONDS)
    store.run(CODE, lambda turn: turn.add(participant("p1"))).result(SECONDS)
    store.run(CODE, rename("Täytetty")).result(SECONDS)


def test_an_ordinary_tinydb_reads_the_files(data: Path, store: EmbeddedStore, folder: Path) -> None:
    """After closing, each file is a TinyDB database with one table of documents."""
    fill(store)
    store.close()
    with TinyDB(folder / "a-x.json", encoding="utf-8") as database:
        rows = database.table("contributions").all()
        assert [f"p{n}" for n in range(5)] == [row["key"] for row in rows]
        assert rows[0]["payload"] == {"option": "ä"}
        assert database.table("meta").all() == [{"schema_version": SCHEMA_VERSION, "version": 8, "seq": 5}]
    with TinyDB(folder / "workshop.json", encoding="utf-8") as database:
        assert database.table("workshop").all()[0]["title"] == {"fi": "Täytetty"}
    with TinyDB(folder / "participants.json", encoding="utf-8") as database:
        assert database.table("participants").all() == [
            {"id": "p1", "joined_at": 1000.0, "language": "sv", "over": []}
        ]


def test_after_closing_the_journals_are_empty(store: EmbeddedStore, folder: Path) -> None:
    """All of it is in the checkpoints."""
    fill(store)
    store.close()
    assert [path for path in folder.glob("*.journal") if path.stat().st_size] == []


@pytest.mark.skipif(os.name != "posix", reason="these permissions are POSIX's")
def test_nobody_else_on_the_machine_can_read_it(data: Path, store: EmbeddedStore) -> None:
    """Folders 0700, files 0600."""
    fill(store)
    store.files(CODE).put("a.png", b"x")
    store.close()
    for path in (data, *data.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert (path, oct(wanted)) == (path, oct(stat.S_IMODE(path.stat().st_mode)))


def test_a_second_process_is_refused(data: Path, store: EmbeddedStore) -> None:
    """The folder belongs to one process; the refusal names the folder. It is free again when that one closes."""
    attempt = (
        "import sys; from storage import open_store\n"
        "from facilitation.errors import Locked\n"
        "try: open_store(sys.argv[1]).close()\n"
        "except Locked as refusal: sys.exit(3 if refusal.values == {'folder': sys.argv[1]} else 4)\n"
    )
    command = [sys.executable, "-c", attempt, str(data)]
    assert subprocess.run(command, timeout=30).returncode == 3
    store.close()
    assert subprocess.run(command, timeout=30).returncode == 0


def test_a_second_store_in_the_same_process_is_refused(data: Path, store: EmbeddedStore) -> None:
    """Also within one process there is one writer."""
    with pytest.raises(Locked):
        open_store(data)


def test_another_kind_of_home_is_refused_without_its_password() -> None:
    """A URL of a home that is not there yet is refused; what stands in it besides the scheme is not repeated."""
    with pytest.raises(Refused) as refusal:
        open_store("mysql://somebody:secret@localhost/workshops")
    assert ("unknown_home", {"scheme": "mysql"}) == (refusal.value.key, refusal.value.values)


@pytest.mark.parametrize(
    "torn", [b'{"v":7,"s":1,"put":[{"ke', b'{"v":7,"s":1}', b"\0" * 50, b"{broken}\n", b"\xff\n"]
)
def test_a_torn_last_line_was_never_acknowledged(
    data: Path, store: EmbeddedStore, folder: Path, torn: bytes
) -> None:
    """It is dropped, what stands before it is kept, and what comes after it is whole."""
    fill(store)
    abandon(store)
    with (folder / "a-x.journal").open("ab") as journal:
        journal.write(torn)
    with opened(data) as again:
        assert len(again.read(CODE).contributions("x")) == 5
        again.run(CODE, vote("p5")).result(SECONDS)
        abandon(again)
    with opened(data) as again:
        assert len(again.read(CODE).contributions("x")) == 6


def test_a_line_that_its_checkpoint_holds_does_no_harm(
    data: Path, store: EmbeddedStore, folder: Path
) -> None:
    """A crash between the checkpoint and the emptying of the journal: lines are met twice, once in each."""
    fill(store)
    store.run(CODE, lambda turn: turn.remove("x", ["p0"])).result(SECONDS)
    store.run(CODE, vote("p1", "new")).result(SECONDS)
    journals = {path.name: path.read_bytes() for path in folder.glob("*.journal")}
    before = store.read(CODE)
    store.close()
    for name, content in journals.items():
        (folder / name).write_bytes(content)
    with opened(data) as again:
        after = again.read(CODE)
        assert list(before.contributions("x").items()) == list(after.contributions("x").items())
        assert (before.workshop, before.version) == (after.workshop, after.version)


def test_a_crash_between_two_renames_of_a_checkpoint_loses_nothing(
    data: Path, store: EmbeddedStore, folder: Path
) -> None:
    """The file is away for a moment; the one before it and the journals set apart hold everything."""
    fill(store)
    store.close()
    with opened(data) as again:
        again.run(CODE, vote("late")).result(SECONDS)
        before = again.read(CODE)
    for name in ("a-x", "workshop"):
        (folder / f"{name}.json").unlink()
    with opened(data) as again:
        assert list(before.contributions("x").items()) == list(again.read(CODE).contributions("x").items())
        assert before.workshop == again.read(CODE).workshop


def test_a_long_journal_gets_a_checkpoint_beside_the_votes(
    data: Path, store: EmbeddedStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Votes go on while checkpoints are written again and again, and none is lost."""
    monkeypatch.setattr(document, "_MANY_LINES", 10)
    jobs = [store.run(CODE, vote(f"p{n}")) for n in range(50)]
    jobs[-1].result(SECONDS)
    for number in range(50, 300):
        store.run(CODE, vote(f"p{number}")).result(SECONDS)
    abandon(store)
    store._checkpoints.shutdown(wait=True)
    assert (folder / "a-x.json").exists()
    with opened(data) as again:
        assert [f"p{n}" for n in range(300)] == list(again.read(CODE).contributions("x"))


def test_a_quiet_workshop_gets_a_checkpoint(data: Path, folder: Path) -> None:
    """Some time after the last write, without anybody closing anything."""
    with opened(data, quiet=0.01) as store:
        store.create(workshop())
        fill(store)
        wait_until((folder / "a-x.json").exists)
        assert _journal_bytes(folder) == 0
        store.run(CODE, vote("late")).result(SECONDS)
        assert len(store.read(CODE).contributions("x")) == 6


def test_a_checkpoint_that_had_no_turn_does_not_hold_up_the_closing(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is being written, others wait for theirs; all of it is in the journals."""
    goes_on, written = Event(), storage.folder._write

    def slowly(*what: Any) -> None:
        goes_on.wait(SECONDS)
        written(*what)

    monkeypatch.setattr(storage.folder, "_write", slowly)
    with opened(data, quiet=0.01) as store:
        store.create(workshop())
        fill(store)
        checkpoints = store._open[CODE]._running
        wait_until(lambda: len(checkpoints) > 1)
        closing = Thread(target=store.close, daemon=True)
        closing.start()
        wait_until(lambda: any(checkpoint.cancelled() for checkpoint in checkpoints.values()))
        goes_on.set()
        closing.join(SECONDS)
        assert not closing.is_alive()
    with opened(data) as again:
        assert len(again.read(CODE).contributions("x")) == 5


def _journal_bytes(folder: Path) -> int:
    path = folder / "a-x.journal"
    return path.stat().st_size if path.exists() else 0


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    until = monotonic() + seconds
    pause = Event()
    while not condition():
        assert monotonic() < until, "it did not happen in time"
        pause.wait(0.01)


def test_old_lines_are_forgotten_once_two_checkpoints_hold_them(
    data: Path, store: EmbeddedStore, folder: Path
) -> None:
    """The folder does not grow with every command ever given."""
    for number in range(5):
        store.run(CODE, vote("p1", str(number))).result(SECONDS)
        store.close()
        store = EmbeddedStore(data, quiet=3600.0)
    store.close()
    assert len(list(folder.glob("a-x.journal.*"))) == 1


def test_what_a_crash_left_of_a_creation_is_swept_away(data: Path, store: EmbeddedStore) -> None:
    """A workshop that was never finished, or only half deleted, is never seen."""
    store.close()
    for name in (".new-KKKKKK-1", ".deleted-KKKKKK-2"):
        (data / name).mkdir()
        (data / name / "workshop.json").write_text("{}")
    with opened(data) as again:
        assert again.codes() == (CODE,)
        assert sorted(path.name for path in data.iterdir()) == [".lock", CODE]


def test_a_newer_document_is_refused_and_left_alone(data: Path, store: EmbeddedStore, folder: Path) -> None:
    """Found and known version are named; not a byte changes."""
    fill(store)
    store.close()
    path = folder / "a-x.json"
    newer = path.read_bytes().replace(b'"schema_version":%d' % SCHEMA_VERSION, b'"schema_version":70')
    path.write_bytes(newer)
    with opened(data) as again, pytest.raises(NewerVersion) as refusal:
        again.read(CODE)
    assert refusal.value.values == {"found": 70, "known": SCHEMA_VERSION}
    assert path.read_bytes() == newer


def test_an_import_opens_like_any_other(data: Path, store: EmbeddedStore, folder: Path) -> None:
    """A workshop that came whole has its checkpoints at once, each with a copy."""
    store.create(workshop("KKKKKK"), (participant("p1"),), (ballot("p1"), ballot("p2", activity="y")))
    names = {path.name for path in (data / "KKKKKK").iterdir()}
    for name in ("a-x", "a-y", "participants", "workshop"):
        assert {f"{name}.json", f"{name}.json.previous"} <= names
