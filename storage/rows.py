"""Workshops as rows of PostgreSQL: what a commit writes, what a replica reads to come to the newest state.

Documents are JSON in text columns, as orjson and pydantic write them: letter for letter, and a `\\u0000` in somebody's
text is no matter. Each row carries the workshop's version that wrote it, so that whoever knows version n reads only
what is newer; a removed row stays as a tombstone for that reason, until what was removed is to be forgotten.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, TypeAlias

import orjson
import psycopg
from pydantic import ValidationError

from facilitation.errors import Damaged, Refused
from facilitation.model import Contribution, Participant, Workshop
from storage import migrations
from storage.layered import Layered
from storage.loading import participant_of
from storage.names import PARTICIPANTS, activity_of
from storage.row_batch import RowBatch, as_json
from storage.state import State, Table

log = logging.getLogger(__name__)

Connection: TypeAlias = "psycopg.Connection[Any]"

CHANNEL = "asukasilta"
RECORDS = "records"
"""What the notice says when no workshop but a record has changed."""


class Head(NamedTuple):
    """Where a workshop is: its version, the last place in the order of arrival, and the version in which all of it was
    replaced last."""

    version: int
    seq: int
    whole_since: int


def head(connection: Connection, code: str, lock: bool = False) -> Head | None:
    """None if there is no such workshop. `lock`: until the transaction ends, nobody else decides anything in it."""
    query = "select version, seq, whole_since from workshops where code = %s"
    row = connection.execute(f"{query} for update" if lock else query, (code,)).fetchone()
    return None if row is None else Head(*row)


def heads(connection: Connection, codes: list[str]) -> dict[str, Head]:
    query = "select code, version, seq, whole_since from workshops where code = any(%s)"
    return {row[0]: Head(*row[1:]) for row in connection.execute(query, (codes,))}


def look_at_one_picture(connection: Connection) -> None:
    """Until the transaction ends. It holds nothing that others wait for, and may think about it for long."""
    connection.execute("set transaction isolation level repeatable read, read only")
    take_time(connection)


def take_time(connection: Connection) -> None:
    """Until the transaction ends: a whole workshop is thought about for longer than a commit is."""
    connection.execute("set local idle_in_transaction_session_timeout = 0")


def load(connection: Connection, code: str) -> State | None:
    """The whole workshop, in one picture of the tables. Raises Damaged, NewerVersion."""
    with connection.transaction():
        look_at_one_picture(connection)
        found = head(connection, code)
        return None if found is None else _whole(connection, code, found)


def document_text(connection: Connection, code: str) -> str:
    """The workshop's own, whether or not it can be read; empty if there is no such workshop."""
    row = connection.execute("select document from workshops where code = %s", (code,)).fetchone()
    return str(row[0]) if row else ""


@contextmanager
def _in_words(code: str) -> Iterator[None]:
    """What a hand or another program has left there that cannot be read."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        log.error("What is stored of %s cannot be read: %s", code, type(error).__name__)
        raise Damaged("damaged_rows") from None


def readable(connection: Connection, code: str, known: State | None, found: Head) -> State | None:
    """None where it is damaged. Raises NewerVersion."""
    with suppress(Damaged):
        return _whole(connection, code, found) if known is None else caught_up(connection, known, found)
    return None


def _whole(connection: Connection, code: str, found: Head) -> State:
    with _in_words(code):
        return _read_whole(connection, code, found)


def _read_whole(connection: Connection, code: str, found: Head) -> State:
    workshop = _workshop(connection, code)
    by_activity: dict[str, list[Contribution]] = {}
    for contribution in sorted(_contributions(connection, code, 0), key=lambda c: c.seq):
        by_activity.setdefault(contribution.activity, []).append(contribution)
    people = {p.id: p for p in _participants(connection, code, 0)}
    tables = {activity: Table.of(each) for activity, each in by_activity.items()}
    return State(workshop, found.version, found.seq, tables, Layered(people))


def is_read_whole(state: State, found: Head) -> bool:
    """Where all of it was replaced since, or the database has lost commits that `state` still has."""
    return found.whole_since > state.version or found.version < state.version


def caught_up(connection: Connection, state: State, found: Head) -> State:
    """`state` with everything that was committed since; `found` is the head as this transaction sees it. Raises what
    `load` raises."""
    if found.version == state.version:
        return state
    if is_read_whole(state, found):
        return _whole(connection, state.workshop.code, found)
    with _in_words(state.workshop.code):
        return _brought_up(connection, state, found)


def _brought_up(connection: Connection, state: State, found: Head) -> State:
    code, since = state.workshop.code, state.version
    state = state.saved(_workshop(connection, code))
    for participant in _participants(connection, code, since):
        state = state.added(participant)
    for person in _left(connection, code, since):
        state = state.left_by(person)
    for activity, key in _gone(connection, code, since):
        state = state.without(activity, key)
    for contribution in sorted(_contributions(connection, code, since), key=lambda c: c.seq):
        state = _replaced(state, contribution)
    return State(state.workshop, found.version, found.seq, state.tables, state.people)


def write(connection: Connection, code: str, batch: RowBatch) -> None:
    """Everything the batch changed. A notice goes out when the transaction is committed."""
    version = batch.state.version
    people = [(code, key, version, doc) for (name, key), doc in batch.rows.items() if name == PARTICIPANTS]
    given = [
        (code, activity_of(name), key, version, doc)
        for (name, key), doc in batch.rows.items()
        if name != PARTICIPANTS
    ]
    with connection.cursor() as cursor:
        if people:
            cursor.executemany(
                "insert into participants values (%s, %s, %s, %s) on conflict (code, id)"
                " do update set version = excluded.version, document = excluded.document",
                people,
            )
        if given:
            cursor.executemany(
                "insert into contributions values (%s, %s, %s, %s, %s) on conflict (code, activity, key)"
                " do update set version = excluded.version, document = excluded.document",
                given,
            )
        cursor.execute(
            "update workshops set version = %s, seq = %s, document = coalesce(%s, document) where code = %s",
            (version, batch.state.seq, batch.document, code),
        )
        notify(connection, code)


def insert(connection: Connection, state: State) -> None:
    """A new workshop, whole. Raises Refused("code_taken")."""
    state = state.at_version(_beyond_any_before(connection))
    values = (state.workshop.code, state.version, state.seq, state.workshop.model_dump_json(), state.version)
    try:
        connection.execute("insert into workshops values (%s, %s, %s, %s, %s)", values)
    except psycopg.errors.UniqueViolation:
        raise Refused("code_taken", code=state.workshop.code) from None
    _insert_rows(connection, state)


def _beyond_any_before(connection: Connection) -> int:
    """A version that no workshop of this code has had, so that who remembers a deleted one reads the new one whole:
    commits are slower than the milliseconds of the database's clock."""
    now = connection.execute("select (extract(epoch from clock_timestamp()) * 1000)::bigint").fetchone()
    return int(now[0]) if now else 0


def replace(connection: Connection, state: State) -> None:
    """All of a workshop, in the place of what was there under a lower version. Files stay."""
    code = state.workshop.code
    connection.execute("delete from participants where code = %s", (code,))
    connection.execute("delete from contributions where code = %s", (code,))
    connection.execute(
        "update workshops set version = %s, seq = %s, document = %s, whole_since = %s where code = %s",
        (state.version, state.seq, state.workshop.model_dump_json(), state.version, code),
    )
    _insert_rows(connection, state)


def forget_removed(connection: Connection, code: str) -> None:
    """Who left and what was taken away stand in no row any more; a replica that has not heard of it yet reads all of
    the workshop anew."""
    if head(connection, code, lock=True) is None:
        return
    for table in ("participants", "contributions"):
        gone = f"delete from {table} where code = %s and document is null returning version"  # noqa: S608
        newest = max((row[0] for row in connection.execute(gone, (code,))), default=0)
        connection.execute(
            "update workshops set whole_since = greatest(whole_since, %s) where code = %s", (newest, code)
        )


def _insert_rows(connection: Connection, state: State) -> None:
    code, version = state.workshop.code, state.version
    people = [(code, p.id, version, as_json(p)) for p in state.participants().values()]
    given = [
        (code, activity, c.key, version, as_json(c))
        for activity in state.activities()
        for c in state.contributions(activity).values()
    ]
    with connection.cursor() as cursor:
        cursor.executemany("insert into participants values (%s, %s, %s, %s)", people)
        cursor.executemany("insert into contributions values (%s, %s, %s, %s, %s)", given)
    notify(connection, code)


def notify(connection: Connection, code: str) -> None:
    connection.execute("select pg_notify(%s, %s)", (CHANNEL, code))


def write_something(connection: Connection) -> None:
    """To the log alone, and durable when it returns; it touches no row that somebody might hold."""
    connection.execute("select pg_logical_emit_message(true, %s, '')", (CHANNEL,))


def _replaced(state: State, contribution: Contribution) -> State:
    """One that was removed and came again has a new place, and comes last."""
    old = state.contribution(contribution.activity, contribution.key)
    if old is not None and old.seq != contribution.seq:
        state = state.without(contribution.activity, contribution.key)
    return state.put(contribution)


def _workshop(connection: Connection, code: str) -> Workshop:
    text = document_text(connection, code)
    try:
        workshop = Workshop.model_validate_json(text)
    except ValidationError:
        migrations.check(orjson.loads(text)["schema_version"])
        raise
    migrations.check(workshop.schema_version)
    return workshop


def _participants(connection: Connection, code: str, since: int) -> Iterable[Participant]:
    query = "select document from participants where code = %s and version > %s and document is not null"
    return [participant_of(orjson.loads(row[0])) for row in connection.execute(query, (code, since))]


def _left(connection: Connection, code: str, since: int) -> list[str]:
    query = "select id from participants where code = %s and version > %s and document is null"
    return [row[0] for row in connection.execute(query, (code, since))]


def _contributions(connection: Connection, code: str, since: int) -> Iterable[Contribution]:
    query = "select document from contributions where code = %s and version > %s and document is not null"
    return [Contribution(**orjson.loads(row[0])) for row in connection.execute(query, (code, since))]


def _gone(connection: Connection, code: str, since: int) -> list[tuple[str, str]]:
    query = "select activity, key from contributions where code = %s and version > %s and document is null"
    return [(row[0], row[1]) for row in connection.execute(query, (code, since))]
