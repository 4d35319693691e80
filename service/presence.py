"""Who is here: when each phone was last seen. In memory only; it is nobody's business tomorrow."""

import time
from collections.abc import Callable

WITHIN = 600.0
"""Seconds: a phone seen in the last ten minutes is in the room."""


class Presence:
    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._seen: dict[str, dict[str, float]] = {}

    def touch(self, code: str, participant: str) -> None:
        self._seen.setdefault(code, {})[participant] = self._clock()

    def leave(self, code: str, participant: str) -> None:
        self._seen.get(code, {}).pop(participant, None)

    def close(self, code: str) -> None:
        """The workshop is gone."""
        self._seen.pop(code, None)

    def here(self, code: str) -> int:
        """How many phones were seen in the last ten minutes; not those of a time that a clock, set back, has yet to
        come to."""
        now = self._clock()
        return sum(abs(now - seen) <= WITHIN for seen in list(self._seen.get(code, {}).values()))
