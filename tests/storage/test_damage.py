"""Files that somebody or something has spoilt."""

import shutil
from pathlib import Path

import pytest

from facilitation.errors import Damaged, StoreUnavailable
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, ballot, participant, rename, vote, workshop
from tests.storage.conftest import abandon, opened

SECONDS = 10


@pytest.fixture(scope="session")
def used_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop with two checkpoints and a journal since: votes of p0 to p8, three in each."""
    data = tmp_path_factory.mktemp("used") / "data"
    with opened(data) as store:
        store.create(workshop())
        _votes(store, 0)
    with opened(data) as store:
        _votes(store, 3)
    store = EmbeddedStore(data, quiet=3600.0)
    _votes(store, 6)
    abandon(store)
    return data


@pytest.fixture
def used(used_once: Path, data: Path) -> Path:
    """A copy of it, to spoil."""
    return Path(shutil.copytree(used_once, data))


def _votes(store: EmbeddedStore, first: int) -> None:
    for number in range(first, first + 3):
        store.run(CODE, vote(f"p{number}")).result(SECONDS)
        store.run(CODE, lambda turn, n=number: turn.add(participant(f"p{n}"))).result(SECONDS)
        store.run(CODE, rename(f"Nimi {number}")).result(SECONDS)


ALL = [f"p{n}" for n in range(9)]


def spoil(path: Path, how: str) -> bytes:
    content = path.read_bytes()
    lines = content.splitlines(keepends=True)
    middle = len(lines) // 2
    spoilt = {
        "truncated": content[: len(content) // 2],
        "empty": b"",
        "zeros": bytes(len(content)),
        "other JSON": b"[]",
        "no tables": b"{}",
        "a bad line": b"".join([*lines[:middle], b"#" * 20 + b"\n", *lines[middle + 1 :]]),
    }[how]
    path.write_bytes(spoilt)
    return spoilt


def damage_of(store: EmbeddedStore) -> Damaged:
    with pytest.raises(Damaged) as refusal:
        store.read(CODE)
    return refusal.value


@pytest.mark.parametrize("how", ["truncated", "empty", "zeros", "other JSON", "no tables", "a bad line"])
@pytest.mark.parametrize("name", ["a-x.json", "workshop.json", "participants.json"])
def test_a_spoilt_checkpoint_is_set_aside_and_restored_without_loss(used: Path, name: str, how: str) -> None:
    """The checkpoint before it and all lines since then hold everything that was acknowledged."""
    spoilt = spoil(used / CODE / name, how)
    with opened(used) as store:
        refusal = damage_of(store)
        assert ("damaged_with_copy", {"file": name, "copy": f"{name}.previous"}) == (
            refusal.key,
            refusal.values,
        )
        (aside,) = (used / CODE).glob(f"{name}.damaged-*")
        assert aside.read_bytes() == spoilt
        (repaired,) = store.repair(CODE)
        assert (name, f"{name}.previous", 0) == (repaired.file, repaired.copy, repaired.unreadable)
        _is_whole(store)
    with opened(used) as store:
        _is_whole(store)
    (kept,) = (used / CODE / "damaged").iterdir()
    assert kept.read_bytes() == spoilt


def _is_whole(store: EmbeddedStore) -> None:
    reader = store.read(CODE)
    assert list(reader.contributions("x")) == ALL
    assert sorted(reader.participants()) == ALL
    assert reader.workshop.title == {"fi": "Nimi 8"}
    assert reader.version == 28


def test_a_damaged_workshop_stays_closed_until_it_is_repaired(used: Path) -> None:
    """It says so again and again, also after a restart, and takes no votes that would hide the damage."""
    spoil(used / CODE / "a-x.json", "truncated")
    for _ in range(2):
        with opened(used) as store:
            assert damage_of(store).values == damage_of(store).values
            with pytest.raises(Damaged):
                store.run(CODE, vote("late")).result(SECONDS)


def test_other_workshops_do_not_notice(used: Path) -> None:
    """Damage stays in its folder."""
    spoil(used / CODE / "workshop.json", "empty")
    with opened(used) as store:
        store.create(workshop("KKKKKK"))
        damage_of(store)
        assert store.run("KKKKKK", vote("p1")).result(SECONDS) == 1
        assert store.codes() == (CODE, "KKKKKK")


@pytest.mark.parametrize("journal", ["a-x.journal", "a-x.journal.19"])
def test_of_a_journal_with_a_bad_line_every_other_line_is_saved(used: Path, journal: str) -> None:
    """It says how many lines nobody can read; the lines around them come back."""
    (path,) = (used / CODE).glob(journal) if journal == "a-x.journal" else _older_journals(used)
    spoil(path, "a bad line")
    (used / CODE / "a-x.json").unlink()
    with opened(used) as store:
        assert damage_of(store).values["file"] == path.name
        (repaired,) = store.repair(CODE)
        assert (8, 1) == (repaired.documents, repaired.unreadable)
        missing = "p7" if journal == "a-x.journal" else "p4"
        assert [p for p in ALL if p != missing] == list(store.read(CODE).contributions("x"))


def _older_journals(data: Path) -> list[Path]:
    found = sorted((data / CODE).glob("a-x.journal.*"), key=lambda path: int(path.suffix[1:]))
    return found[-1:]


def test_without_a_good_copy_every_whole_row_is_saved(used: Path) -> None:
    """Both checkpoints are spoilt in the middle and older lines are gone: what can be read anywhere comes back."""
    folder = used / CODE
    spoil(folder / "a-x.json", "truncated")
    spoil(folder / "a-x.json.previous", "empty")
    for path in folder.glob("a-x.journal.*"):
        path.unlink()
    with opened(used) as store:
        assert damage_of(store).values == {"file": "a-x.json", "copy": ""}
        store.repair(CODE)
        found = list(store.read(CODE).contributions("x"))
    assert {"p0", "p6", "p7", "p8"} <= set(found)


def test_a_vote_is_kept_although_the_line_it_came_with_is_lost(data: Path, store: EmbeddedStore) -> None:
    """A vote and the workshop came together; the workshop's line is spoilt, the vote was acknowledged all the same."""
    for number in range(3):
        person = f"p{number}"
        store.run(CODE, lambda turn, p=person: (turn.put(ballot(p)), turn.save(turn.workshop))).result(
            SECONDS
        )
    abandon(store)
    journal = data / CODE / "workshop.journal"
    journal.write_bytes(b"#\n#\n#\n")
    with opened(data) as again:
        damage_of(again)
        again.repair(CODE)
        assert list(again.read(CODE).contributions("x")) == ["p0", "p1", "p2"]
    with opened(data) as again:
        assert list(again.read(CODE).contributions("x")) == ["p0", "p1", "p2"]


def test_several_damaged_files_are_repaired_in_one_go(used: Path) -> None:
    """Whatever is found spoilt once the first is whole again is repaired too."""
    for name in ("a-x.json", "participants.json", "workshop.json"):
        spoil(used / CODE / name, "truncated")
    with opened(used) as store:
        assert sorted(r.file for r in store.repair(CODE)) == [
            "a-x.json",
            "participants.json",
            "workshop.json",
        ]
        _is_whole(store)


def test_what_cannot_be_restored_says_so(data: Path, store: EmbeddedStore, folder: Path) -> None:
    """A workshop of which nothing is left stays damaged; its code is not given to another."""
    store.close()
    for path in folder.glob("workshop.*"):
        spoil(path, "empty")
    with opened(data) as again:
        with pytest.raises(Damaged):
            again.repair(CODE)
        assert damage_of(again).values["copy"] == ""
        assert again.codes() == (CODE,)


def test_a_repaired_workshop_works_on(used: Path) -> None:
    """Votes after the repair are kept like any others."""
    spoil(used / CODE / "a-x.json", "truncated")
    with opened(used) as store:
        store.repair(CODE)
        store.run(CODE, vote("late")).result(SECONDS)
    with opened(used) as store:
        assert [*ALL, "late"] == list(store.read(CODE).contributions("x"))


def test_a_disk_that_does_not_answer_is_not_taken_for_damage(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the system sets nothing aside: the next try may work."""

    def broken(path: Path) -> bytes:
        raise OSError("a disk of a test")

    with opened(used) as store:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "read_bytes", broken)
            with pytest.raises(StoreUnavailable):
                store.read(CODE)
        _is_whole(store)
