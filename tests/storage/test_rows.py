"""What a replica reads to come from what it has in memory to the newest state."""

from collections.abc import Iterator

import psycopg
import pytest

from storage import Store, open_store, rows
from storage.state import State
from tests.contract.making import CODE, vote, workshop

SECONDS = 10


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    for code in opened.codes():
        opened.delete(code)
    opened.create(workshop())
    yield opened
    opened.close()


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
