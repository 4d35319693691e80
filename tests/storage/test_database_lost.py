"""A PostgreSQL that is gone, or takes nothing: noticed within seconds, and said."""

from storage import open_store
from storage.postgres import PostgresStore

MOST = 10_000
"""Milliseconds for which anybody may wait for a server behind a cable that was cut."""


def test_no_line_waits_long_for_a_server_that_is_gone_without_a_word(database: str) -> None:
    """Of what the system does by itself the first sign would come after a quarter of an hour: writer and ear wait."""
    store = open_store(database)
    assert isinstance(store, PostgresStore)
    with store._connected() as writers, store._connect() as ears:
        patience = [line.info.get_parameters().get("tcp_user_timeout", "0") for line in (writers, ears)]
    store.close()
    assert all(0 < int(milliseconds) <= MOST for milliseconds in patience)
