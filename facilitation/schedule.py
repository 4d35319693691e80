"""Time on the agenda: when the evening was to end, when it will, and what could be left out."""

from dataclasses import dataclass

from facilitation.model import Activity, Workshop


@dataclass(frozen=True, slots=True)
class Schedule:
    """`planned_end`, `expected_end` in seconds since the epoch, None before the start; `late_minutes` may be
    negative (early). `could_skip`: steps still ahead that would win back the time, longest first."""

    planned_end: float | None
    expected_end: float | None
    late_minutes: int
    could_skip: tuple[Activity, ...]


def schedule(workshop: Workshop, now: float) -> Schedule:
    if workshop.started_at is None:
        return Schedule(None, None, 0, ())
    planned = workshop.planned_minutes or planned_minutes(workshop)
    planned_end = workshop.started_at + planned * 60
    expected = now + 60 * _minutes_left(workshop, now)
    late = round((expected - planned_end) / 60)
    return Schedule(planned_end, expected, late, _could_skip(workshop) if late > 0 else ())


def planned_minutes(workshop: Workshop) -> int:
    """What the agenda takes as it stands, without what is left out."""
    return sum(a.minutes for a in workshop.agenda if not a.skipped)


def ahead(workshop: Workshop) -> tuple[Activity, ...]:
    """The steps after the current one that are still to be done."""
    after = [a.id for a in workshop.agenda].index(workshop.current) + 1
    return tuple(a for a in workshop.agenda[after:] if not a.skipped)


def _minutes_left(workshop: Workshop, now: float) -> float:
    on = workshop.now
    spent = (now - on.opened_at) / 60 if on.opened_at else 0
    return max(0, on.minutes - spent) + sum(a.minutes for a in ahead(workshop))


def _could_skip(workshop: Workshop) -> tuple[Activity, ...]:
    """All but the last step, which says thank you."""
    return tuple(sorted(ahead(workshop)[:-1], key=lambda a: -a.minutes))
