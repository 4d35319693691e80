"""Snapshots: while an evening runs, a private backup of it every few minutes, beside the data and read back at once.

They lie in `snapshots/CODE/` of the data folder, named by their time (UTC). Kept are those of the last hour and one for
each hour of the last day; one from before a restore is kept like any other, so that a wrong restore can be undone.
"""

import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from shutil import rmtree
from threading import Event, Lock, Thread
from time import monotonic

from facilitation.errors import NotFound, Refused, StoreUnavailable
from facilitation.model import Workshop
from facilitation.turn import Reader
from service import people_files
from service.house import House
from service.people_files.documents import read, written
from service.people_files.out import write_out

log = logging.getLogger(__name__)

EVERY = 300.0
"""Seconds between two snapshots of a workshop in which something happens."""
LOOK_AGAIN = 20.0
RESTS_FOR = 100
"""Times as long as one took: a very large workshop has fewer, so that they cost at most a hundredth of the machine."""
AN_HOUR = 3600.0
A_DAY = 24 * AN_HOUR

_renewed_until: dict[tuple[Path, str], float] = {}
"""Data folder and code → until when a large workshop's snapshot is not taken anew for those who leave."""

_naming = Lock()
_NAME = re.compile(r"\d{8}T\d{6}Z")
_FORGOTTEN = re.compile(rb'^    "forgotten_at": (\d+(?:[.]\d+)?),?$', re.MULTILINE)
"""The workshop's own, as `written` writes it: in what people typed no line begins."""
_FORMAT = "%Y%m%dT%H%M%SZ"


class Snapshots:
    """Takes them in a thread of its own that nobody waits for."""

    def __init__(self, house: House, every: float = EVERY, look_again: float = LOOK_AGAIN) -> None:
        self._house = house
        self._every = every
        self._look_again = look_again
        self._changed: dict[str, float] = {}
        self._not_before: dict[str, float] = {}
        self._lock = Lock()
        self._ended = Event()
        house.store.listen(self._note, partial(forget, house.folder))

    def start(self) -> None:
        """What a server that was killed had half written goes: nobody who leaves would look for it."""
        for path in self._house.folder.glob("snapshots/*/.*.json.*"):
            with suppress(OSError):
                path.unlink()
        Thread(target=self._run, name="snapshots", daemon=True).start()

    def end(self) -> None:
        """One that is being written is whole or not there."""
        self._ended.set()

    def take_due(self) -> None:
        """Of every workshop in which something has changed a while ago and no snapshot was taken since."""
        for code in list(self._changed):
            self._forget_old(code)
        for code in self._due():
            began = monotonic()
            try:
                take(self._house, code)
            except Refused as refused:
                log.warning("No snapshot of %s now: %s", code, refused.key)
            except Exception as error:  # noqa: BLE001 (the others go on)
                log.error("No snapshot of %s now: %s", code, _reason(error))
                self._note(code)
            self._not_before[code] = self._house.clock() + RESTS_FOR * (monotonic() - began)

    def _forget_old(self, code: str) -> None:
        """What was removed for good may have been removed by another replica, and stand in our snapshots still."""
        try:
            forget_old(self._house, code)
        except (Refused, OSError) as error:
            log.warning("Old snapshots of %s are still there: %s", code, _reason(error))

    def _due(self) -> list[str]:
        """A moment that is still to come is no reason to wait: the clock was set back."""
        now = self._house.clock()
        with self._lock:
            due = [
                code
                for code, since in self._changed.items()
                if not since <= now < since + self._every
                and not 0 < self._not_before.get(code, 0.0) - now < AN_HOUR
            ]
            for code in due:
                del self._changed[code]
        return due

    def _note(self, code: str, _reader: Reader | None = None) -> None:
        with self._lock:
            self._changed.setdefault(code, self._house.clock())

    def _run(self) -> None:
        while not self._ended.wait(self._look_again):
            try:
                self.take_due()
            except Exception as error:  # noqa: BLE001 (an evening goes on for hours after one look that failed)
                log.error("No snapshots at this look: %s", _reason(error))


def take(house: House, code: str) -> str:
    """One now; its name. Raises NotFound, OSError, and ValueError if what was written cannot be read back."""
    return _take(house, code)[0]


def _take(house: House, code: str) -> tuple[str, int]:
    """Its name, and the version that it is of."""
    while True:
        reader = house.store.read(code)
        path = _taken(house, reader)
        if _may_stay(house, reader):
            break
        path.unlink(missing_ok=True)
    _rotate(path.parent, house.clock())
    return path.stem, reader.version


def _taken(house: House, reader: Reader) -> Path:
    code = reader.workshop.code
    text = people_files.backup(reader, house.store.files(code))
    folder = _folder(house.folder, code)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _naming:
        path = folder / f"{_free_name(folder, _not_old(house, reader.workshop))}.json"
        write_out(path, text.encode(), private=True)
    if written(read(path.read_text("utf-8"))) != text:
        path.unlink()
        raise ValueError(f"the snapshot {path.name} does not read back")
    return path


def _may_stay(house: House, reader: Reader) -> bool:
    """Not where something was removed for good while it was written: the older ones went then, and it came after them.
    Raises NotFound where that was the whole workshop."""
    code = reader.workshop.code
    try:
        return house.workshop(code).forgotten_at == reader.workshop.forgotten_at
    except NotFound:
        forget(house.folder, code)
        raise


def names(house: House, code: str) -> tuple[str, ...]:
    """The newest first."""
    return tuple(sorted((p.stem for p in _files(_folder(house.folder, code))), reverse=True))


def moment(name: str) -> float:
    """Seconds since the epoch."""
    return datetime.strptime(name, _FORMAT).replace(tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Restored:
    """`before`: the name of the snapshot of what was there, empty where that could not be read. `left_out`: how many
    of the backup have left since, and stay away."""

    workshop: Workshop
    before: str
    left_out: int


def restore(house: House, code: str, text: str) -> Restored:
    """Put a backup in the workshop's place. The snapshot of before is taken once that has been checked, and once more
    where something was given until it was put back. Raises what `backup_of` raises, NotFound, and StoreUnavailable if
    nothing can be kept of before."""
    found = people_files.backup_of(code, text)
    before, version = _before(house, code)
    restored, replaced = people_files.put_back(house.store, found, house.clock())
    if replaced is not None and replaced.version > version:
        before = _of_the_last(house, replaced, before)
    return Restored(restored.workshop, before, len(found.people) - len(restored.participants()))


def _before(house: House, code: str) -> tuple[str, int]:
    try:
        return _take(house, code)
    except Refused:
        return "", 0
    except OSError as error:
        raise StoreUnavailable(reason=error.strerror or "") from error


def _of_the_last(house: House, replaced: Reader, before: str) -> str:
    """Also with what was given while the one before was taken: phones were told that it is saved."""
    try:
        return _taken(house, replaced).stem
    except (OSError, ValueError, Refused) as error:
        log.warning("The last answers before a restore are in no snapshot: %s", _reason(error))
        return before


def text_of(house: House, code: str, name: str) -> str:
    """Raises NotFound("no_such_snapshot")."""
    path = _folder(house.folder, code) / f"{name}.json"
    if not _NAME.fullmatch(name) or not path.exists():
        raise NotFound("no_such_snapshot")
    return path.read_text("utf-8")


def forget(folder: Path, code: str) -> None:
    """All of this workshop."""
    rmtree(_folder(folder, code), ignore_errors=True)


def renew(house: House, code: str) -> None:
    """In the place of those from before something was removed for good there is one from after it; where that was done
    a moment ago, the next one comes with the others. Raises Refused."""
    had, place = names(house, code), (house.folder, code)
    forget(*place)
    if not had or monotonic() < _renewed_until.get(place, 0.0):
        return
    began = monotonic()
    try:
        take(house, code)
    except OSError as error:
        log.warning("No snapshot of %s now: %s", code, error.strerror)
    _renewed_until[place] = monotonic() + RESTS_FOR * (monotonic() - began)


def forget_old(house: House, code: str) -> None:
    """Those from before the last removal for good, by what they say themselves too: another replica's clock may be
    behind ours. Raises Refused, OSError."""
    until = house.workshop(code).forgotten_at
    for path in _files(_folder(house.folder, code)):
        if moment(path.stem) <= until or _forgotten_in(path, path.stat().st_mtime_ns) < until:
            path.unlink(missing_ok=True)


@lru_cache(maxsize=1000)
def _forgotten_in(path: Path, written_at: int) -> float:
    """When something was last removed for good, as this one knows it. Read once: it is never written anew."""
    return float((_FORGOTTEN.findall(path.read_bytes()) or [0])[-1])


def _reason(error: Exception) -> str:
    """For the log: what an error says by itself might hold people's words."""
    if isinstance(error, Refused):
        return error.key
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__


def _not_old(house: House, workshop: Workshop) -> float:
    """Names count whole seconds: one that is taken within the second of a removal must not look older than it."""
    return max(house.clock(), workshop.forgotten_at + 1)


def _folder(folder: Path, code: str) -> Path:
    return folder / "snapshots" / code


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.json") if _NAME.fullmatch(p.stem))


def _free_name(folder: Path, now: float) -> str:
    """After the newest that is there: two within a second are two, and one that is taken later has the later name,
    though the clock was set back."""
    newest = max((moment(p.stem) for p in _files(folder)), default=0.0)
    return _name(max(now, newest + 1))


def _name(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).strftime(_FORMAT)


def _rotate(folder: Path, now: float) -> None:
    files = _files(folder)
    for path in set(files) - set(_kept(files, now)):
        path.unlink(missing_ok=True)


def _kept(files: list[Path], now: float) -> Iterable[Path]:
    """The newest in any case; all of the last hour; of earlier hours the last of each, for a day. Of those whose moment
    is still to come, since the clock was set back, as many as an hour has."""
    yield from files[-1:]
    yield from [p for p in files if moment(p.stem) > now][-int(AN_HOUR / EVERY) :]
    yield from (p for p in files if now >= moment(p.stem) > now - AN_HOUR)
    today = (p for p in files if now >= moment(p.stem) > now - A_DAY)
    for _, of_an_hour in groupby(today, key=lambda p: int(moment(p.stem) // AN_HOUR)):
        yield list(of_an_hour)[-1]
