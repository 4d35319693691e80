"""The agreed dates as a calendar: a day with its time, a day, a week as a span, and the next meeting.

Months and seasons are no dates, and days that people still choose from are not agreed: both stay out.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from facilitation.text import clean
from facilitation.when import Day, span
from locales import Words
from reports.parts import NextMeeting, ProjectPart, Summary
from reports.wording import Wording, in_calendar, moment


def calendar(summary: Summary, words: Words) -> bytes:
    """The same bytes for the same summary; a calendar without dates is empty and says so in its description."""
    wording, product = Wording(summary, words), words("common.product")
    made = Calendar()
    made.add("prodid", f"-//{product}//{words.language}")
    made.add("version", "2.0")
    made.add("x-wr-calname", _line(summary.title))
    for project in in_calendar(summary):
        made.add_component(_event(project, wording))
    if summary.next_meeting and summary.next_meeting.at:
        made.add_component(_meeting(summary.next_meeting, wording))
    if not made.events:
        made.add("x-wr-caldesc", words("report.calendar.empty"))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(project: ProjectPart, wording: Wording) -> Event:
    event = Event()
    event.add("uid", f"{project.id}.{wording.summary.code}@asukasilta")
    event.add("dtstamp", datetime.fromtimestamp(int(project.when_at), UTC))
    event.add("summary", _line(project.title))
    for name, at in _dates(project, wording.zone).items():
        event.add(name, at)
    event.add("description", _description(project, wording))
    return event


def _dates(project: ProjectPart, zone: str) -> dict[str, date | datetime]:
    """The day after the last ends what lasts whole days. How long a thing with a time takes was not said."""
    assert project.when is not None
    first, last = span(project.when)
    if isinstance(project.when, Day) and project.when.time:
        return {"dtstart": datetime.combine(first, time.fromisoformat(project.when.time), ZoneInfo(zone))}
    return {"dtstart": first, "dtend": last + timedelta(days=1)}


def _description(project: ProjectPart, wording: Wording) -> str:
    t = wording.t
    said = [
        f"{t(f'report.field.{name}')} {text}" for name in ("what", "why") if (text := getattr(project, name))
    ]
    for role in project.roles:
        if who := wording.who(role):
            said.append(f"{role.title}: {who}")
    return "\n".join([*map(clean, said), clean(wording.summary.title)])


def _meeting(meeting: NextMeeting, wording: Wording) -> Event:
    assert meeting.at is not None
    at = moment(meeting.at, wording.zone)
    event = Event()
    event.add("uid", f"next.{wording.summary.code}@asukasilta")
    event.add("dtstamp", datetime.fromtimestamp(int(wording.summary.as_of), UTC))
    event.add("summary", _line(wording.summary.title))
    event.add("dtstart", at.astimezone(ZoneInfo(wording.zone)))
    if meeting.place:
        event.add("location", _line(meeting.place))
    return event


def _line(text: str) -> str:
    return " ".join(clean(text).split())
