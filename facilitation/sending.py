"""One phone's sendings in their order, though the line may bring them in another.

A request that a slow line, a proxy or a stalled replica held back can come after a newer one. The phone knows which of
its own that could be, and says so with what it sends next; nothing else tells an old ballot from a change of mind.
"""

import re
from dataclasses import dataclass, replace
from typing import Self

from facilitation.errors import Overtaken
from facilitation.model import Participant
from facilitation.turn import Turn

MOST_OVER = 12
"""Stamps that are remembered of one phone; its script names at most five at a time."""

STAMP = re.compile(r"^[a-z0-9]{8,40}$")


@dataclass(frozen=True, slots=True)
class Sending:
    """`stamp` names it, each attempt alike; `over` are stamps of older ones that may still be under way. Without a
    stamp it comes from a page without script, and always counts."""

    stamp: str = ""
    over: tuple[str, ...] = ()

    @classmethod
    def of(cls, stamp: str, over: str) -> Self:
        """As forms carry them, the stamps of `over` between dots. What is no stamp is nothing."""
        given = [each for each in over.split(".") if STAMP.fullmatch(each)]
        return cls(stamp if STAMP.fullmatch(stamp) else "", tuple(given[-MOST_OVER:]))


PLAIN = Sending()


def keep_order(turn: Turn, person: Participant, sending: Sending) -> None:
    """Remember what is over by now. Raises Overtaken if that is this one."""
    if sending.stamp in person.over:
        raise Overtaken()
    news = dict.fromkeys(stamp for stamp in sending.over if stamp not in (*person.over, sending.stamp))
    if news:
        turn.add(replace(person, over=(*person.over, *news)[-MOST_OVER:]))
