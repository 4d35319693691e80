"""How fast passwords can be tried: each address by itself, and all of them together much later.

Whoever guesses makes themselves wait and nobody else: else one resident with a script could keep the manager out. The
machine itself (an empty address) only ever waits for its own wrong tries.
"""

from collections import OrderedDict
from collections.abc import Callable

from facilitation.errors import Refused

FREE_TRIES = 5
FREE_TRIES_OF_ALL = 100
LONGEST_WAIT = 60.0
FORGETS_ONE_IN = 300.0
"""Seconds until one wrong try is forgotten; of those of all together ten seconds."""
FORGETS_ONE_OF_ALL_IN = 10.0
_MOST_KNOWN = 1000


class Throttle:
    """After some wrong tries each further one waits twice as long."""

    def __init__(self, clock: Callable[[], float], free: int, forgets_one_in: float) -> None:
        self._clock = clock
        self._free = free
        self._forgets_one_in = forgets_one_in
        self._failures = 0.0
        self._at = self._free_at = clock()

    def before_try(self) -> None:
        """Raises Refused("too_many_tries", seconds=…) while waiting; not for longer where the clock was put back."""
        wait = self._free_at - self._clock()
        if 0 < wait <= LONGEST_WAIT:
            raise Refused("too_many_tries", seconds=round(wait) + 1)

    def failed(self) -> None:
        now = self._clock()
        forgotten = max(0.0, now - self._at) / self._forgets_one_in
        self._failures, self._at = max(0.0, self._failures - forgotten) + 1, now
        over = self._failures - self._free
        if over >= 0:
            self._free_at = now + min(LONGEST_WAIT, 2.0 ** min(over, 10.0))

    def worked(self) -> None:
        self._failures = 0.0


class Throttles:
    """One for each address from which somebody tried lately, and one for all."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: OrderedDict[str, Throttle] = OrderedDict()
        self._all = Throttle(clock, FREE_TRIES_OF_ALL, FORGETS_ONE_OF_ALL_IN)

    def before_try(self, address: str) -> None:
        """Raises Refused("too_many_tries", seconds=…) while this address, or everybody, waits."""
        for each in self._of(address):
            each.before_try()

    def failed(self, address: str) -> None:
        for each in self._of(address):
            each.failed()

    def worked(self, address: str) -> None:
        self._own(address).worked()

    def _of(self, address: str) -> tuple[Throttle, ...]:
        own = self._own(address)
        return (own, self._all) if address else (own,)

    def _own(self, address: str) -> Throttle:
        own = self._known.pop(address, None) or Throttle(self._clock, FREE_TRIES, FORGETS_ONE_IN)
        self._known[address] = own
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        return own
