"""Starting and ending with the server."""

import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from facilitation.errors import Locked
from locales import words
from service.config import language_of_machine
from service.control import announce, withdraw
from service.ending import Ending
from service.house import House, close_house, house
from service.limits import raise_file_limit
from service.retention import Retention
from service.snapshots import Snapshots
from service.tidying import Tidying, leave_alone_what_stays

ANOTHER_SERVER = 73
"""Exit code when another server has the data folder (EX_CANTCREAT)."""


def lifespan(port: Callable[[], int]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """For the application; `port` is asked for when the server has read its settings."""

    @asynccontextmanager
    async def running(_app: Any) -> AsyncIterator[None]:
        raise_file_limit()
        home = _open_house()
        home.hub.attach()
        work = (Retention(home), Snapshots(home), Tidying())
        ending = Ending(home.hub, lambda: _put_in_order(home, work))
        ending.wait_for_it()
        announce(home, port())
        for each in work:
            each.start()
        leave_alone_what_stays()
        try:
            yield
        finally:
            ending.put_in_order()

    return running


def _put_in_order(home: House, work: Sequence[Retention | Snapshots | Tidying]) -> None:
    for each in work:
        each.end()
    withdraw(home)
    close_house()


def _open_house() -> House:
    """The server must not run on a folder that another one writes to: it says so and ends."""
    try:
        return house()
    except Locked as refused:
        sentence = words(language_of_machine())("common.refused.locked", **refused.values)
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
        os._exit(ANOTHER_SERVER)
