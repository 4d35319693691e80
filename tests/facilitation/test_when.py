"""When something is done: what can be a date, and what no calendar has."""

from datetime import date, datetime

import pytest

from facilitation.errors import Invalid
from facilitation.when import Day, Days, Season, Week, span, valid_when

NOW = datetime(2026, 5, 20, 18, 0)


def days(*each):
    return {"kind": "days", "days": [{"day": day} for day in each]}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "day", "day": "2026-02-31"}, "impossible_date"),
        ({"kind": "day", "day": "2026-06-01", "time": "24:00"}, "impossible_date"),
        ({"kind": "day", "day": "2026-06-01", "time": "1\u0663:30"}, "impossible_date"),
        ({"kind": "week", "year": 2027, "week": 53}, "impossible_date"),
        ({"kind": "month", "year": 2026, "month": 13}, "impossible_date"),
        ({"kind": "season", "year": 2026, "season": "monsoon"}, "impossible_date"),
        ({"kind": "year", "year": 2027}, "impossible_date"),
        (days("2026-06-01"), "impossible_date"),
        (days(*(f"2026-06-0{n}" for n in range(1, 7))), "impossible_date"),
        ("2026-06-01", "impossible_date"),
        (7, "impossible_date"),
        ({"kind": "day", "day": "", "time": "18:00"}, "no_date"),
        ({"kind": "days", "days": []}, "no_date"),
        ({"kind": "day", "day": "2026-05-19"}, "past_date"),
        ({"kind": "day", "day": "2026-05-20", "time": "17:59"}, "past_date"),
        ({"kind": "week", "year": 2026, "week": 20}, "past_date"),
        ({"kind": "month", "year": 2026, "month": 4}, "past_date"),
        ({"kind": "season", "year": 2025, "season": "winter"}, "past_date"),
        (days("2026-05-19", "2026-06-01"), "past_date"),
        ({"kind": "day", "day": "2032-01-01"}, "far_date"),
        ({"kind": "season", "year": 2200, "season": "winter"}, "far_date"),
        (days("2026-06-01", "9999-12-31"), "far_date"),
    ],
)
def test_what_cannot_be_has_a_sentence(given, why):
    """Impossible, past and too far away are three things."""
    with pytest.raises(Invalid, match=why):
        valid_when(given, NOW)


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({"kind": "day", "day": "2026-05-20", "time": "18:30"}, date(2026, 5, 20), date(2026, 5, 20)),
        ({"kind": "week", "year": 2026, "week": 53}, date(2026, 12, 28), date(2027, 1, 3)),
        ({"kind": "week", "year": 2026, "week": 21}, date(2026, 5, 18), date(2026, 5, 24)),
        ({"kind": "month", "year": 2026, "month": 12}, date(2026, 12, 1), date(2026, 12, 31)),
        ({"kind": "season", "year": 2026, "season": "winter"}, date(2026, 12, 1), date(2027, 2, 28)),
        ({"kind": "season", "year": 2026, "season": "spring"}, date(2026, 3, 1), date(2026, 5, 31)),
        (days("2026-06-08", "2026-06-01"), date(2026, 6, 1), date(2026, 6, 8)),
    ],
)
def test_what_is_on_now_or_comes_is_a_date(given, first, last):
    """This week, month and season are not over yet; a winter goes on in the next year."""
    assert (first, last) == span(valid_when(given, NOW))


def test_the_same_day_twice_is_no_choice():
    """Two alike are one of them; of two that are the same there is one day left."""
    assert Day(day=date(2026, 6, 1)) == valid_when(days("2026-06-01", "2026-06-01"), NOW)
    three = valid_when(days("2026-06-01", "2026-06-02", "2026-06-01"), NOW)
    assert isinstance(three, Days)
    assert ["2026-06-01", "2026-06-02"] == [day.name for day in three.days]


def test_no_document_holds_a_week_that_its_year_does_not_have():
    """Also what is read from a file has been looked up in the calendar."""
    with pytest.raises(ValueError, match="week"):
        Week(year=2027, week=53)
    assert (date(2026, 12, 1), date(2027, 2, 28)) == span(Season(year=2026, season="winter"))
