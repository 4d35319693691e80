"""What is kept for a time only: phone numbers and addresses are deleted when the day that was said is over, and a
workshop as a whole when its own is.

Looked for at the start and every hour, in a thread of its own that nobody waits for.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from threading import Event, Thread
from time import monotonic

from facilitation import keeping
from facilitation.errors import Refused
from facilitation.history import activities_ever
from facilitation.kinds import KINDS
from facilitation.kinds.base import Kind
from facilitation.kinds.plan import today
from facilitation.model import Contribution, Workshop
from facilitation.permissions import MANAGER
from facilitation.turn import Reader, Turn
from service import deleting, snapshots
from service.acting import PATIENCE
from service.deleting import WARNED
from service.forgetting import begun, finish, thorough
from service.house import DELETED, House

log = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two looks."""
AT_ONCE = 86_400.0
"""Seconds by which a clock may go ahead of the time that has passed; a laptop that slept goes ahead, too."""


class Retention:
    def __init__(self, house: House, every: float = EVERY) -> None:
        self._house = house
        self._every = every
        self._ended = Event()
        self._behind = house.clock() - monotonic()
        self._doubts = False

    def start(self) -> None:
        Thread(target=self._run, name="retention", daemon=True).start()

    def end(self) -> None:
        """Whatever it does at the moment may be cut off: the next start goes on with it."""
        self._ended.set()

    def look(self) -> None:
        """Days that have passed all at once are believed at the next look, also where more have passed so by then: a
        clock that is put right meanwhile has taken nothing away."""
        before, self._behind = self._behind, self._house.clock() - monotonic()
        self._doubts = self._behind - before >= AT_ONCE and not self._doubts
        if not self._doubts:
            forget_all(self._house, self._ended)

    def _run(self) -> None:
        while not self._ended.is_set():
            self.look()
            self._ended.wait(self._every)


def forget_all(house: House, ended: Event | None = None) -> None:
    """In every workshop. One that cannot be read or written now is looked at again the next time."""
    _attempt("what was begun", lambda: _finish_each(house))
    _attempt("what was deleted", lambda: _sweep(house))
    _attempt("all of them", lambda: _look_at_each(house, ended))


def _finish_each(house: House) -> None:
    for name, code in begun(house).items():
        _attempt(code, partial(finish, house, name, code))


def _look_at_each(house: House, ended: Event | None) -> None:
    for code in house.store.codes():
        if ended is not None and ended.is_set():
            return
        _attempt(code, partial(look_at, house, code))


def look_at(house: House, code: str) -> None:
    """One workshop: all of it, if its time is over; else what in it is over."""
    if is_over(house, code):
        deleting.delete(house, code, MANAGER)
        log.warning("%s was deleted: its time was over", code)
        return
    forget(house, code)
    snapshots.forget_old(house, code)


def is_over(house: House, code: str) -> bool:
    """Whether it goes now: its last day is over, and the desk has said so long enough before."""
    workshop, now = house.workshop(code), house.clock()
    _note(house, workshop)
    return keeping.days_left(workshop, now) < 0 and deleted_on(house, workshop) <= today(workshop, now)


def deleted_on(house: House, workshop: Workshop) -> date:
    """The day on which it goes: after its last, but for one that was brought in or found later than that, or whose last
    day was set to one that nobody had been warned of."""
    seen = today(workshop, _warned_since(house, workshop)) + timedelta(days=keeping.GRACE_DAYS)
    return max(keeping.last_day(workshop) + timedelta(days=1), seen)


def _warned_since(house: House, workshop: Workshop) -> float:
    """Since when the desk says that it goes on this day, or on an earlier one; now, where it has not said so yet. The
    day is not known of a note that an older version has made."""
    last = keeping.last_day(workshop).isoformat()
    noted = house.store.records.get(WARNED).get(workshop.code, [house.clock(), last])
    since, day = noted if isinstance(noted, list) else [noted, last]
    return float(since) if day <= last else house.clock()


def _note(house: House, workshop: Workshop) -> None:
    """Since when the desk warns. Whoever sets another day is warned anew."""
    if not keeping.ends_soon(workshop, house.clock()):
        deleting.forget_warnings(house, {workshop.code})
        return
    note = [_warned_since(house, workshop), keeping.last_day(workshop).isoformat()]
    if house.store.records.get(WARNED).get(workshop.code) != note:
        house.store.records.change(WARNED, lambda kept: {**kept, workshop.code: note})


def _sweep(house: House) -> None:
    """Another replica has deleted it: our snapshots of it go, too. One that was brought in again keeps its own."""
    there, deleted = house.store.codes(), house.store.records.get(DELETED)
    for code in set(deleted) - set(there):
        snapshots.forget(house.folder, code)
    deleting.forget_warnings(house, set(house.store.records.get(WARNED)) - set(there))


def _attempt(what: str, act: Callable[[], object]) -> None:
    try:
        act()
    except (Refused, TimeoutError) as error:
        log.warning("What is over in %s is still there: %s", what, error)
    except Exception as error:  # noqa: BLE001 (the others go on; what it says might hold people's words)
        log.error("What is over in %s is still there: %s", what, type(error).__name__)


def forget(house: House, code: str) -> int:
    """How many answers had something whose time is over. Durable, and gone from older copies, on return."""
    activities = {c.activity for c in _over(house.store.read(code), house.clock())}
    if not activities:
        return 0
    with thorough(house, code) as changed:
        forgotten = house.store.run(code, _forget).result(PATIENCE)
        changed |= activities
    return forgotten


def _forget(turn: Turn) -> int:
    turn.save(turn.workshop.forgetting(turn.now))
    return sum(turn.put(each) is not None for each in _over(turn, turn.now))


def _over(reader: Reader, now: float) -> tuple[Contribution, ...]:
    """What has something to lose, as it may be kept."""
    return tuple(_kept(reader, now))


def _kept(reader: Reader, now: float) -> Iterator[Contribution]:
    day, kinds = today(reader.workshop, now), activities_ever(reader.workshop)
    for activity in reader.activities():
        for its in _that_forget(kinds.get(activity)):
            for given in reader.contributions(activity).values():
                payload = dict(its.kept(given.payload, day)) if its.can_hold(given.payload) else given.payload
                if payload != given.payload:
                    yield replace(given, payload=payload)


def _that_forget(kind_name: str | None) -> tuple[Kind, ...]:
    """Of a step that has left the agenda for good nobody knows the kind."""
    its = KINDS.values() if kind_name is None else (KINDS[kind_name],)
    return tuple(each for each in its if each.forgets)
