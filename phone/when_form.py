"""When, as an ordinary form asks it: five ways, each in words, and read again letter by letter."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from facilitation.when import MOST_DAYS, Day, Days, Month, Season, SeasonName, Week, When
from locales import Words
from service.when_said import when_said

WAYS = ("", "day", "week", "month", "season", "days")
"""Nothing yet; then as `facilitation.when` names them."""
WEEKS, MONTHS, SEASONS = 26, 12, 6
"""How many there are to choose from."""

_PARTS: dict[str, type[Week] | type[Month] | type[Season]] = {"week": Week, "month": Month, "season": Season}
_ORDER: tuple[SeasonName, ...] = ("winter", "spring", "summer", "autumn")
_BY_HAND = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*")
_CLOCK = re.compile(r"\s*(\d{1,2})[.:](\d{2})\s*")


def read(form: Mapping[str, str]) -> dict[str, Any] | None:
    """What was chosen, as the domain spells it and not checked yet; None for "not known yet"."""
    way = form.get("when", "")
    if way == "day":
        return _day(form.get("day", ""), form.get("time", ""))
    if way in ("week", "month", "season"):
        year, _, part = form.get(way, "").partition("-")
        return {"kind": way, "year": _whole(year), way: part if way == "season" else _whole(part)}
    if way != "days":
        return None
    days = [_day(*typed) for typed in _typed_days(form) if typed[0].strip()]
    return days[0] if len(days) == 1 else {"kind": "days", "days": days}


def spelled(when: Mapping[str, Any] | None) -> str:
    """The same for the same choice, however it came."""
    return json.dumps(when, sort_keys=True) if when else ""


def asked(t: Words, today: date, stands: When | None, kept: Mapping[str, str]) -> dict[str, Any]:
    """What the form shows: what was typed when it was refused (`kept`), else what stands there."""
    chosen = kept if "when" in kept else _fields(stands)
    return {
        "ways": WAYS,
        "way": chosen.get("when", ""),
        "day": chosen.get("day", ""),
        "time": chosen.get("time", ""),
        "week": _choices(t, "week", _weeks(today), chosen.get("week")),
        "month": _choices(t, "month", _months(today), chosen.get("month")),
        "season": _choices(t, "season", _seasons(today), chosen.get("season")),
        "days": _typed_days(chosen),
        "was": spelled(stands.model_dump(mode="json") if stands else None),
    }


def _fields(when: When | None) -> dict[str, str]:
    """The fields of a form in which this is chosen."""
    if when is None:
        return {}
    if isinstance(when, Day):
        return {"when": "day", "day": when.day.isoformat(), "time": when.time}
    if isinstance(when, Days):
        days = {f"day{n}": d.day.isoformat() for n, d in enumerate(when.days, 1)}
        return {"when": "days", **days, **{f"time{n}": d.time for n, d in enumerate(when.days, 1)}}
    return {"when": when.kind, when.kind: _value(when)}


def _typed_days(form: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(form.get(f"day{n}", ""), form.get(f"time{n}", "")) for n in range(1, MOST_DAYS + 1)]


def _choices(
    t: Words, way: str, offered: list[Week] | list[Month] | list[Season], chosen: str | None
) -> list[dict[str, Any]]:
    """With what is chosen, even where it is not among those that are offered any more, or not yet."""
    choices = [{"value": _value(w), "says": when_said(t, w), "chosen": _value(w) == chosen} for w in offered]
    if chosen and not any(c["chosen"] for c in choices):
        choices.insert(0, {"value": chosen, "says": _in_words(t, way, chosen), "chosen": True})
    return choices


def _in_words(t: Words, way: str, chosen: str) -> str:
    """Letter for letter where it can be none: whoever sent it mends it."""
    try:
        return when_said(t, _PARTS[way].model_validate(read({"when": way, way: chosen})))
    except ValueError:
        return chosen


def _value(when: Week | Month | Season) -> str:
    return f"{when.year}-{getattr(when, when.kind)}"


def _weeks(today: date) -> list[Week]:
    days = (today + timedelta(weeks=n) for n in range(WEEKS))
    return [Week(year=year, week=week) for year, week, _ in (d.isocalendar() for d in days)]


def _months(today: date) -> list[Month]:
    months = range(today.year * 12 + today.month - 1, today.year * 12 + today.month - 1 + MONTHS)
    return [Month(year=n // 12, month=n % 12 + 1) for n in months]


def _seasons(today: date) -> list[Season]:
    """A winter bears the year it begins in: December belongs to the next place in the order."""
    now = today.year * 4 + today.month % 12 // 3 + (4 if today.month == 12 else 0)
    return [
        Season(year=n // 4 - (_ORDER[n % 4] == "winter"), season=_ORDER[n % 4])
        for n in range(now, now + SEASONS)
    ]


def _day(day: str, time: str) -> dict[str, Any]:
    """As a browser sends it, or as somebody types it where there is no calendar: 24.12.2026, 18.30."""
    by_hand, clock = _BY_HAND.fullmatch(day), _CLOCK.fullmatch(time)
    if by_hand:
        day = f"{by_hand[3]}-{int(by_hand[2]):02}-{int(by_hand[1]):02}"
    if clock:
        time = f"{int(clock[1]):02}:{clock[2]}"
    return {"kind": "day", "day": day.strip(), "time": time.strip()}


def _whole(typed: str) -> int | str:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else typed
