"""The lines to a PostgreSQL: a few that are shared, and one for whoever listens. No command waits for long."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.errors import (
    IdleInTransactionSessionTimeout,
    InterfaceError,
    OperationalError,
    ReadOnlySqlTransaction,
)
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from facilitation.errors import StoreUnavailable
from storage import rows
from storage.watch import Watch

EAR = "asukasilta-ear"
"""As which the database's own list of who is connected knows the line of whoever listens."""
_CONNECTIONS = 4
PATIENCE = 3.0
"""Seconds that a command waits for a connection before it is refused, phones keep what they have and try again; and
that a database may take for the least of answers."""
_LONGEST = 8.0
"""Seconds that may pass until what was begun has ended."""
WHOLE = 300.0
"""The same where a whole workshop goes over the line."""
_ALIVE: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,  # milliseconds; no keepalive is sent while something sent is unanswered
}
"""A server that is gone without a word is noticed within seconds."""
_LIMITS = {
    "idle_in_transaction_session_timeout": "5s",  # a replica that stalls in a commit keeps no other from the workshop
    "lock_timeout": "6s",
}
"""What the server itself sees to. A lock is waited for until one who stalls has lost it, and less than `_LONGEST`."""
_AWAY = (
    PoolTimeout,
    PoolClosed,
    OperationalError,
    InterfaceError,
    ReadOnlySqlTransaction,
    IdleInTransactionSessionTimeout,
)


class Lines:
    def __init__(self, url: str) -> None:
        """Raises StoreUnavailable if the database does not answer."""
        self._url = url
        self.watch = Watch()
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=_CONNECTIONS,
            timeout=PATIENCE,
            reconnect_timeout=1.0,  # one that waits ever longer to try again would miss the database's return
            kwargs={"autocommit": True, **_ALIVE},
            configure=self._prepare,
            check=self._check,
            open=False,
        )
        self.are_up = True
        """Set by whoever knows; while they are down, everybody is refused at once."""
        try:
            self._pool.open(wait=True, timeout=PATIENCE)
        except PoolTimeout as error:
            self.close()
            raise StoreUnavailable() from error

    @contextmanager
    def one(self, patience: float = _LONGEST) -> Iterator[rows.Connection]:
        """Raises StoreUnavailable where the database does not answer, or not within these seconds, at once if that is
        known already, or takes nothing, as a standby. What was being committed then is committed or not."""
        if not self.are_up:
            raise StoreUnavailable()
        try:
            with self._pool.connection() as connection, self.watch.over(connection, patience):
                yield connection
        except _AWAY as error:
            raise StoreUnavailable() from error

    @contextmanager
    def listening(self) -> Iterator[rows.Connection]:
        """One that hears notices, of a database that has just shown that it takes something: one whose disk hangs
        would answer whoever only reads."""
        with psycopg.connect(self._url, autocommit=True, application_name=EAR, **_ALIVE) as connection:
            with self.watch.over(connection, PATIENCE):
                connection.execute(f"listen {rows.CHANNEL}")
                rows.write_something(connection)
            yield connection

    def found(self) -> None:
        """The database is back. What is left of the lines from before leads nowhere."""
        self._pool.drain()
        self.are_up = True

    def lost(self) -> None:
        """Whoever still waits need not wait any longer."""
        self.are_up = False
        self.watch.cut_all()

    def close(self) -> None:
        self._pool.close()
        self.watch.end()

    def _prepare(self, connection: rows.Connection) -> None:
        with self.watch.over(connection, PATIENCE):
            for name, value in _LIMITS.items():
                connection.execute("select set_config(%s, %s, false)", (name, value))

    def _check(self, connection: rows.Connection) -> None:
        with self.watch.over(connection, PATIENCE):
            ConnectionPool.check_connection(connection)
