"""Ways to vote. Each says which marks a ballot may hold, how an option scores, and the rule in one key.

A ballot's marks are option → whole number: dots given, 1 for chosen, 1/0/−1 for yes/pass/no, a score of 1–5.
Counts by hand are option → mark → people (for dots: mark 1 → all dots on the option).
"""

from collections.abc import Mapping
from typing import ClassVar, Protocol

from facilitation.errors import Invalid

Marks = Mapping[str, int]
Parts = Mapping[int, int]
"""Mark → how many people gave it (for dots: how many gave that many dots)."""


class Limits(Protocol):
    """The settings a method looks at. `cap` None: as many on one option as one has."""

    @property
    def dots(self) -> int: ...
    @property
    def cap(self) -> int | None: ...


class Method:
    """`values` are the marks allowed on one option. `hands_are_people`: counted by hand, one mark is one person."""

    name: ClassVar[str]
    values: ClassVar[tuple[int, ...]]
    hands_are_people: ClassVar[bool] = True

    def check(self, marks: Marks, limits: Limits) -> None:
        """Raises Invalid where a mark is not one of the method's."""
        if any(mark not in self.values for mark in marks.values()):
            raise Invalid("not_a_value")

    def check_counts(self, parts: Parts, voters: int, limits: Limits) -> None:
        """Counts by hand on one option: never more people than voted. Raises Invalid."""
        if any(mark not in self.values for mark in parts):
            raise Invalid("not_a_value")
        if sum(parts.values()) > voters:
            raise Invalid("counts_over_limit", limit=voters)

    def check_all_counts(self, counts: Mapping[str, Parts], voters: int, limits: Limits) -> None:
        for parts in counts.values():
            self.check_counts(parts, voters, limits)

    def score(self, parts: Parts) -> float:
        """What the options are ordered by; more is better."""
        return float(sum(parts.values()))


class Dots(Method):
    """n dots a person, at most `cap` on one option (dot voting, cumulative voting)."""

    name = "dots"
    values = tuple(range(1, 101))
    hands_are_people = False

    def check(self, marks: Marks, limits: Limits) -> None:
        super().check(marks, limits)
        if sum(marks.values()) > limits.dots:
            raise Invalid("too_many_dots", limit=limits.dots)
        if limits.cap and any(mark > limits.cap for mark in marks.values()):
            raise Invalid("too_many_on_one", cap=limits.cap)

    def check_counts(self, parts: Parts, voters: int, limits: Limits) -> None:
        most = voters * min(limits.cap or limits.dots, limits.dots)
        if set(parts) - {1}:
            raise Invalid("not_a_value")
        if parts.get(1, 0) > most:
            raise Invalid("counts_over_limit", limit=most)

    def check_all_counts(self, counts: Mapping[str, Parts], voters: int, limits: Limits) -> None:
        super().check_all_counts(counts, voters, limits)
        most = voters * limits.dots
        if sum(parts.get(1, 0) for parts in counts.values()) > most:
            raise Invalid("counts_over_limit", limit=most)

    def score(self, parts: Parts) -> float:
        return float(sum(mark * people for mark, people in parts.items()))


class Approval(Method):
    """Choose all that suit you (approval voting; Brams & Fishburn 1978)."""

    name = "approval"
    values = (1,)


class YesNo(Method):
    """Yes, no or pass on each; ordered by yes minus no."""

    name = "yesno"
    values = (1, 0, -1)

    def score(self, parts: Parts) -> float:
        return float(parts.get(1, 0) - parts.get(-1, 0))


class Score(Method):
    """1–5 on each; ordered by the mean of the scores given (range voting; Smith 2000)."""

    name = "score"
    values = (1, 2, 3, 4, 5)

    def score(self, parts: Parts) -> float:
        people = sum(parts.values())
        return sum(mark * n for mark, n in parts.items()) / people if people else 0.0


METHODS: dict[str, Method] = {m.name: m for m in (Dots(), Approval(), YesNo(), Score())}
