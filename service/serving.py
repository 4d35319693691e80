"""Starting and ending with the server."""

import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, NoReturn

from facilitation.errors import Locked, StoreUnavailable
from locales import words
from service.config import data_folder, database, language_of_machine
from service.control import announce, withdraw
from service.ending import Ending
from service.faults import say_nothing_of_what_is_no_request
from service.house import House, close_house, house
from service.limits import raise_file_limit
from service.retention import Retention
from service.snapshots import Snapshots
from service.tidying import Tidying, leave_alone_what_stays

ANOTHER_SERVER = 73
"""Exit code when another server has the data folder (EX_CANTCREAT)."""
NOWHERE_TO_KEEP = 74
"""Exit code when the data folder or the database cannot be used (EX_IOERR)."""


def lifespan(port: Callable[[], int]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """For the application; `port` is asked for when the server has read its settings."""

    @asynccontextmanager
    async def running(_app: Any) -> AsyncIterator[None]:
        raise_file_limit()
        say_nothing_of_what_is_no_request()
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
    """The server must not run on a folder that another one writes to, and cannot without a place to keep things: it
    says so and ends."""
    t = words(language_of_machine())
    try:
        return house()
    except Locked as refused:
        _end(t("common.refused.locked", **refused.values), ANOTHER_SERVER)
    except StoreUnavailable as away:
        reason = away.values.get("reason", "")
        folder = t("run.no_folder", folder=data_folder(), reason=reason)
        _end(t("run.no_database") if database() else folder, NOWHERE_TO_KEEP)


def _end(sentence: str, code: int) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    os._exit(code)
