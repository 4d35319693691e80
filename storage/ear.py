"""One connection that listens to what other replicas commit."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread

import psycopg

from facilitation.errors import StoreUnavailable
from storage.rows import Connection

log = logging.getLogger(__name__)

LOOK_AGAIN = 3.0
"""Seconds after which everything is looked at although no notice came."""
TRY_AGAIN = 0.5
AT_ONCE = 0.02
Line = Callable[[bool, str], None]
"""Whether the database answers, and if not, what it or the network said."""


class Ear:
    """`notice(line, payload)` for each notice on the channel; `look(line, afresh)` whenever one may have been missed,
    and now and then; `line(up, why)` when the database is lost or back. All of them in the ear's own thread, and on its
    own line: it hears how the database is, not how busy the lines of all others are.

    A line that worked and is cut is no lost database: another one is tried first, without a word and at once.
    """

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        notice: Callable[[Connection, str], None],
        look: Callable[[Connection, bool], None],
        line: Line,
    ) -> None:
        self._connect = connect
        self._notice = notice
        self._look = look
        self._line = line
        self._works = False
        self._doubts = False
        self._ended = Event()
        self._thread = Thread(target=self._run, name="store-ear", daemon=True)
        self._thread.start()

    def end(self, wake: Callable[[], None]) -> None:
        """`wake` sends any notice, so that nobody waits for one."""
        self._ended.set()
        wake()
        self._thread.join(LOOK_AGAIN)

    def doubt(self) -> None:
        """From any thread: somebody could not write. Whether the database takes anything is seen from a new line."""
        self._doubts = True

    def _run(self) -> None:
        while not self._ended.is_set():
            self._works = self._doubts = False
            why = self._hear()
            if not self._works and not self._ended.is_set():
                self._line(False, why)
            self._ended.wait(AT_ONCE if self._works else TRY_AGAIN)

    def _hear(self) -> str:
        """Until the line is lost; what was said when it went."""
        try:
            with self._connect() as line:
                self._line(True, "")
                self._listen(line)
        except Exception as error:
            if not isinstance(error, psycopg.Error | StoreUnavailable):
                log.exception("The ear goes on after an error of its own")
            return _said(error)
        return ""

    def _listen(self, line: Connection) -> None:
        self._look(line, True)
        self._works = True
        while self._hears(line, time.monotonic() + LOOK_AGAIN):
            self._look(line, False)

    def _hears(self, line: Connection, until: float) -> bool:
        """Whether it goes on hearing."""
        while not (self._doubts or self._ended.is_set()) and time.monotonic() < until:
            for notice in list(line.notifies(timeout=TRY_AGAIN, stop_after=1)):
                self._notice(line, notice.payload)
        return not (self._doubts or self._ended.is_set())


def _said(error: BaseException) -> str:
    """The first cause in one line: what the server or the network said, which holds no password and nobody's words."""
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
