"""Guessing one-time codes while the laptop finds out what time it is."""

import pytest

from facilitation.errors import Refused
from service.ballot_guesses import CEILING, FORGIVEN_EVERY, BallotGuesses
from tests.service.evenings import CODE, Clock

AN_HOUR = 3600.0


def test_a_clock_that_is_set_back_adds_no_wrong_codes(clock: Clock) -> None:
    """One person mistyped once, and everybody else votes on."""
    guesses = BallotGuesses(clock)
    guesses.failed(CODE, "p1")
    clock.now -= AN_HOUR
    guesses.before_try(CODE, "p2")
    assert 1 == guesses.wrong(CODE)


def test_a_clock_that_is_set_back_does_not_stop_forgiving(clock: Clock) -> None:
    """A ceiling that was reached before opens again as soon as it would have."""
    guesses = BallotGuesses(clock)
    for n in range(CEILING):
        guesses.failed(CODE, f"guesser-{n}")
    clock.now -= AN_HOUR
    with pytest.raises(Refused, match="too_many_codes"):
        guesses.before_try(CODE, "p2")
    clock.now += FORGIVEN_EVERY
    guesses.before_try(CODE, "p2")
    assert CEILING - 1 == guesses.wrong(CODE)
