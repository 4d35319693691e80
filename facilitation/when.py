"""When something is done: a day with a time, a week, a month, a season, or several days to choose from."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from facilitation.errors import Invalid

MOST_DAYS = 5
"""Days to choose from; more is no choice but a calendar."""
FURTHEST_YEARS = 5

SeasonName = Literal["spring", "summer", "autumn", "winter"]
_FIRST_MONTH: dict[SeasonName, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""As the Finnish year goes; a winter bears the year it begins in."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Day(_Part):
    """`time` as "18:30"; empty where only the day is known."""

    kind: Literal["day"] = "day"
    day: date
    time: Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")] = ""

    @property
    def name(self) -> str:
        """The same for the same moment: what a phone ticks."""
        return f"{self.day.isoformat()}T{self.time}" if self.time else self.day.isoformat()


class Week(_Part):
    """A week as ISO 8601 counts them; few years have a 53rd."""

    kind: Literal["week"] = "week"
    year: int = Field(ge=2000, le=2200)
    week: int = Field(ge=1, le=53)

    @model_validator(mode="after")
    def _is_in_its_year(self) -> Self:
        date.fromisocalendar(self.year, self.week, 1)
        return self


class Month(_Part):
    kind: Literal["month"] = "month"
    year: int = Field(ge=2000, le=2200)
    month: int = Field(ge=1, le=12)


class Season(_Part):
    kind: Literal["season"] = "season"
    year: int = Field(ge=2000, le=2200)
    season: SeasonName


class Days(_Part):
    """Several days to choose from: people mark which of them suit."""

    kind: Literal["days"] = "days"
    days: tuple[Day, ...] = Field(min_length=2, max_length=MOST_DAYS)

    @field_validator("days")
    @classmethod
    def _each_once(cls, days: tuple[Day, ...]) -> tuple[Day, ...]:
        return tuple(dict.fromkeys(days))


When: TypeAlias = Annotated[Day | Week | Month | Season | Days, Field(discriminator="kind")]
_ANY: TypeAdapter[Day | Week | Month | Season | Days] = TypeAdapter(When)


def valid_when(given: Mapping[str, Any], now: datetime) -> Day | Week | Month | Season | Days:
    """`given` as the models above spell it. `now`: the moment where the workshop is. Raises Invalid: no_date,
    impossible_date, past_date, far_date."""
    if _names_no_day(given):
        raise Invalid("no_date")
    try:
        when = _ANY.validate_python(dict(given))
    except (ValidationError, ValueError, TypeError):
        raise Invalid("impossible_date") from None
    first, last = span(when)
    days = when.days if isinstance(when, Days) else ()
    over = any(_is_over(day, now) for day in days)  # nobody could choose it
    if over or _is_over(when, now):
        raise Invalid("past_date")
    if (last if days else first).year > now.year + FURTHEST_YEARS:
        raise Invalid("far_date")
    return when.days[0] if isinstance(when, Days) and len(when.days) == 1 else when


def _is_over(when: Day | Week | Month | Season | Days, now: datetime) -> bool:
    """A day with a time is over at that time."""
    if isinstance(when, Day) and when.day == now.date() and when.time:
        return when.time < f"{now:%H:%M}"
    return span(when)[1] < now.date()


def _names_no_day(given: Any) -> bool:
    """A day was meant, and none was picked."""
    return isinstance(given, Mapping) and any(given.get(part) in ("", []) for part in ("day", "days"))


def span(when: Day | Week | Month | Season | Days) -> tuple[date, date]:
    """Its first and its last day."""
    if isinstance(when, Day):
        return when.day, when.day
    if isinstance(when, Week):
        return date.fromisocalendar(when.year, when.week, 1), date.fromisocalendar(when.year, when.week, 7)
    if isinstance(when, Month):
        return _months(when.year, when.month, 1)
    if isinstance(when, Season):
        return _months(when.year, _FIRST_MONTH[when.season], 3)
    return min(d.day for d in when.days), max(d.day for d in when.days)


def _months(year: int, month: int, months: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + months
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
