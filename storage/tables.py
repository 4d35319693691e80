"""The tables of PostgreSQL: made at the first start, and brought to today's from those of an older version."""

import orjson

from facilitation.errors import NewerVersion
from storage import migrations
from storage.rows import Connection

_ONE_AT_A_TIME = 4_711_001
"""The advisory lock of those who set up the tables."""

TABLES = (
    "create table if not exists asukasilta_schema (version integer not null)",
    """create table if not exists workshops (
        code text primary key, version bigint not null, seq bigint not null, document text not null,
        whole_since bigint not null default 0)""",
    """create table if not exists participants (
        code text not null references workshops on delete cascade, id text not null,
        version bigint not null, document text, primary key (code, id))""",
    """create table if not exists contributions (
        code text not null references workshops on delete cascade, activity text not null, key text not null,
        version bigint not null, document text, primary key (code, activity, key))""",
    """create table if not exists files (
        code text not null references workshops on delete cascade, name text not null,
        content bytea not null, primary key (code, name))""",
    "create table if not exists records (name text primary key, document text not null)",
    "create index if not exists contributions_by_version on contributions (code, version)",
    "create index if not exists participants_by_version on participants (code, version)",
)


def set_up(connection: Connection) -> None:
    """Makes the tables, or brings those of an older version to today's. Raises NewerVersion."""
    with connection.transaction():
        # another replica may be bringing everything to today's
        connection.execute("set local lock_timeout = 0")
        connection.execute("select pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))
        for table in TABLES:
            connection.execute(table)
        found = connection.execute("select version from asukasilta_schema").fetchone()
        if found is None:
            connection.execute("insert into asukasilta_schema values (%s)", (migrations.current,))
        elif found[0] > migrations.current:
            raise NewerVersion(found=found[0], known=migrations.current)
        elif found[0] < migrations.current:
            _migrate(connection, found[0])


def _migrate(connection: Connection, found: int) -> None:
    """Every document, once, while nobody else has the tables."""
    connection.execute("alter table participants alter column document drop not null")
    for table, key in (
        ("workshop", "code"),
        ("participants", "code, id"),
        ("contributions", "code, activity, key"),
    ):
        stored = f"{table}s" if table == "workshop" else table
        rows = connection.execute(f"select {key}, document from {stored} where document is not null")  # noqa: S608
        columns = key.split(", ")
        wanted = " and ".join(f"{column} = %s" for column in columns)
        for *names, document in rows.fetchall():
            new = orjson.dumps(migrations.migrated(table, orjson.loads(document), found)).decode()
            connection.execute(f"update {stored} set document = %s where {wanted}", (new, *names))  # noqa: S608
    connection.execute("update asukasilta_schema set version = %s", (migrations.current,))
