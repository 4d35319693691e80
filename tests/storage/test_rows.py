"""What a replica reads to come from what it has in memory to the newest state."""

from collections.abc import Iterator

import psycopg
import pytest

from storage import Store, open_store, rows
from storage.state import State
from tests.contract.making import CODE, participant, vote, workshop

SECONDS = 10


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    for code in opened.codes():
        opened.delete(code)
    opened.create(workshop())
    yield opened
    opened.close()


def test_who_left_stands_in_no_row_and_is_gone_everywhere(store: Store, database: str) -> None:
    """Also from the memory of a replica that hears of it late; one that knows already reads nothing anew."""
    for person in ("leaver", "p2"):
        store.run(CODE, lambda turn, who=person: turn.add(participant(who))).result(SECONDS)
        store.run(CODE, vote(person)).result(SECONDS)
    late = store.read(CODE)
    store.run(CODE, lambda turn: (turn.remove("x", ["leaver"]), turn.drop("leaver"))).result(SECONDS)
    known = store.read(CODE)
    store.forget(CODE)
    with psycopg.connect(database) as connection:
        kept = connection.execute("select id from participants union all select key from contributions")
        assert [("p2",), ("p2",)] == kept.fetchall()
        found = rows.head(connection, CODE)
        assert found is not None
        assert isinstance(late, State)
        assert isinstance(known, State)
        caught_up = rows.caught_up(connection, late, found)
        assert known is rows.caught_up(connection, known, found)
    assert (["p2"], ["p2"]) == (list(caught_up.contributions("x")), list(caught_up.participants()))
    assert not rows.is_read_whole(known, found)


def test_nothing_of_a_deleted_workshop_comes_into_a_new_one_with_its_code(
    store: Store, database: str
) -> None:
    """Also where the old one is still in memory, and the new one is further on than that was."""
    store.run(CODE, vote("p1")).result(SECONDS)
    old = store.read(CODE)
    assert isinstance(old, State)
    store.delete(CODE)
    store.create(workshop())
    for person in ("p2", "p3", "p2"):
        store.run(CODE, vote(person)).result(SECONDS)
    with psycopg.connect(database) as connection:
        found = rows.head(connection, CODE)
        assert found is not None
        caught_up = rows.caught_up(connection, old, found)
    assert ["p2", "p3"] == list(caught_up.contributions("x"))
