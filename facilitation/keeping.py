"""How long a workshop is kept: a number of months after the last time that people came together."""

from calendar import monthrange
from datetime import date

from facilitation.kinds.plan_acts import today
from facilitation.model import Workshop

MONTHS = (1, 3, 6, 12, 24, 36)
"""What the manager chooses from."""
WARNING_DAYS = 30
"""The desk says so beforehand."""
GRACE_DAYS = 7
"""Where nobody could see the warning, since the server was off, it is shown for as long before anything goes."""


def last_gathering(workshop: Workshop) -> date:
    """The last day on which a step was opened, also once more; before that, the day that was planned or on which it was
    made."""
    opened = [a.opened_at for a in workshop.agenda if a.opened_at is not None]
    again = [step.at for step in workshop.history if step.verb == "reopen"]
    planned = [m.starts_at for m in workshop.meetings if m.starts_at is not None]
    return today(workshop, max([workshop.created_at, *opened, *again, *planned]))


def last_day(workshop: Workshop) -> date:
    """The last day on which anything of it is kept."""
    return _months_later(last_gathering(workshop), workshop.privacy.months)


def days_left(workshop: Workshop, now: float) -> int:
    """0 on the last day, below 0 when it is over."""
    return (last_day(workshop) - today(workshop, now)).days


def ends_soon(workshop: Workshop, now: float) -> bool:
    return days_left(workshop, now) <= WARNING_DAYS


def _months_later(start: date, months: int) -> date:
    """The same day of the month, or the last one it has."""
    month = start.year * 12 + start.month - 1 + months
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(start.day, monthrange(year, number)[1]))
