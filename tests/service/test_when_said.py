"""When, in words."""

import pytest

from facilitation.when import Day, Days, Month, Season, Week
from locales import words
from service.when_said import when_said

DAY = Day(day="2026-06-02", time="18:30")


@pytest.mark.parametrize(
    ("language", "when", "said"),
    [
        ("fi", DAY, "ti 2.6.2026 klo 18.30"),
        ("en", DAY, "Tue 2 Jun 2026 at 18:30"),
        ("sv", Day(day="2026-06-02"), "tis 2.6.2026"),
        ("fi", Week(year=2026, week=23), "viikko 23/2026 (1.6.–7.6.)"),
        ("fi", Month(year=2026, month=6), "kesäkuu 2026"),
        ("sv", Season(year=2026, season="winter"), "vintern 2026–2027"),
        ("fi", Days(days=(DAY, Day(day="2026-06-03"))), "ti 2.6.2026 klo 18.30 tai ke 3.6.2026"),
    ],
)
def test_when_is_said_as_one_says_it(
    language: str, when: Day | Week | Month | Season | Days, said: str
) -> None:
    """By locale, on the clock of 24 hours; a winter names both of its years."""
    assert said == when_said(words(language), when)
