"""The loader: which language, which sentence, whose numbers and dates."""

from datetime import UTC, date, datetime

import pytest

from locales import negotiate, words


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "fi"),
        ("", "fi"),
        ("sv-FI,sv;q=0.9,en;q=0.8", "sv"),
        ("de, en;q=0.5, sv;q=0.8", "sv"),
        ("EN-us; q=0.3", "en"),
        ("*", "fi"),
        ("fi;q=0, *", "sv"),
        ("se, *;q=0.1", "fi"),
        ("en;q=0", "fi"),
        ("xx;;;q=asd,,,\x00, en;q=0.1", "en"),
        ("fi;q=nan, sv", "sv"),
        ("a" * 100_000, "fi"),
    ],
)
def test_a_phone_is_spoken_to_in_the_language_it_likes_best(header: str | None, expected: str) -> None:
    """Quality values, regions, the star and garbage, as browsers and toys send them."""
    assert expected == negotiate(header)


def test_a_phone_gets_only_what_is_offered() -> None:
    """A workshop may offer fewer languages than there are."""
    assert "en" == negotiate("fi, en;q=0.1", ("sv", "en"))
    assert "sv" == negotiate("fi", ("sv", "en"))


def test_values_are_data() -> None:
    """What a person typed is never read as a placeholder."""
    said = words("en")("common.refused.mistyped_code", suggestion="{limit} {0.__class__}")
    assert "There is no such code. Did you mean {limit} {0.__class__}?" == said


def test_what_cannot_be_said_is_shown_rather_than_raised() -> None:
    """A screen in front of sixty people does not fall over a missing word or value."""
    assert "desk.nobody_wrote_this" == words("sv")("desk.nobody_wrote_this")
    assert "../../etc.passwd" == words("sv")("../../etc.passwd")
    assert "You can give at most {limit}." in words("en")("common.refused.too_many_dots", other=1)


def test_an_unknown_language_is_finnish() -> None:
    """A cookie may name anything."""
    assert words("fi") is words("xx")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("fi", "1 minuutti", "1 200 minuuttia"),
        ("sv", "1 minut", "1 200 minuter"),
        ("en", "1 minute", "1,200 minutes"),
    ],
)
def test_counts_follow_the_language(language: str, one: str, many: str) -> None:
    """The plural form and the way numbers are written are the reader's."""
    said = words(language)
    assert one == said.count("common.minutes", 1)
    assert many == said.count("common.minutes", 1200).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "mean, said", [(2.25, "2,3"), (53 / 20, "2,7"), (4.35, "4,4"), (7 / 3, "2,3"), (3.0, "3")]
)
def test_a_mean_has_one_decimal_and_halves_go_up(mean: float, said: str) -> None:
    """Whatever the number is inside: 2.65 is a little less there."""
    assert said == words("fi").mean(mean)


@pytest.mark.parametrize(
    ("language", "day", "clock"),
    [
        ("fi", "3. syyskuuta 2026", "18.05"),
        ("sv", "3 september 2026", "18.05"),
        ("en", "3 September 2026", "18:05"),
    ],
)
def test_times_are_those_of_the_place(language: str, day: str, clock: str) -> None:
    """The same moment as seconds and as a datetime; the clock of the workshop's own zone."""
    moment = datetime(2026, 9, 3, 15, 5, tzinfo=UTC)
    said = words(language)
    assert (day, clock) == (said.date(moment), said.time(moment))
    assert (day, clock) == (said.date(moment.timestamp()), said.time(moment.timestamp()))
    assert day == said.date(date(2026, 9, 3))
    assert day != said.date(moment, "Pacific/Kiritimati")
