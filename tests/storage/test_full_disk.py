"""A disk that is full, broken or forbidden for a while."""

from pathlib import Path

import pytest

from facilitation.errors import StoreUnavailable
from facilitation.turn import Turn
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, ballot, participant, rename, vote, workshop
from tests.storage.conftest import Disk, abandon, opened

SECONDS = 10


def everything(turn: Turn) -> None:
    turn.add(participant("p9"))
    turn.put(ballot("p9"))
    turn.save(turn.workshop.but(turn=9))


def refused(store: EmbeddedStore, decide: object) -> None:
    with pytest.raises(StoreUnavailable):
        store.run(CODE, decide).result(SECONDS)  # type: ignore[arg-type]


def test_a_full_disk_takes_nothing_and_says_so(store: EmbeddedStore, failing_disk: Disk) -> None:
    """The vote is refused, memory is as before, and the next one works when the disk does."""
    store.run(CODE, vote("p1")).result(SECONDS)
    before = store.read(CODE)
    failing_disk.is_full()
    for _ in range(3):
        refused(store, vote("p2"))
        refused(store, everything)
    assert store.read(CODE) is before
    failing_disk.works()
    assert store.run(CODE, vote("p3")).result(SECONDS) == 2


@pytest.mark.parametrize("fails_at", ["a-x.journal", "participants.journal", "workshop.journal"])
@pytest.mark.parametrize("how", ["refuse_write", "refuse_flush"])
def test_a_command_over_several_files_is_written_whole_or_not_at_all(
    data: Path, store: EmbeddedStore, failing_disk: Disk, fails_at: str, how: str
) -> None:
    """Whichever file fails, nothing of the command is there, neither now nor after a restart."""
    store.run(CODE, vote("p1")).result(SECONDS)
    setattr(failing_disk, how, lambda name: name == fails_at)
    refused(store, everything)
    failing_disk.works()
    store.run(CODE, vote("p2")).result(SECONDS)
    abandon(store)
    with opened(data) as again:
        reader = again.read(CODE)
        assert (["p1", "p2"], {}, 0) == (
            list(reader.contributions("x")),
            reader.participants(),
            reader.workshop.turn,
        )


@pytest.mark.parametrize("decide", [vote("p1"), everything])
def test_what_was_refused_is_not_there_after_a_crash(
    data: Path, store: EmbeddedStore, failing_disk: Disk, decide: object
) -> None:
    """The lines were whole, only their flush failed: they are cut off at once, not when the next vote comes."""
    failing_disk.refuse_flush = lambda name: not failing_disk.flushed[:-1]
    refused(store, decide)
    abandon(store)
    with opened(data) as again:
        assert again.read(CODE).contributions("x") == {}


def test_no_line_is_written_behind_a_torn_one(
    data: Path, store: EmbeddedStore, failing_disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as a torn end cannot be cut off, the workshop takes nothing; then it is cut off first."""

    def no_truncation(fd: int, length: int) -> None:
        raise OSError("a broken disk, of a test")

    store.run(CODE, vote("p1")).result(SECONDS)
    with monkeypatch.context() as broken:
        broken.setattr("storage.journal.os.ftruncate", no_truncation)
        failing_disk.is_full()
        refused(store, vote("p2"))
        failing_disk.works()
        refused(store, vote("p3"))
        refused(store, vote("p3", activity="y"))
    store.run(CODE, vote("p4")).result(SECONDS)
    abandon(store)
    with opened(data) as again:
        assert list(again.read(CODE).contributions("x")) == ["p1", "p4"]


def test_all_who_share_a_failed_commit_hear_of_it(store: EmbeddedStore, failing_disk: Disk) -> None:
    """Also those who were refused because of what another had just written: that is not so now."""

    def only_without_p1(turn: Turn) -> None:
        if turn.contribution("x", "p1"):
            raise ValueError("p1 is there")

    def occupy(turn: Turn) -> None:
        jobs.extend(store.run(CODE, decide) for decide in (vote("p1"), only_without_p1, vote("p2")))

    jobs: list[object] = []
    failing_disk.is_full()
    store.run(CODE, occupy).result(SECONDS)
    assert [StoreUnavailable] * 3 == [type(job.exception(SECONDS)) for job in jobs]  # type: ignore[attr-defined]


def test_another_workshop_is_not_touched_by_a_failure(store: EmbeddedStore, failing_disk: Disk) -> None:
    """Each workshop has its own files."""
    store.create(workshop("KKKKKK"))
    failing_disk.refuse_write = lambda name: name == "a-x.journal"
    refused(store, vote("p1"))
    assert store.run("KKKKKK", vote("p1", activity="y")).result(SECONDS) == 1


def test_a_workshop_is_not_half_made_on_a_full_disk(
    data: Path, store: EmbeddedStore, failing_disk: Disk
) -> None:
    """Nothing of it is seen, nothing is left over, and its code stays free."""
    failing_disk.refuse_write = lambda name: name.startswith("workshop")
    with pytest.raises(StoreUnavailable):
        store.create(workshop("KKKKKK"))
    assert store.codes() == (CODE,)
    assert sorted(path.name for path in data.iterdir()) == [".lock", CODE]
    failing_disk.works()
    store.create(workshop("KKKKKK"))
    assert store.codes() == (CODE, "KKKKKK")


def test_a_checkpoint_that_fails_loses_nothing(data: Path, store: EmbeddedStore, failing_disk: Disk) -> None:
    """Everything is still in the journals, and the next opening reads them."""
    for number in range(10):
        store.run(CODE, vote(f"p{number}")).result(SECONDS)
    failing_disk.is_full()
    store.close()
    failing_disk.works()
    assert not (data / CODE / "a-x.json").exists()
    with opened(data) as again:
        assert len(again.read(CODE).contributions("x")) == 10
        again.run(CODE, vote("p10")).result(SECONDS)
    with opened(data) as again:
        assert len(again.read(CODE).contributions("x")) == 11


def test_a_picture_that_does_not_fit_is_refused(store: EmbeddedStore, failing_disk: Disk) -> None:
    """The one before stays."""
    store.files(CODE).put("a.png", b"first")
    failing_disk.is_full()
    with pytest.raises(StoreUnavailable):
        store.files(CODE).put("a.png", b"second, and larger")
    assert (b"first", ("a.png",)) == (store.files(CODE).get("a.png"), store.files(CODE).names())


def test_votes_that_wait_together_share_one_flush(store: EmbeddedStore, failing_disk: Disk) -> None:
    """A hundred votes that came while the writer was busy are made durable at once."""

    def occupy(turn: Turn) -> None:
        jobs.extend(store.run(CODE, vote(f"p{n}")) for n in range(100))

    jobs: list[object] = []
    store.run(CODE, occupy).result(SECONDS)
    assert list(range(1, 101)) == [job.result(SECONDS) for job in jobs]  # type: ignore[attr-defined]
    assert failing_disk.flushed == ["a-x.journal"]


def test_what_a_document_lists_is_durable_before_it(store: EmbeddedStore, failing_disk: Disk) -> None:
    """Participants, then contributions, then the workshop's own file."""
    store.run(CODE, everything).result(SECONDS)
    assert failing_disk.flushed == ["participants.journal", "a-x.journal", "workshop.journal"]


def test_a_vote_is_acknowledged_only_after_its_flush(store: EmbeddedStore, failing_disk: Disk) -> None:
    """At the moment of the flush nobody has been told, and no reader shows it."""
    seen = []

    def look(name: str) -> bool:
        seen.append((len(store.read(CODE).contributions("x")), asked[0].done()))  # type: ignore[attr-defined]
        return False

    def occupy(turn: Turn) -> None:
        asked.append(store.run(CODE, vote("p1")))

    asked: list[object] = []
    failing_disk.refuse_flush = look
    store.run(CODE, occupy).result(SECONDS)
    asked[0].result(SECONDS)  # type: ignore[attr-defined]
    assert seen == [(0, False)]


def test_a_name_command_after_the_failure_is_kept(
    data: Path, store: EmbeddedStore, failing_disk: Disk
) -> None:
    """The workshop's own file recovers like the others."""
    failing_disk.is_full()
    refused(store, rename("Ei mahdu"))
    failing_disk.works()
    store.run(CODE, rename("Mahtuu")).result(SECONDS)
    abandon(store)
    with opened(data) as again:
        assert again.read(CODE).workshop.title == {"fi": "Mahtuu"}
