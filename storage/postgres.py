"""The home for several machines: PostgreSQL. Identical replicas keep the same picture in memory.

A commit locks the workshop's row, catches up with what other replicas committed, lets the waiting turns decide, and
writes what they changed in one transaction, so that validity is decided against the newest state wherever a phone is
connected. `NOTIFY` tells the others; whoever missed a notice (a lost connection) looks at the versions, so a notice
missed is never a change missed.
"""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from threading import Lock

from facilitation.errors import Damaged, NewerVersion, NotFound, Refused, StoreUnavailable
from facilitation.model import Contribution, Participant, Workshop
from facilitation.turn import Reader
from storage import rows, tables
from storage.ear import Ear
from storage.lines import PATIENCE, WHOLE, Lines
from storage.listeners import Listeners
from storage.loading import new_state
from storage.marks import marks_in
from storage.names import is_folder_name
from storage.protocol import NONE, Gone, Listener, Repaired, Replacement
from storage.queueing import Queueing
from storage.row_batch import RowBatch
from storage.row_files import RowFiles, RowRecords, put_all
from storage.state import State
from storage.stuck import Stuck
from storage.writer import Job, Writer, fail_all, settle

log = logging.getLogger(__name__)

_CATCHING_UP = 5.0
"""Seconds that the ear spends on what others committed: as long as it waits there, it hears of nothing."""
_MIGRATION = 600.0


class PostgresStore(Queueing):
    """See protocol.Store for what it promises. `pace` as in `EmbeddedStore`."""

    def __init__(self, url: str, clock: Callable[[], float] = time.time, pace: float = 0.02) -> None:
        """Raises StoreUnavailable if the database does not answer, NewerVersion."""
        self._clock = clock
        self._states: dict[str, State] = {}
        self._publishing = Lock()
        self._listeners = Listeners()
        self._stuck = Stuck(self._tell_again)
        self._closed = False
        self._lines = Lines(url)
        self._connected = self._lines.one
        self.records = RowRecords(self._connected)
        self._set_up()
        self._writer = Writer(self._commit, lambda: None, pace)
        self._ear = Ear(self._lines.listening, self._notice, self._look, self._line)

    def _set_up(self) -> None:
        try:
            with self._connected(_MIGRATION) as connection:
                tables.set_up(connection)
        except Refused:
            self._lines.close()
            raise

    def codes(self) -> tuple[str, ...]:
        with self._connected() as connection:
            found = connection.execute("select code from workshops")
            return tuple(sorted(row[0] for row in found))

    def read(self, code: str) -> Reader:
        return self._states.get(code) or self._opened(code)

    def at_hand(self, code: str) -> Reader | None:
        return self._states.get(code)

    def create(
        self,
        workshop: Workshop,
        participants: tuple[Participant, ...] = (),
        contributions: tuple[Contribution, ...] = (),
        files: Mapping[str, bytes] = NONE,
    ) -> None:
        if not is_folder_name(workshop.code):
            raise ValueError(f"{workshop.code!r} cannot be a code")
        state = new_state(workshop, participants, contributions)
        with self._connected(WHOLE) as connection, connection.transaction():
            rows.insert(connection, state)
            put_all(connection, workshop.code, files)

    def replace(self, code: str, decide: Replacement) -> tuple[State, State | None]:
        known = self._readable(code)
        with self._connected(WHOLE) as connection, connection.transaction():
            rows.take_time(connection)
            found = rows.head(connection, code, lock=True)
            if found is None:
                raise NotFound(code=code)
            replaced = rows.readable(connection, code, known, found)
            newest = new_state(*decide(replaced)).at_version(found.version + 1)
            rows.replace(connection, newest)
        if known is None:
            self._listeners.tell(code, self._states.setdefault(code, newest))
        self._tell_if_new(newest)
        return newest, replaced

    def _readable(self, code: str) -> State | None:
        with suppress(Damaged):
            return self._states.get(code) or self._opened(code)
        return None

    def delete(self, code: str) -> None:
        with self._connected(WHOLE) as connection, connection.transaction():
            if connection.execute("delete from workshops where code = %s", (code,)).rowcount == 0:
                raise NotFound(code=code)
            rows.notify(connection, code)
        self._gone(code)

    def listen(self, listener: Listener, gone: Gone | None = None) -> None:
        self._listeners.add(listener, gone)

    def repair(self, code: str) -> tuple[Repaired, ...]:
        """The database keeps its own files whole."""
        self.read(code)
        return ()

    def forget(self, code: str, activity: str | None = None) -> None:
        """The database keeps no copies of its own; what stood in a row before goes when it vacuums."""
        self.read(code)
        if activity is None:
            with self._connected(WHOLE) as connection, connection.transaction():
                rows.forget_removed(connection, code)

    def gone(self, code: str) -> tuple[str, ...]:
        try:
            return self.read(code).workshop.gone
        except (Damaged, NewerVersion):
            return marks_in([self._text(code).encode()])

    def _text(self, code: str) -> str:
        """What stands there, though perhaps nobody can read it. Raises NotFound."""
        with self._connected() as connection:
            text = rows.document_text(connection, code) if is_folder_name(code) else ""
        if not text:
            raise NotFound(code=code)
        return text

    def traces(self, code: str, people: Collection[str]) -> tuple[str, ...]:
        return ()

    def files(self, code: str) -> RowFiles:
        if code not in self._states:
            self._text(code)
        return RowFiles(self._connected, code)

    def answers(self, code: str = "") -> bool:
        return self._lines.are_up and code not in self._stuck

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._writer.close()
        self._ear.end(self._wake)
        self._lines.close()

    def _wake(self) -> None:
        with suppress(StoreUnavailable), self._connected() as connection:
            rows.notify(connection, "")

    def _opened(self, code: str) -> State:
        if not is_folder_name(code):
            raise NotFound(code=code)
        with self._connected(WHOLE) as connection:
            state = rows.load(connection, code)
        if state is None:
            raise NotFound(code=code)
        with self._publishing:
            return self._states.setdefault(code, state)

    def _commit(self, jobs: list[Job]) -> None:
        by_code: dict[str, list[Job]] = {}
        for job in jobs:
            by_code.setdefault(job.code, []).append(job)
        for code, group in by_code.items():
            try:
                self._commit_to(code, group)
            except Exception as error:
                if not isinstance(error, Refused):
                    log.exception("A commit failed")
                fail_all(group, error)
            settle(group)

    def _commit_to(self, code: str, jobs: list[Job]) -> None:
        if code in self._stuck:
            raise StoreUnavailable()
        state = self._states.get(code) or self._opened(code)
        batch: RowBatch | None = None
        try:
            with self._stuck.noticed(code), self._connected() as connection, connection.transaction():
                found = rows.head(connection, code, lock=True)
                if found is None:
                    self._gone(code)
                    raise NotFound(code=code)
                batch = RowBatch(rows.caught_up(connection, state, found))
                for job in jobs:
                    batch.take(job, self._clock())
                if batch.changed:
                    rows.write(connection, code, batch)
        except StoreUnavailable:
            self._ear.doubt()
            if batch is None:
                raise
            batch.fail()
            return
        self._tell_if_new(batch.state, state)

    def _tell_if_new(self, newest: State, known: State | None = None) -> None:
        """Two threads may bring the same; and what was deleted meanwhile does not come back. In the place of what was
        `known` it may have a lower version: the database went on without its last commits, as a standby does that had
        not got them yet."""
        code = newest.workshop.code
        with self._publishing:
            now = self._states.get(code)
            if now is None or now is newest or (now is not known and now.version >= newest.version):
                return
            self._states[code] = newest
        self._listeners.tell(code, newest)

    def _gone(self, code: str) -> None:
        self._states.pop(code, None)
        self._listeners.tell_gone(code)

    def _line(self, is_up: bool, why: str) -> None:
        """The database is lost, or back: everybody who listens is told."""
        if self._lines.are_up is is_up:
            return
        if is_up:
            self._lines.found()
        else:
            self._lines.lost()
        log.warning("The database %s", "answers again" if is_up else f"does not answer; trying again: {why}")
        for code in list(self._states):
            self._tell_again(code)

    def _tell_again(self, code: str) -> None:
        """Nothing of it has changed but whether it can be written to."""
        if (state := self._states.get(code)) is not None:
            self._listeners.tell(code, state)

    def _look(self, line: rows.Connection, afresh: bool) -> None:
        if afresh:
            self._read_records(line)
        known = dict(self._states)
        with self._lines.watch.over(line, PATIENCE):
            found = rows.heads(line, list(known))
            self._stuck.look(line)
        for code, state in known.items():
            self._compare(line, state, found.get(code))

    def _notice(self, line: rows.Connection, payload: str) -> None:
        if payload == rows.RECORDS:
            self._read_records(line)
        else:
            self._catch_up(line, payload)

    def _read_records(self, line: rows.Connection) -> None:
        with self._lines.watch.over(line, PATIENCE):
            self.records.refresh(line)

    def _catch_up(self, line: rows.Connection, code: str) -> None:
        state = self._states.get(code)
        if state is not None:
            with self._lines.watch.over(line, PATIENCE):
                found = rows.head(line, code)
            self._compare(line, state, found)

    def _compare(self, line: rows.Connection, state: State, found: rows.Head | None) -> None:
        """`state` was known before `found` was looked for."""
        code = state.workshop.code
        if found is None:
            self._gone(code)
        elif found.version != state.version:
            self._bring_up(line, state, found)

    def _bring_up(self, line: rows.Connection, state: State, found: rows.Head) -> None:
        """One that cannot be read any more keeps no other waiting; whoever asks for it hears why."""
        try:
            self._tell_if_new(self._newest(line, state, found), state)
        except (Damaged, NewerVersion):
            self._states.pop(state.workshop.code, None)

    def _newest(self, line: rows.Connection, state: State, found: rows.Head) -> State:
        code, is_whole = state.workshop.code, rows.is_read_whole(state, found)
        with self._lines.watch.over(line, WHOLE if is_whole else _CATCHING_UP), line.transaction():
            rows.look_at_one_picture(line)
            newest = rows.head(line, code)
            return state if newest is None else rows.caught_up(line, state, newest)
