"""What is kept for a time only: phone numbers and addresses are deleted when the day that was said is over.

Looked for at the start and every hour, in a thread of its own that nobody waits for.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from threading import Event, Thread

from facilitation.errors import Refused
from facilitation.kinds import KINDS
from facilitation.kinds.plan import today
from facilitation.model import Contribution
from facilitation.turn import Reader, Turn
from service import snapshots
from service.acting import PATIENCE
from service.house import House
from service.people_files.backup import activities_ever

log = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two looks."""


class Retention:
    def __init__(self, house: House, every: float = EVERY) -> None:
        self._house = house
        self._every = every
        self._ended = Event()

    def start(self) -> None:
        Thread(target=self._run, name="retention", daemon=True).start()

    def end(self) -> None:
        """Whatever it does at the moment may be cut off: the next start goes on with it."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.is_set():
            forget_all(self._house, self._ended)
            self._ended.wait(self._every)


def forget_all(house: House, ended: Event | None = None) -> None:
    """In every workshop. One that cannot be read or written now is looked at again the next time."""
    for code in house.store.codes():
        if ended is not None and ended.is_set():
            return
        try:
            forget(house, code)
        except (Refused, TimeoutError) as error:
            log.warning("What is over in %s is still there: %s", code, error)
        except Exception as error:  # noqa: BLE001 (the others go on; what it says might hold people's words)
            log.error("What is over in %s is still there: %s", code, type(error).__name__)


def forget(house: House, code: str) -> int:
    """How many answers had something whose time is over. Durable, and gone from older copies, on return."""
    activities = {c.activity for c in _over(house.store.read(code), house.clock())}
    if not activities:
        return 0
    forgotten = house.store.run(code, _forget).result(PATIENCE)
    for activity in sorted(activities):
        house.store.forget(code, activity)
    snapshots.forget(house.folder, code)
    return forgotten


def _forget(turn: Turn) -> int:
    return sum(turn.put(each) is not None for each in _over(turn, turn.now))


def _over(reader: Reader, now: float) -> tuple[Contribution, ...]:
    """What has something to lose, as it may be kept."""
    return tuple(_kept(reader, now))


def _kept(reader: Reader, now: float) -> Iterator[Contribution]:
    day = today(reader.workshop, now)
    for activity, kind_name in activities_ever(reader.workshop).items():
        its = KINDS[kind_name]
        for given in reader.contributions(activity).values() if its.forgets else ():
            payload = dict(its.kept(given.payload, day))
            if payload != given.payload:
                yield replace(given, payload=payload)
