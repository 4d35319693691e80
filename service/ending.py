"""The server ends when it is told to: in order, and soon, whoever still has a line open."""

import asyncio
import logging
import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from service.live import Hub

log = logging.getLogger(__name__)

LAUNCHED = "ASUKASILTA_LAUNCHED"
"""Set by a launcher that holds the other end of our standard input for as long as it lives."""
LINES_MAY_TAKE = 5.0
"""Seconds until the server ends without them: a phone that is gone without a word, with something on its way to it,
leaves a line that never empties, and the web server would wait for it."""
NOT_WAITED = "Ends now, whatever is still under way"
DISK_MAY_TAKE = 3.0
"""Seconds more, for what is still to be put in order."""


class Ending:
    """`in_order`: what must be done before the process ends; it is done once, however the end comes."""

    def __init__(self, hub: Hub, in_order: Callable[[], None]) -> None:
        self._hub = hub
        self._in_order: Callable[[], None] | None = in_order
        self._one_at_a_time = threading.Lock()
        self._told: queue.SimpleQueue[int] = queue.SimpleQueue()

    def wait_for_it(self) -> None:
        """From the event loop: be told by signals, and by the end of the launcher."""
        loop = asyncio.get_running_loop()
        names = ("SIGINT", "SIGTERM", "SIGBREAK")
        for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
            self._chain(number, loop)
        threading.Thread(target=self._at_the_latest, name="ending", daemon=True).start()
        if os.environ.get(LAUNCHED):
            threading.Thread(target=_wait_for_launcher, name="launcher", daemon=True).start()

    def put_in_order(self) -> None:
        with self._one_at_a_time:
            if self._in_order is not None:
                self._in_order()
                self._in_order = None

    def _chain(self, number: int, loop: asyncio.AbstractEventLoop) -> None:
        """The web server waits for open streams before it stops, so they end first; then whoever was asked before."""
        before = signal.getsignal(number)

        def ending(received: int, frame: Any) -> None:
            self._told.put(received)  # a second signal may come within it, which an Event would wait for
            loop.call_soon_threadsafe(self._hub.end)
            if callable(before):
                before(received, frame)

        try:
            signal.signal(number, ending)
        except ValueError:  # not the main thread: an embedding program handles signals itself
            return

    def _at_the_latest(self) -> None:
        """Neither a disk that hangs is waited for, whatever was acknowledged is in the journals, nor a log that nobody
        takes in."""
        self._told.get()
        time.sleep(LINES_MAY_TAKE)
        last = [threading.Thread(target=each, daemon=True) for each in (_say_so, self.put_in_order)]
        until = time.monotonic() + DISK_MAY_TAKE
        for each in last:
            each.start()
        for each in last:
            each.join(max(0.0, until - time.monotonic()))
        os._exit(0)


def _say_so() -> None:
    log.warning(NOT_WAITED)


def _wait_for_launcher() -> None:
    """One that is killed tells nobody, but its end of the pipe closes, on every system."""
    while os.read(0, 1024):
        """Nobody writes there."""
    signal.raise_signal(signal.SIGTERM)
