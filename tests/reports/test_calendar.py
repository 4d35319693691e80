"""The calendar, parsed: agreed dates and no others, in the time of the place."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event

from locales import words
from reports.calendar import calendar
from reports.summary import summary
from tests.facilitation.room import Room
from tests.reports.evening import agreed, project, whole

FI = words("fi")


def _made(evening: Room) -> bytes:
    return calendar(summary(evening, FI), FI)


def _events(evening: Room) -> dict[str, Event]:
    found = Calendar.from_ical(_made(evening))
    return {str(event["summary"]): event for event in found.walk("VEVENT")}


def test_an_agreed_day_stands_at_its_time_in_the_places_zone() -> None:
    """With the rules of that zone, for calendars that do not know it."""
    evening = whole()
    cherry = _events(evening)["Kirsikkapuisto"]
    assert "2026-10-03T12:30:00+03:00" == cherry["dtstart"].dt.isoformat()
    assert "Europe/Helsinki" == cherry["dtstart"].params["TZID"]
    assert b"BEGIN:VTIMEZONE" in _made(evening)
    assert f"{project(evening)}.ACDEFG@asukasilta" == cherry["uid"]
    assert "Istutetaan kymmenen kirsikkapuuta.\nKastellaan ne." in cherry["description"]


WHOLE_DAYS: list[tuple[dict[str, Any], date, date]] = [
    ({"kind": "day", "day": "2026-11-05"}, date(2026, 11, 5), date(2026, 11, 6)),
    ({"kind": "week", "year": 2026, "week": 53}, date(2026, 12, 28), date(2027, 1, 4)),
]


@pytest.mark.parametrize(("when", "first", "after"), WHOLE_DAYS)
def test_days_and_weeks_last_whole_days(when: dict[str, Any], first: date, after: date) -> None:
    """The end is the day after the last (RFC 5545, 3.6.1)."""
    dogs = _events(agreed(whole(), 1, **when))["Koirapuisto"]
    assert (first, after) == (dogs["dtstart"].dt, dogs["dtend"].dt)
    assert not isinstance(dogs["dtstart"].dt, datetime)


@pytest.mark.parametrize(
    "when",
    [
        {"kind": "month", "year": 2026, "month": 11},
        {"kind": "season", "year": 2026, "season": "winter"},
        {"kind": "days", "days": [{"day": "2026-11-05"}, {"day": "2026-11-06", "time": "10:00"}]},
    ],
)
def test_what_is_no_date_stays_out(when: dict[str, Any]) -> None:
    """A month in a calendar would be thirty days long."""
    assert "Koirapuisto" not in _events(agreed(whole(), 1, **when))


def test_what_is_not_agreed_stays_out() -> None:
    """A date that the room said no to, or has not been asked about."""
    evening = agreed(whole(), 1, kind="day", day="2026-11-05")
    evening.does("by_hand", project=project(evening, 1), agreed=False)
    assert "Koirapuisto" not in _events(evening)


def test_the_next_meeting_is_in_it() -> None:
    """With its place, in the time of the place though it was typed without a zone."""
    meeting = _events(whole())["Koivurinteen ilta"]
    assert ("2026-10-07T18:00:00+03:00", "Kerhohuone") == (
        meeting["dtstart"].dt.isoformat(),
        meeting["location"],
    )
    assert timedelta(hours=3) == meeting["dtstart"].dt.utcoffset()


def test_what_people_type_stays_in_its_line() -> None:
    """Line breaks, colons and our own words make no event and no field."""
    evening = whole()
    title = "Talkoot\r\nEND:VEVENT\nBEGIN:VEVENT;X=1:\\n,🌳" + "ä" * 90
    evening.workshop = evening.workshop.but(
        projects=tuple(p.but(title=title) for p in evening.workshop.projects), title={"fi": title}
    )
    evening.does("write", project=project(evening), field="what", text="A\nUID:toinen\nB")
    made = _made(evening)
    found = Calendar.from_ical(made)
    assert 2 == len(found.walk("VEVENT"))
    assert " ".join(title.split()) == found.walk("VEVENT")[0]["summary"]
    assert "A\nUID:toinen\nB" in found.walk("VEVENT")[0]["description"]
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
