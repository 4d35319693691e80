"""The summary's files as the doors ask for them: made in threads of their own, a few at a time, and once for all who
want the same. The event loop that carries the votes never waits for one.
"""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from facilitation.errors import Invalid, StoreUnavailable
from facilitation.model import Workshop
from facilitation.turn import Reader
from locales import LANGUAGES, Words, words
from reports.parts import Summary
from reports.summary import summary
from service.house import House
from service.people_files import export

AT_ONCE = 2
PATIENCE = 30.0
"""Seconds a file may take; the largest we know takes two."""
MOST_WAITING = 20
"""Different files asked for at once, each version by itself; beyond it people are asked to come back, since each costs
a second."""
KEPT = 48
"""Files: 4 workshops, 4 kinds, 3 languages."""

Make = Callable[[Reader, Words], Any]


@dataclass(frozen=True, slots=True)
class Format:
    """`make` is imported when it is first needed: no phone that votes waits for a PDF library."""

    ending: str
    media_type: str
    make: Callable[[Summary, Words], bytes]
    is_text: bool = False


def _pdf(found: Summary, t: Words) -> bytes:
    from reports.pdf import pdf

    return pdf(found, t)


def _xlsx(found: Summary, t: Words) -> bytes:
    from reports.xlsx import xlsx

    return xlsx(found, t)


def _ics(found: Summary, t: Words) -> bytes:
    from reports.calendar import calendar

    return calendar(found, t)


def _message(found: Summary, t: Words) -> bytes:
    from reports.message import message

    return f"{message(found, t)}\n".encode()


FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", _pdf),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "ics": Format("ics", "text/calendar", _ics, is_text=True),
    "message": Format("txt", "text/plain", _message, is_text=True),
}
JSON = "json"
"""The export: the same in every language."""
NAMES = (*FORMATS, JSON)


def report(house: House, code: str, format: str, language: str) -> bytes:
    """From a thread. Raises Invalid("no_such_format", "no_such_language"), NotFound,
    StoreUnavailable("report_late")."""
    _require_known(format, language)
    if format == JSON:
        return export(house.store.read(code), house.store.files(code)).encode()
    return _got(_asked(house.store.read(code), format, language))


async def report_async(house: House, code: str, format: str, language: str) -> bytes:
    """On the event loop."""
    _require_known(format, language)
    return await _awaited(_asked(await house.arriving(code), format, language))


async def summary_async(reader: Reader, language: str) -> Summary:
    """The summary itself, for a page."""
    found: Summary = await _awaited(_asked(reader, "", language))
    return found


def _require_known(format: str, language: str) -> None:
    if format not in NAMES:
        raise Invalid("no_such_format")
    if language not in LANGUAGES:
        raise Invalid("no_such_language")


# --- made once, a few at a time ---


@dataclass(frozen=True, slots=True)
class _Made:
    """What a file was made from: the same workshop object at the same version, since a code may come back anew."""

    workshop: Workshop
    version: int
    future: "Future[Any]"

    def serves(self, reader: Reader) -> bool:
        failed = self.future.done() and self.future.exception() is not None
        return self.workshop is reader.workshop and self.version == reader.version and not failed


_made: "OrderedDict[tuple[str, str, str], _Made]" = OrderedDict()
_waiting: "set[Future[Any]]" = set()
"""Queued or being made; also those that nobody can have any more, since something has changed."""
_guard = threading.Lock()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="report")


def _asked(reader: Reader, format: str, language: str) -> "Future[Any]":
    """Done, under way, or begun now. Raises StoreUnavailable when too many wait."""
    key = (reader.workshop.code, format, language)
    with _guard:
        known = _made.get(key)
        if known and known.serves(reader):
            _made.move_to_end(key)
            return known.future
        if sum(not future.done() for future in list(_waiting)) >= MOST_WAITING:
            raise StoreUnavailable("report_late")
        future = _threads().submit(_make, reader, format, language)
        _waiting.add(future)
        future.add_done_callback(_waiting.discard)
        _made[key] = _Made(reader.workshop, reader.version, future)
        _made.move_to_end(key)
        while len(_made) > KEPT:
            _made.popitem(last=False)
        return future


def _make(reader: Reader, format: str, language: str) -> Any:
    t = words(language)
    found = summary(reader, t)
    return FORMATS[format].make(found, t) if format else found


def _got(future: "Future[Any]") -> Any:
    try:
        return future.result(PATIENCE)
    except TimeoutError:
        raise StoreUnavailable("report_late") from None


async def _awaited(future: "Future[Any]") -> Any:
    """Whoever goes away takes the file from nobody else."""
    try:
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), PATIENCE)
    except TimeoutError:
        raise StoreUnavailable("report_late") from None
