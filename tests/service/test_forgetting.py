"""What is taken away is in no file any more: not in a journal, an older copy or a snapshot, whatever interrupts it."""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.errors import Damaged, NotFound, StoreUnavailable
from facilitation.permissions import MANAGER, Actor
from facilitation.turn import Reader
from service import deleting, forgetting, people_files, retention, snapshots
from service.batching import Batches
from service.house import House
from service.retention import AT_ONCE, Retention, forget_all
from service.snapshots import Snapshots
from storage.protocol import Files
from tests.service.evenings import CODE, OPENING, PEOPLE, Action, Clock, Evening
from tests.service.second_half import CONTACTS, NAMES, SecondHalf, evenings, whole

Meanwhile = Callable[[Callable[[], object]], None]

MINE, IDEA = PEOPLE[0], "Penkki puistoon"


def take_away(evening: Evening, person: str = MINE) -> None:
    asyncio.run(forgetting.take_away(evening.house, evening.code, Actor("participant", person)))


def holding(house: House, words: str) -> list[str]:
    """The files that hold these words."""
    return [
        p.relative_to(house.folder).as_posix()
        for p in sorted(house.folder.rglob("*"))
        if p.is_file() and words.encode() in p.read_bytes()
    ]


@pytest.fixture
def busy(evening: Evening) -> Evening:
    """Three have answered; there is a snapshot, and there are copies from a repair and from before a migration."""
    evening.manage("next")
    for action in OPENING[:4]:
        evening.do(action)
    evening.do(("sorts", "edit", 1, 1))
    snapshots.take(evening.house, CODE)
    folder = evening.house.folder / CODE
    for kept in ("before-v3", "damaged"):
        (folder / kept).mkdir()
        for name in ("workshop.json", "participants.json", "a-ideas.json"):
            (folder / kept / name).write_text(f"{MINE} {IDEA}")
    assert [] == evening.refused
    return evening


def test_nothing_of_mine_is_in_any_file(busy: Evening) -> None:
    """Neither my words nor my number; the others' words are all there, and a snapshot of them."""
    take_away(busy)
    assert [] == holding(busy.house, IDEA) + holding(busy.house, MINE)
    (name,) = snapshots.names(busy.house, CODE)
    assert f"snapshots/{CODE}/{name}.json" in holding(busy.house, "Puu")


def test_nothing_of_what_i_had_taken_back_myself_is_in_any_file(busy: Evening) -> None:
    """Nor of what another has written anew since: it was gone from the wall, and not from journals and older copies."""
    busy.house.close()
    again = Evening(House(busy.house.folder, busy.clock), busy.clock)
    try:
        again.do(("leaves_out", MINE, 1))
        assert ["ideas"] == [a for a in again.reader.activities() if not again.reader.by_participant(a, MINE)]
        assert holding(again.house, IDEA)
        take_away(again)
        assert [] == again.refused + holding(again.house, IDEA) + holding(again.house, MINE)
    finally:
        again.house.close()


def test_it_stays_away_after_a_restart(busy: Evening, clock: Clock) -> None:
    """And the evening goes on from there."""
    take_away(busy)
    busy.house.close()
    again = Evening(House(busy.house.folder, clock), clock)
    try:
        again.idea(PEOPLE[2], "Kolmas", "key-00003")
        assert ["Puu", "Kolmas"] == [c.payload["text"] for c in again.reader.contributions("ideas").values()]
        assert [PEOPLE[1], PEOPLE[2]] == list(again.reader.participants())
    finally:
        again.house.close()


def test_a_name_and_a_number_go_with_the_rest(house: House, clock: Clock) -> None:
    """Also those of whoever has a role already."""
    house.store.create(whole())
    evening = SecondHalf(house, clock)
    for action in (("leads", "open"), ("ballot_of", MINE), ("leads", "close_now"), ("leads", "reveal")):
        evening.do(action)
    for action in (("goes", "plan"), ("goes", "roles")):
        evening.do(action)
    evening.do(("offers", MINE, [0], "gladly", True))
    evening.do(("shares", "confirm", 0, MINE))
    assert [] == evening.refused
    take_away(evening)
    assert [] == [w for w in (MINE, NAMES[MINE], CONTACTS[MINE]) if holding(house, w)]


def test_what_was_interrupted_is_finished_at_the_next_look(
    busy: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phone has been told that it is done, and it is: older copies follow when they can be written."""

    def full(*_: object) -> None:
        raise StoreUnavailable(reason="full")

    with monkeypatch.context() as broken:
        broken.setattr(busy.house.store, "forget", full)
        take_away(busy)
    assert IDEA not in str(busy.reader.contributions("ideas"))
    assert holding(busy.house, IDEA)
    forget_all(busy.house)
    assert [] == holding(busy.house, IDEA)
    assert {} == busy.house.store.records.get(forgetting.BEGUN)


def test_one_that_cannot_be_finished_hinders_no_other(busy: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged workshop stays in the record, and those that were begun after it are finished."""
    read = busy.house.store.read

    def damaged(code: str) -> Reader:
        if code == "HHH777":
            raise Damaged(file="workshop.json")
        return read(code)

    names = {code: forgetting.begin(busy.house, code) for code in ("HHH777", CODE)}
    monkeypatch.setattr(busy.house.store, "read", damaged)
    forget_all(busy.house)
    assert {names["HHH777"]: "HHH777"} == busy.house.store.records.get(forgetting.BEGUN)


@pytest.mark.parametrize("ahead", [0, 30])
def test_another_replicas_snapshots_follow(busy: Evening, ahead: float) -> None:
    """Each machine has snapshots of its own, and a clock; it hears of the removal with the commit."""
    busy.clock.now += ahead
    other = snapshots.take(busy.house, CODE)
    busy.clock.now -= ahead
    kept = busy.house.folder / "snapshots" / CODE / f"{other}.json"
    words = kept.read_text("utf-8")
    noticing = Snapshots(busy.house)
    take_away(busy)
    kept.write_text(words, "utf-8")
    noticing.take_due()
    assert [] == holding(busy.house, IDEA)


def test_a_replica_whose_clock_is_behind_has_its_removals_seen(busy: Evening) -> None:
    """Whoever leaves there, after somebody who left by a clock that is ahead, is in no snapshot of another."""
    busy.clock.now += 60
    take_away(busy, PEOPLE[1])
    folder = busy.house.folder / "snapshots" / CODE
    kept = {path: path.read_text("utf-8") for path in folder.iterdir()}
    assert holding(busy.house, IDEA)
    busy.clock.now -= 60
    take_away(busy)
    for path, words in kept.items():
        path.write_text(words, "utf-8")
    snapshots.forget_old(busy.house, CODE)
    assert [] == holding(busy.house, IDEA)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Do this once, when a snapshot has read what it keeps and not written it yet."""

    def once(act: Callable[[], object]) -> None:
        waiting = [act]
        read = people_files.backup

        def backup(reader: Reader, files: Files) -> str:
            text = read(reader, files)
            if waiting:
                waiting.pop()()
            return text

        monkeypatch.setattr(people_files, "backup", backup)

    return once


def test_a_snapshot_under_way_brings_nothing_back(busy: Evening, meanwhile: Meanwhile) -> None:
    """It began before somebody left and was written after it: there is one of what is left."""

    def leaves() -> None:
        take_away(busy)
        busy.clock.now += 10

    meanwhile(leaves)
    snapshots.take(busy.house, CODE)
    assert [] == holding(busy.house, IDEA) + holding(busy.house, MINE)
    assert snapshots.names(busy.house, CODE)


def test_a_snapshot_under_way_keeps_nothing_of_a_deleted_workshop(
    busy: Evening, meanwhile: Meanwhile
) -> None:
    """Not even its folder."""
    meanwhile(lambda: deleting.delete(busy.house, CODE, MANAGER))
    with pytest.raises(NotFound):
        snapshots.take(busy.house, CODE)
    assert not (busy.house.folder / "snapshots" / CODE).exists()


def test_a_snapshot_that_was_cut_off_is_gone_at_the_next_start(
    busy: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is killed clears nothing up, and on another replica nobody who leaves would look for it."""

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    snapshots.forget(busy.house.folder, CODE)
    with monkeypatch.context() as cut:
        cut.setattr("storage.disk.replace", killed)
        cut.setattr("pathlib.Path.unlink", killed)
        with pytest.raises(SystemExit):
            snapshots.take(busy.house, CODE)
    assert [] != [path for path in holding(busy.house, IDEA) if path.startswith("snapshots/")]
    kept = Snapshots(busy.house)
    kept.start()
    kept.end()
    assert [] == [path for path in holding(busy.house, IDEA) if path.startswith("snapshots/")]


def test_undo_after_a_restore_of_now_brings_nothing_back(busy: Evening) -> None:
    """The newest snapshot is from after it."""
    take_away(busy)
    name = snapshots.names(busy.house, CODE)[0]
    snapshots.restore(busy.house, CODE, snapshots.text_of(busy.house, CODE, name))
    while busy.workshop.history:
        busy.undo()
    assert [] == holding(busy.house, IDEA)


def test_those_who_leave_together_cost_the_others_one_removal(
    busy: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vote waits while files are written anew: once for ten people, and not again at once."""
    people = [f"{n}-lahtija" for n in range(10)]
    for n, person in enumerate(people):
        busy.idea(person, f"Idea {n}", f"key-{n:05d}x")
    purged: list[str] = []
    monkeypatch.setattr(forgetting, "purge", lambda house, code, activities: purged.append(code))

    async def leave() -> None:
        each = (forgetting.take_away(busy.house, CODE, Actor("participant", p)) for p in people)
        await asyncio.gather(*each)

    busy.house.removals = Batches(pace=0.5)
    asyncio.run(leave())
    assert 1 <= len(purged) <= 3
    assert not [p for p in people if p in busy.reader.participants()]
    assert {} == busy.house.store.records.get(forgetting.BEGUN)


@settings(max_examples=12, deadline=None)
@given(evenings, st.sampled_from(PEOPLE))
def test_no_history_brings_anybody_back_or_stumbles(actions: list[Action], who: str) -> None:
    """Whatever happened before somebody left: all of it can be taken back and done again, and is about others alone."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, closing(House(Path(folder) / "one", clock)) as house:
        house.store.create(whole())
        evening = SecondHalf(house, clock)
        for action in actions:
            evening.do(action)
        evening.do(("takes_away", who))
        for way, steps in (("undo", "history"), ("redo", "undone")):
            while getattr(evening.workshop, steps):
                getattr(evening, way)()
                evening.stands()
                assert who not in evening.workshop.model_dump_json()
        assert not [a for a in evening.reader.activities() if evening.reader.by_participant(a, who)]


def test_a_laptop_that_sleeps_between_short_uses_looks_all_the_same(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days have passed all at once at each look; a clock that was not put right since the last one is believed."""
    looked: list[float] = []
    monkeypatch.setattr(retention, "forget_all", lambda *_: looked.append(clock()))
    looks = Retention(house)
    for times in (0, 1, 1, 2):
        clock.now += 7 * AT_ONCE
        looks.look()
        assert times == len(looked)
