"""Nobody waits without end for a server that answers no more, although its machine is there: it is frozen, or its disk
hangs. The network goes on acknowledging what is sent to it, so that no keepalive finds anything amiss."""

import logging
import math
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from time import monotonic

from storage import rows

log = logging.getLogger(__name__)

LOOK_ROUND = 0.5
"""Seconds between two looks at who has waited too long."""


class Watch:
    """Cuts a line on which a command takes too long; whoever waits there gets an OperationalError.

    What became of the command nobody knows then: the server may still carry it out when it goes on.
    """

    def __init__(self) -> None:
        self._until: dict[socket.socket, float] = {}
        self._lock = Lock()
        self._ended = Event()
        self._thread = Thread(target=self._run, name="store-watch", daemon=True)
        self._thread.start()

    @contextmanager
    def over(self, connection: rows.Connection, seconds: float) -> Iterator[None]:
        """All that is done with it within takes no longer."""
        with socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM) as line:
            with self._lock:
                self._until[line] = monotonic() + seconds
            try:
                yield
            finally:
                with self._lock:
                    del self._until[line]

    def cut_all(self) -> None:
        """It is known that nothing will come any more."""
        self._cut(math.inf)

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(LOOK_ROUND):
            self._cut(monotonic())

    def _cut(self, now: float) -> None:
        """Of a descriptor of our own: the number of the connection's might be somebody else's by now."""
        with self._lock:
            for line in [line for line, until in self._until.items() if until <= now]:
                log.warning("A line to the database is cut: nothing comes any more")
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
