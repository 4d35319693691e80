"""What else a database keeps: people's files, and the small documents of the installation itself."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from threading import Lock
from typing import TypeAlias

import orjson
import psycopg

from facilitation.errors import Invalid, NotFound, StoreUnavailable
from storage import rows
from storage.blobs import is_file_name
from storage.private_files import Document

Connected: TypeAlias = Callable[[], AbstractContextManager[rows.Connection]]


class RowRecords:
    """See `protocol.Records`. What was read is kept, and read anew by whoever hears that another replica changed
    something: not by the next one who asks, who may be the event loop."""

    def __init__(self, connected: Connected) -> None:
        self._connected = connected
        self._known: dict[str, Document] = {}
        self._lock = Lock()
        self._exchange = Lock()

    def get(self, name: str) -> Document:
        known = self._known.get(name)
        return self._read(name) if known is None else known

    def change(self, name: str, change: Callable[[Document], Document]) -> Document:
        with self._lock, self._connected() as connection, connection.transaction():
            connection.execute("insert into records values (%s, %s) on conflict do nothing", (name, "{}"))
            query = "select document from records where name = %s for update"
            row = connection.execute(query, (name,)).fetchone()
            changed = change(orjson.loads(row[0]) if row else {})
            update = "update records set document = %s where name = %s"
            connection.execute(update, (orjson.dumps(changed).decode(), name))
            rows.notify(connection, rows.RECORDS)
        self._read_again()
        return changed

    def _read_again(self) -> None:
        """What was changed is changed, whatever becomes of the line now."""
        try:
            with self._connected() as connection:
                self.refresh(connection)
        except StoreUnavailable:
            self.forget()

    def refresh(self, connection: rows.Connection) -> None:
        """All of them, as they are now. What somebody else brought while they were read may be newer."""
        is_newest = False
        while not is_newest:
            known = self._known
            found = connection.execute("select name, document from records").fetchall()
            fresh = dict.fromkeys(known, Document()) | {name: orjson.loads(text) for name, text in found}
            with self._exchange:
                is_newest = self._known is known
                self._known = fresh if is_newest else self._known

    def forget(self) -> None:
        """Something may have changed: the next one who asks reads it anew."""
        self._known = {}

    def _read(self, name: str) -> Document:
        known = self._known  # if it is forgotten before the answer comes, the answer goes with it
        with self._connected() as connection:
            row = connection.execute("select document from records where name = %s", (name,)).fetchone()
        found = known[name] = dict(orjson.loads(row[0])) if row else {}
        return found


def put_all(connection: rows.Connection, code: str, files: Mapping[str, bytes]) -> None:
    """Of a new workshop, in its own transaction. Raises Invalid."""
    if not all(map(is_file_name, files)):
        raise Invalid()
    with connection.cursor() as cursor:
        named = [(code, name, content) for name, content in files.items()]
        cursor.executemany("insert into files values (%s, %s, %s)", named)


class RowFiles:
    """Pictures and other files that people bring, as rows."""

    def __init__(self, connected: Connected, code: str) -> None:
        self._connected = connected
        self._code = code

    def names(self) -> tuple[str, ...]:
        with self._connected() as connection:
            found = connection.execute("select name from files where code = %s", (self._code,))
            return tuple(sorted(row[0] for row in found))

    def get(self, name: str) -> bytes:
        if not is_file_name(name):
            raise NotFound()
        with self._connected() as connection:
            query = "select content from files where code = %s and name = %s"
            row = connection.execute(query, (self._code, name)).fetchone()
        if row is None:
            raise NotFound()
        return bytes(row[0])

    def put(self, name: str, content: bytes) -> None:
        if not is_file_name(name):
            raise Invalid()
        insert = "insert into files values (%s, %s, %s)"
        query = f"{insert} on conflict (code, name) do update set content = excluded.content"
        with self._connected() as connection:
            try:
                connection.execute(query, (self._code, name, content))
            except psycopg.errors.ForeignKeyViolation as error:
                raise NotFound() from error
