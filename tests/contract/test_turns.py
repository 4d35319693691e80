"""The writer's turn: all or nothing, one after the other."""

import asyncio
from concurrent.futures import wait
from dataclasses import replace
from threading import Barrier, Event, Thread

import pytest

from facilitation.errors import NotFound, NotOpen, Stale
from facilitation.turn import Turn
from storage import Store
from tests.contract.conftest import Clock, Home
from tests.contract.making import CODE, ballot, participant, rename, vote, workshop

SECONDS = 10


def test_what_a_turn_returns_reaches_the_one_who_asked(store: Store) -> None:
    """The future holds the use case's own result."""
    assert store.run(CODE, lambda turn: turn.workshop.code).result(SECONDS) == CODE


def test_a_vote_is_read_by_everybody_once_it_is_acknowledged(store: Store) -> None:
    """After the future is done, a fresh reader has it."""
    store.run(CODE, vote("p1", "b")).result(SECONDS)
    found = store.read(CODE).contribution("x", "p1")
    assert found is not None
    assert found.payload == {"option": "b"}


def test_a_turn_reads_its_own_writes(store: Store) -> None:
    """Within the turn, what was put, added and saved is there, and what was removed is not."""

    def decide(turn: Turn) -> tuple[object, ...]:
        turn.put(ballot("p1"))
        turn.put(ballot("p2"))
        turn.remove("x", ["p1"])
        turn.add(participant("p2"))
        turn.save(turn.workshop.but(turn=9))
        people = [c.key for c in turn.by_participant("x", "p2")]
        return list(turn.contributions("x")), people, list(turn.participants()), turn.workshop.turn

    assert store.run(CODE, decide).result(SECONDS) == (["p2"], ["p2"], ["p2"], 9)


def test_nothing_is_written_when_the_use_case_raises(home: Home, store: Store) -> None:
    """Its refusal reaches the one who asked; every write before it is forgotten, also on the disk."""

    def decide(turn: Turn) -> None:
        turn.put(ballot("p1"))
        turn.add(participant("p1"))
        turn.save(turn.workshop.but(turn=9))
        raise NotOpen(state="closed")

    version = store.read(CODE).version
    with pytest.raises(NotOpen) as refusal:
        store.run(CODE, decide).result(SECONDS)
    assert refusal.value.values == {"state": "closed"}
    for reader in (store.read(CODE), home.reopen().read(CODE)):
        assert (reader.workshop.turn, len(reader.contributions("x")), len(reader.participants())) == (0, 0, 0)
        assert reader.version == version


def test_what_is_no_json_fails_alone(store: Store) -> None:
    """A use case that writes what cannot be stored hurts nobody who shares its commit."""
    jobs = [
        store.run(CODE, vote("p1")),
        store.run(CODE, lambda turn: turn.put(ballot("p2", option=object()))),  # type: ignore[arg-type]
        store.run(CODE, vote("p3")),
    ]
    wait(jobs, SECONDS)
    assert isinstance(jobs[1].exception(), TypeError)
    assert list(store.read(CODE).contributions("x")) == ["p1", "p3"]


def test_another_workshop_cannot_be_saved_in_this_ones_turn(store: Store) -> None:
    """A document with a foreign code is a mistake of the caller's and is not stored."""
    with pytest.raises(ValueError, match="document OTHER2's"):
        store.run(CODE, lambda turn: turn.save(workshop("OTHER2"))).result(SECONDS)


def test_two_threads_never_lose_each_others_step(store: Store) -> None:
    """Each reads a number and writes the next one, many times at once; every step counts."""
    start = Barrier(2)

    def step(turn: Turn) -> None:
        turn.save(turn.workshop.but(turn=turn.workshop.turn + 1))

    def walk() -> None:
        start.wait(SECONDS)
        wait([store.run(CODE, step) for _ in range(100)], SECONDS)

    threads = [Thread(target=walk) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert store.read(CODE).workshop.turn == 200


def test_of_two_taps_at_once_only_the_first_acts(store: Store) -> None:
    """The check stands inside the turn, so it sees the tap before it although nothing of that is on the disk yet."""

    def tap(turn: Turn) -> None:
        if turn.workshop.turn:
            raise Stale()
        turn.save(turn.workshop.but(turn=1))

    taps = [store.run(CODE, tap) for _ in range(20)]
    wait(taps, SECONDS)
    assert [None] + [Stale] * 19 == [error and type(error) for error in (t.exception() for t in taps)]


def test_run_does_not_wait_for_the_turn(store: Store) -> None:
    """The caller goes on while the writer is busy."""
    go_on = Event()
    busy = store.run(CODE, lambda turn: go_on.wait(SECONDS))
    behind = store.run(CODE, vote("p1"))
    assert not behind.done()
    go_on.set()
    assert busy.result(SECONDS) is True
    assert behind.result(SECONDS) == 1


def test_many_phones_are_answered_in_their_event_loop(store: Store) -> None:
    """`run_async` gives results and refusals to coroutines, each its own."""

    def refuse(turn: Turn) -> None:
        raise NotOpen()

    async def crowd() -> list[object]:
        asked = [store.run_async(CODE, vote(f"p{i}")) for i in range(50)]
        return await asyncio.gather(*asked, store.run_async(CODE, refuse), return_exceptions=True)

    *seqs, refusal = asyncio.run(crowd())
    assert seqs == list(range(1, 51))
    assert isinstance(refusal, NotOpen)


def test_a_phone_that_hangs_up_does_not_stop_the_others(store: Store) -> None:
    """A coroutine that is cancelled while it waits takes nobody with it."""

    async def crowd() -> object:
        gone = asyncio.ensure_future(store.run_async(CODE, vote("p1")))
        gone.cancel()
        return await asyncio.wait_for(store.run_async(CODE, vote("p2")), SECONDS)

    assert asyncio.run(crowd()) == 2


def test_sending_again_replaces_and_keeps_its_place(home: Home, store: Store) -> None:
    """The same key is the same contribution: the newest payload, the first place in the order."""
    for person, option in (("p1", "a"), ("p2", "a"), ("p1", "b")):
        store.run(CODE, vote(person, option)).result(SECONDS)
    for reader in (store.read(CODE), home.reopen().read(CODE)):
        found = [(c.key, c.seq, c.payload["option"]) for c in reader.contributions("x").values()]
        assert found == [("p1", 1, "b"), ("p2", 2, "a")]


def test_places_are_given_once_across_activities_and_restarts(home: Home, store: Store) -> None:
    """A number is not given again, not even if its contribution is gone."""
    store.run(CODE, vote("p1", activity="x")).result(SECONDS)
    assert store.run(CODE, vote("p2", activity="y")).result(SECONDS) == 2
    store.run(CODE, lambda turn: turn.remove("y", ["p2"])).result(SECONDS)
    assert home.reopen().run(CODE, vote("p3", activity="x")).result(SECONDS) == 3


def test_what_was_removed_and_comes_again_comes_last(home: Home, store: Store) -> None:
    """It has a new place in the order of arrival."""
    for person in ("p1", "p2"):
        store.run(CODE, vote(person)).result(SECONDS)
    store.run(CODE, lambda turn: turn.remove("x", ["p1", "nobody"])).result(SECONDS)
    store.run(CODE, vote("p1")).result(SECONDS)
    for reader in (store.read(CODE), home.reopen().read(CODE)):
        assert list(reader.contributions("x")) == ["p2", "p1"]


def test_the_same_key_in_two_activities_is_two_contributions(store: Store) -> None:
    """Keys are unique within their activity only."""
    store.run(CODE, vote("p1", "a", activity="x")).result(SECONDS)
    store.run(CODE, vote("p1", "b", activity="y")).result(SECONDS)
    reader = store.read(CODE)
    assert [reader.contributions(a)["p1"].payload["option"] for a in ("x", "y")] == ["a", "b"]


def test_the_turns_time_is_the_clocks(store: Store, clock: Clock) -> None:
    """Tests move the clock; the turn has no other."""
    clock.time = 5000.0
    assert store.run(CODE, lambda turn: turn.now).result(SECONDS) == 5000.0


def test_a_turn_that_only_looks_changes_no_version(store: Store) -> None:
    """The version rises with commits, not with questions."""
    version = store.read(CODE).version
    store.run(CODE, lambda turn: turn.workshop).result(SECONDS)
    assert store.read(CODE).version == version
    store.run(CODE, rename("Uusi")).result(SECONDS)
    assert store.read(CODE).version > version


def test_a_version_is_never_used_again_after_a_restart(home: Home, store: Store) -> None:
    """Streams compare versions; one that went back would hide a change."""
    store.run(CODE, vote("p1")).result(SECONDS)
    version = store.read(CODE).version
    assert home.reopen().read(CODE).version == version


def test_a_turn_in_an_unknown_workshop_is_refused(store: Store) -> None:
    """The refusal comes through the future, like any other."""
    with pytest.raises(NotFound):
        store.run("ZZZZZZ", vote("p1")).result(SECONDS)


def test_what_a_phone_has_replaced_is_known_after_a_restart_too(home: Home, store: Store) -> None:
    """A copy that a line held back may come later than that."""
    known = replace(participant("p1"), over=("aaaaaaaaaa", "bbbbbbbbbb"))
    store.run(CODE, lambda turn: turn.add(known)).result(SECONDS)
    assert known == home.reopen().read(CODE).participant("p1")


def test_what_is_forgotten_leaves_what_is_kept(home: Home, store: Store) -> None:
    """After it, and after a restart, the newest of everything is there, and turns go on."""
    for option in ("a", "b"):
        store.run(CODE, vote("p1", option)).result(SECONDS)
    store.run(CODE, lambda turn: turn.add(participant("p1"))).result(SECONDS)
    store.run(CODE, lambda turn: turn.add(participant("p2"))).result(SECONDS)
    store.run(CODE, lambda turn: turn.drop("p1")).result(SECONDS)
    store.forget(CODE, "x")
    store.forget(CODE, "y")
    store.forget(CODE)
    store.run(CODE, vote("p2")).result(SECONDS)
    for reader in (store.read(CODE), home.reopen().read(CODE)):
        assert {"p1": "b", "p2": "a"} == {
            k: c.payload["option"] for k, c in reader.contributions("x").items()
        }
        assert ["p2"] == list(reader.participants())
        assert ("x",) == reader.activities()
    with pytest.raises(NotFound):
        home.store.forget("HHH777", "x")
