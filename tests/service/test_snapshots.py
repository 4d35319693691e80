"""Snapshots while an evening runs, and putting one back."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from facilitation.errors import Invalid, NotFound, Overtaken, Refused, StoreUnavailable
from facilitation.permissions import Actor
from facilitation.sending import Sending
from facilitation.verbs import taking_part
from service import people_files, snapshots
from service.people_files import importing
from service.people_files.documents import Document
from service.snapshots import A_DAY, AN_HOUR, EVERY, Snapshots
from tests.service.evenings import CODE, Evening
from tests.service.waiting import wait_for

SNAPSHOT = "20010909T014640Z"


def test_what_changes_is_kept_every_few_minutes(evening: Evening) -> None:
    """One for each stretch in which something happened, none while nothing does."""
    kept = Snapshots(evening.house)
    for person in ("p1", "p2", "p3"):
        evening.join(person)
        kept.take_due()
        evening.clock.now += EVERY
        kept.take_due()
        kept.take_due()
        evening.clock.now += EVERY
    kept.take_due()
    assert 3 == len(snapshots.names(evening.house, CODE))


def test_a_clock_that_is_set_back_keeps_no_evening_waiting(evening: Evening) -> None:
    """A laptop that finds out in the middle of an evening which day it is."""
    kept = Snapshots(evening.house)
    evening.join("p1")
    evening.clock.now -= A_DAY
    kept.take_due()
    assert 1 == len(snapshots.names(evening.house, CODE))


@pytest.mark.parametrize(
    ("step", "error"),
    [("take", ValueError()), ("forget_old", PermissionError(13, "in use")), ("forget_old", ValueError())],
)
def test_one_look_that_fails_is_not_the_last(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    """Another program has a file open for a moment: copies are made again as soon as it lets go."""
    failed: list[str] = []

    def fails(_: object, code: str) -> None:
        failed.append(code)
        raise error

    kept = Snapshots(evening.house, every=0.0, look_again=0.01)
    with monkeypatch.context() as broken:
        broken.setattr(snapshots, step, fails)
        kept.start()
        evening.join("p1")
        wait_for(lambda: failed != [], within=10)
    try:
        evening.clock.now += EVERY
        wait_for(lambda: snapshots.names(evening.house, CODE) != (), within=10)
    finally:
        kept.end()


def test_a_snapshot_is_the_whole_backup_and_private(evening: Evening) -> None:
    """Word for word what `backup` gives, readable by its owner alone."""
    evening.join("p1")
    name = snapshots.take(evening.house, CODE)
    store = evening.house.store
    assert snapshots.text_of(evening.house, CODE, name) == people_files.backup(
        store.read(CODE), store.files(CODE)
    )
    (path,) = (evening.house.folder / "snapshots" / CODE).iterdir()
    assert path.stat().st_mode & 0o077 == 0


def test_a_day_of_snapshots_does_not_fill_the_disk(evening: Evening) -> None:
    """All of the last hour, the last of each earlier hour, and nothing older than a day but the newest."""
    for _ in range(int(1.5 * A_DAY / EVERY)):
        evening.clock.now += EVERY
        snapshots.take(evening.house, CODE)
    moments = [snapshots.moment(n) for n in snapshots.names(evening.house, CODE)]
    now = evening.clock.now
    assert len([m for m in moments if m > now - AN_HOUR]) == AN_HOUR / EVERY
    assert len(moments) <= AN_HOUR / EVERY + 24
    assert min(moments) > now - A_DAY


def test_the_newest_is_the_one_that_was_taken_last(evening: Evening) -> None:
    """Also where the clock was set back in between: `latest` must not lead to what stood there before."""
    old = snapshots.take(evening.house, CODE)
    evening.clock.now -= 2 * AN_HOUR
    new = snapshots.take(evening.house, CODE)
    assert (new, old) == snapshots.names(evening.house, CODE)


def test_a_clock_that_was_far_ahead_fills_no_disk(evening: Evening) -> None:
    """Until its time has come only the last of them stay."""
    snapshots.take(evening.house, CODE)
    evening.clock.now -= 365 * A_DAY
    for _ in range(20):
        evening.clock.now += EVERY
        last = snapshots.take(evening.house, CODE)
    kept = snapshots.names(evening.house, CODE)
    assert (last, AN_HOUR / EVERY) == (kept[0], len(kept))


def test_a_restore_puts_all_of_it_back_and_can_be_undone(evening: Evening) -> None:
    """Phones that came later are strangers then; undone, everything stands as it stood before the mistake."""
    evening.join("p1")
    name = snapshots.take(evening.house, CODE)
    evening.join("p2")
    wrong = _but_for_the_log(evening)
    before = snapshots.restore(evening.house, CODE, snapshots.text_of(evening.house, CODE, name)).before
    assert ["p1"] == list(evening.house.store.read(CODE).participants())
    snapshots.restore(evening.house, CODE, snapshots.text_of(evening.house, CODE, before))
    assert wrong == _but_for_the_log(evening)


def test_a_late_copy_counts_no_more_after_a_restore_either(evening: Evening) -> None:
    """A slow line held an older ballot back until all had been put back."""
    evening.manage("go", activity="dots")
    evening.manage("open")
    evening.join("p1")
    _vote(evening, Sending("bbbbbbbbbb", ("aaaaaaaaaa",)), o2=1)
    name = snapshots.take(evening.house, CODE)
    snapshots.restore(evening.house, CODE, snapshots.text_of(evening.house, CODE, name))
    with pytest.raises(Overtaken):
        _vote(evening, Sending("aaaaaaaaaa"), o1=1)


def _vote(evening: Evening, sending: Sending, **marks: int) -> None:
    who, ballot = Actor("participant", "p1"), {"marks": marks}
    evening.run(lambda turn: taking_part.give(turn, who, "dots", ballot, sending=sending))


def test_what_is_given_while_a_backup_is_checked_is_in_the_snapshot_of_before(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their phones were told that it is saved: a restore that was wrong gives it back."""
    text = people_files.backup(evening.reader, evening.house.store.files(CODE))
    checked = importing._found

    def slow(document: Document) -> object:
        evening.join("p1")
        return checked(document)

    monkeypatch.setattr(importing, "_found", slow)
    before = snapshots.restore(evening.house, CODE, text).before
    kept = json.loads(snapshots.text_of(evening.house, CODE, before))
    assert ["p1"] == [person["id"] for person in kept["participants"]]


def test_what_is_given_while_all_is_put_back_is_in_the_snapshot_of_before(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was saved after what stands there was written down, and before it was replaced."""
    text, store = (
        people_files.backup(evening.reader, evening.house.store.files(CODE)),
        type(evening.house.store),
    )
    replace = store.replace

    def slow(*what: Any) -> Any:
        evening.join("p1")
        return replace(*what)

    monkeypatch.setattr(store, "replace", slow)
    before = snapshots.restore(evening.house, CODE, text).before
    kept = json.loads(snapshots.text_of(evening.house, CODE, before))
    assert ["p1"] == [person["id"] for person in kept["participants"]]
    assert before == snapshots.names(evening.house, CODE)[0]


def test_two_that_are_taken_at_once_are_two(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what was there before a restore, and of every few minutes: neither takes the other's name or place."""
    both, write = Barrier(2), snapshots.write_out

    def together(*what: Any, **how: Any) -> None:
        with suppress(BrokenBarrierError):
            both.wait(0.5)
        write(*what, **how)

    monkeypatch.setattr(snapshots, "write_out", together)
    with ThreadPoolExecutor(2) as room:
        taken = list(room.map(lambda _: snapshots.take(evening.house, CODE), range(2)))
    assert sorted(taken, reverse=True) == list(snapshots.names(evening.house, CODE))
    assert 2 == len(set(taken))


def test_a_file_that_is_refused_leaves_no_snapshot_of_before(evening: Evening) -> None:
    """Nothing is about to be replaced."""
    with pytest.raises(Invalid):
        snapshots.restore(evening.house, CODE, "{}")
    assert () == snapshots.names(evening.house, CODE)


def test_where_nothing_can_be_kept_of_before_nothing_is_put_back(evening: Evening) -> None:
    """On a full disk, say: refused in words, and a restore that was wrong could not be undone."""
    name = snapshots.take(evening.house, CODE)
    text = snapshots.text_of(evening.house, CODE, name)
    snapshots.forget(evening.house.folder, CODE)
    (evening.house.folder / "snapshots" / CODE).write_bytes(b"")
    evening.join("p1")
    with pytest.raises(StoreUnavailable):
        snapshots.restore(evening.house, CODE, text)
    assert ["p1"] == list(evening.house.store.read(CODE).participants())


def test_where_its_pictures_cannot_be_kept_nothing_is_put_back(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that is nearly full, say."""
    files = evening.house.store.files(CODE)
    files.put("kuva.png", b"\x89PNG")
    text = snapshots.text_of(evening.house, CODE, snapshots.take(evening.house, CODE))
    evening.join("p1")

    def no_room(*_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(type(files), "put", no_room)
    with pytest.raises(StoreUnavailable):
        snapshots.restore(evening.house, CODE, text)
    assert ["p1"] == list(evening.house.store.read(CODE).participants())


def test_the_log_outlives_a_restore(evening: Evening) -> None:
    """Whoever puts yesterday back cannot take away what was done since, nor that it was put back."""
    evening.manage("next")
    name = snapshots.take(evening.house, CODE)
    evening.manage("next")
    done = evening.workshop.log
    snapshots.restore(evening.house, CODE, snapshots.text_of(evening.house, CODE, name))
    assert (done, "restored") == (evening.workshop.log[:-1], evening.workshop.log[-1].verb)


def _but_for_the_log(evening: Evening) -> dict[str, Any]:
    text = people_files.backup(evening.house.store.read(CODE), evening.house.store.files(CODE))
    found: dict[str, Any] = json.loads(text)
    del found["workshop"]["log"]
    return found


def test_what_is_no_backup_of_this_workshop_changes_nothing(evening: Evening) -> None:
    """An export has no identities, and another workshop's backup is another workshop's."""
    reader, files = evening.house.store.read(CODE), evening.house.store.files(CODE)
    other = json.loads(people_files.backup(reader, files))
    other["workshop"]["code"] = "HHH777"
    for text, key in (
        (people_files.export(reader, files), "not_a_backup"),
        (json.dumps(other), "other_workshop"),
        ("{}", "not_an_export"),
    ):
        with pytest.raises((Invalid, Refused)) as refusal:
            snapshots.restore(evening.house, CODE, text)
        assert refusal.value.key == key
    assert evening.house.store.read(CODE).workshop == reader.workshop


@pytest.mark.parametrize("name", [SNAPSHOT, "../../desk", "", "latest"])
def test_a_name_that_is_no_snapshot_leads_nowhere(evening: Evening, name: str) -> None:
    """Neither to another file nor to a traceback."""
    with pytest.raises(NotFound):
        snapshots.text_of(evening.house, CODE, name)


def test_what_is_forgotten_is_in_no_snapshot(evening: Evening) -> None:
    """A contact whose time is over, or a deleted workshop, must not come back by a restore."""
    snapshots.take(evening.house, CODE)
    snapshots.forget(evening.house.folder, CODE)
    assert snapshots.names(evening.house, CODE) == ()
