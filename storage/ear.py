"""One connection that listens to what other replicas commit."""

import logging
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import psycopg

from facilitation.errors import StoreUnavailable

log = logging.getLogger(__name__)

LOOK_AGAIN = 5.0
"""Seconds after which everything is looked at although no notice came."""
TRY_AGAIN = 0.5
AT_ONCE = 0.02
Line = Callable[[bool, str], None]
"""Whether the database answers, and if not, what it or the network said."""


class Ear:
    """`notice(payload)` for each notice on the channel; `look()` whenever one may have been missed, and now and then;
    `line(up, why)` when the database is lost or back. All of them in the ear's own thread.

    A line that worked and is cut is no lost database: another one is tried first, without a word and at once.
    """

    def __init__(
        self,
        connect: Callable[[], "psycopg.Connection[Any]"],
        channel: str,
        notice: Callable[[str], None],
        look: Callable[[bool], None],
        line: Line,
    ) -> None:
        self._connect = connect
        self._channel = channel
        self._notice = notice
        self._look = look
        self._line = line
        self._works = False
        self._ended = Event()
        self._thread = Thread(target=self._run, name="store-ear", daemon=True)
        self._thread.start()

    def end(self, wake: Callable[[], None]) -> None:
        """`wake` sends any notice, so that nobody waits for one."""
        self._ended.set()
        wake()
        self._thread.join(LOOK_AGAIN)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._works = False
            why = self._hear()
            if not self._works and not self._ended.is_set():
                self._line(False, why)
            self._ended.wait(AT_ONCE if self._works else TRY_AGAIN)

    def _hear(self) -> str:
        """Until the line is lost; what was said when it went."""
        try:
            with self._connect() as connection:
                connection.execute(f"listen {self._channel}")
                self._line(True, "")
                self._listen(connection)
        except Exception as error:
            if not isinstance(error, psycopg.Error | StoreUnavailable):
                log.exception("The ear goes on after an error of its own")
            return _said(error)
        return ""

    def _listen(self, connection: "psycopg.Connection[Any]") -> None:
        afresh = True
        while not self._ended.is_set():
            self._look(afresh)
            self._works, afresh = True, False
            until = time.monotonic() + LOOK_AGAIN
            while not self._ended.is_set() and time.monotonic() < until:
                for notice in connection.notifies(timeout=TRY_AGAIN, stop_after=1):
                    self._notice(notice.payload)


def _said(error: BaseException) -> str:
    """The first cause in one line: what the server or the network said, which holds no password and nobody's words."""
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
