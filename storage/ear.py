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


class Ear:
    """`notice(payload)` for each notice on the channel; `look()` whenever one may have been missed, and now and then;
    `line(up)` when the database is lost or back. All of them in the ear's own thread."""

    def __init__(
        self,
        connect: Callable[[], "psycopg.Connection[Any]"],
        channel: str,
        notice: Callable[[str], None],
        look: Callable[[bool], None],
        line: Callable[[bool], None],
    ) -> None:
        self._connect = connect
        self._channel = channel
        self._notice = notice
        self._look = look
        self._line = line
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
            try:
                with self._connect() as connection:
                    connection.execute(f"listen {self._channel}")
                    self._line(True)
                    self._listen(connection)
            except Exception as error:
                if not isinstance(error, psycopg.Error | StoreUnavailable):
                    log.exception("The ear goes on after an error of its own")
                self._line(False)
                self._ended.wait(TRY_AGAIN)

    def _listen(self, connection: "psycopg.Connection[Any]") -> None:
        afresh = True
        while not self._ended.is_set():
            self._look(afresh)
            afresh = False
            until = time.monotonic() + LOOK_AGAIN
            while not self._ended.is_set() and time.monotonic() < until:
                for notice in connection.notifies(timeout=TRY_AGAIN, stop_after=1):
                    self._notice(notice.payload)
