"""Starting and ending with the server."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from facilitation.errors import Locked
from locales import words
from service.config import language_of_machine
from service.control import announce, withdraw
from service.house import House, close_house, house
from service.limits import raise_file_limit
from service.retention import Retention
from service.snapshots import Snapshots
from service.tidying import Tidying, leave_alone_what_stays

LAUNCHED = "ASUKASILTA_LAUNCHED"
"""Set by a launcher that holds the other end of our standard input for as long as it lives."""
ANOTHER_SERVER = 73
"""Exit code when another server has the data folder (EX_CANTCREAT)."""


def lifespan(port: Callable[[], int]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """For the application; `port` is asked for when the server has read its settings."""

    @asynccontextmanager
    async def running(_app: Any) -> AsyncIterator[None]:
        raise_file_limit()
        home = _open_house()
        home.hub.attach()
        _end_streams_on_signals()
        _end_with_launcher()
        announce(home, port())
        retention = Retention(home)
        retention.start()
        snapshots = Snapshots(home)
        snapshots.start()
        leave_alone_what_stays()
        tidying = Tidying()
        tidying.start()
        try:
            yield
        finally:
            tidying.end()
            retention.end()
            snapshots.end()
            withdraw(home)
            close_house()

    return running


def _open_house() -> House:
    """The server must not run on a folder that another one writes to: it says so and ends."""
    try:
        return house()
    except Locked as refused:
        sentence = words(language_of_machine())("common.refused.locked", **refused.values)
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
        os._exit(ANOTHER_SERVER)


def _end_streams_on_signals() -> None:
    """The server waits for open streams before it stops, so they end first; then whoever was asked before goes on."""
    loop = asyncio.get_running_loop()
    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
        _chain(number, loop)


def _chain(number: int, loop: asyncio.AbstractEventLoop) -> None:
    before = signal.getsignal(number)

    def ending(received: int, frame: Any) -> None:
        loop.call_soon_threadsafe(house().hub.end)
        if callable(before):
            before(received, frame)

    try:
        signal.signal(number, ending)
    except ValueError:  # not the main thread: an embedding program handles signals itself
        return


def _end_with_launcher() -> None:
    """A launcher that is killed tells nobody, but its end of the pipe closes, on every system."""
    if os.environ.get(LAUNCHED):
        threading.Thread(target=_wait_for_its_end, daemon=True).start()


def _wait_for_its_end() -> None:
    while os.read(0, 1024):
        """Nobody writes there."""
    signal.raise_signal(signal.SIGTERM)
