"""When something is done, in the reader's words: the same on the desk, the shared screen, phones and in files."""

from datetime import date, datetime, time

from facilitation.when import Day, Days, Month, Season, Week, span
from locales import Words


def when_said(t: Words, when: Day | Week | Month | Season | Days) -> str:
    """Starts with a small letter where the language wants it; several days are joined with "or"."""
    if isinstance(when, Day):
        return day_said(t, when)
    if isinstance(when, Week):
        first, last = (t.date(d, style=t("common.when.short")) for d in span(when))
        return t("common.when.week", week=when.week, year=when.year, first=first, last=last)
    if isinstance(when, Month):
        return t.date(date(when.year, when.month, 1), style="LLLL y")
    if isinstance(when, Season):
        return t(f"common.when.{when.season}", year=when.year, next=when.year + 1)
    *others, last = (day_said(t, day) for day in when.days)
    return t("common.when.or", days=", ".join(others), last=last)


def day_said(t: Words, day: Day) -> str:
    said = t.date(day.day, style=t("common.when.day"))
    if not day.time:
        return said
    moment = datetime.combine(day.day, time.fromisoformat(day.time))
    return t("common.when.day_time", day=said, time=t.time(moment, "UTC"))
