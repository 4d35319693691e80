"""Guessing one-time codes gets slow for the one who guesses, and for a whole workshop has a ceiling.

In memory: a restart forgives, and each of several replicas counts for itself.
"""

from collections import OrderedDict
from collections.abc import Callable

from facilitation.errors import Refused
from service.throttle import FORGETS_ONE_IN, FREE_TRIES, Throttle

CEILING = 200
"""Wrong codes of one workshop at once: a full hall may mistype."""
FORGIVEN_EVERY = 3.0
"""Seconds after which one of them is forgotten; twenty a minute, for weeks, find one of a thousand codes of 23⁸."""
REMEMBERED = 10_000
"""People who have mistyped, over all workshops."""


class BallotGuesses:
    """Asked before each code, and told of each wrong one, both on the event loop with nothing in between. A right code
    forgives no wrong ones: who has one would guess with it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._people: OrderedDict[tuple[str, str], Throttle] = OrderedDict()
        self._wrong: dict[str, tuple[float, float]] = {}

    def before_try(self, code: str, person: str) -> None:
        """Raises Refused: too_many_tries for who waits, too_many_codes (with seconds) while the ceiling is reached."""
        if (code, person) in self._people:
            self._people[code, person].before_try()
        over = self.wrong(code) - CEILING
        if over >= 0:
            raise Refused("too_many_codes", seconds=round((over + 1) * FORGIVEN_EVERY))

    def failed(self, code: str, person: str) -> None:
        self._wrong[code] = (self.wrong(code) + 1, self._clock())
        known = self._people.setdefault((code, person), Throttle(self._clock, FREE_TRIES, FORGETS_ONE_IN))
        known.failed()
        self._people.move_to_end((code, person))
        while len(self._people) > REMEMBERED:
            self._people.popitem(last=False)

    def wrong(self, code: str) -> float:
        """How many wrong codes of this workshop are not forgiven yet."""
        now = self._clock()
        count, at = self._wrong.get(code, (0.0, 0.0))
        if now < at:  # the clock was set back: forgiving goes on from here
            self._wrong[code] = (count, now)
            return count
        return max(0.0, count - (now - at) / FORGIVEN_EVERY)
