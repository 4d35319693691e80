"""A proposal of who does what, from what people offered.

Roles do not compete for people, since anybody may have several. So how many of each grade a role gets is settled by
itself: all who do it gladly, then with a friend, then if needed, until nobody more is wanted. Open is only whom it
takes where more offered than are wanted. That is chosen for all roles at once, as one assignment problem (Kuhn 1955;
solved by `scipy`, Crouse 2016), so that the load is as even as can be: each further role of a person costs more than
the one before, and what makes the sum of such rising costs the least also makes the most that anybody has the least
(Harvey, Ladner, Lovász & Tamir 2006).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from facilitation.kinds.roles import Grade

IN_TURN: tuple[Grade, ...] = ("gladly", "friend", "if_needed")
"""Whose offers count, and in which turn. "Ask me later" is no offer yet."""
AT_ONCE = 1000
"""Offers among which is chosen at once. More than a hall gives; choosing among all of them would stop the desk, so
the others are dealt with after these, as evenly as it then goes."""

_NEVER = 1e9

Offers = Mapping[str, Mapping[str, Grade]]


@dataclass(frozen=True, slots=True)
class _Choice:
    """`places` of these people get the role."""

    role: str
    people: list[str]
    places: int


def proposal(
    offers: Offers, wanted: Mapping[str, int], taken: Mapping[str, Sequence[str]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Role → people who get it, in addition to those who have it.

    `offers`: role → person → grade. `wanted`: role → how many people it is for. `taken`: role → who has it already.
    Nobody gets what they did not offer, and no role more people than wanted. The same input gives the same proposal.
    """
    have = {role: list((taken or {}).get(role, ())) for role in wanted}
    given: dict[str, list[str]] = {role: [] for role in wanted}
    choices: list[_Choice] = []
    for role, n in wanted.items():
        choices += _settled(role, offers.get(role, {}), n - len(have[role]), have[role], given[role])
    load = Counter(person for each in (have, given) for people in each.values() for person in people)
    for some in _parts(choices):
        for role, person in _chosen(some, load):
            given[role].append(person)
            load[person] += 1
    return {role: tuple(people) for role, people in given.items()}


def _settled(
    role: str, offers: Mapping[str, Grade], places: int, have: list[str], given: list[str]
) -> Iterator[_Choice]:
    """Gives the role to everybody of a grade as long as all of them are wanted; what is left to choose, if anything."""
    for grade in IN_TURN:
        people = sorted(p for p, g in offers.items() if g == grade and p not in have)
        left = places - len(given)
        if 0 < left < len(people):
            yield _Choice(role, people, left)
        if left < len(people):
            return
        given += people


def _parts(choices: list[_Choice]) -> Iterator[list[_Choice]]:
    part: list[_Choice] = []
    for choice in choices:
        if part and sum(len(c.people) for c in part) + len(choice.people) > AT_ONCE:
            yield part
            part = []
        part.append(choice)
    if part:
        yield part


def _chosen(choices: list[_Choice], load: Counter[str]) -> Iterator[tuple[str, str]]:
    """A row for each offer. It goes into a column of its person, each of which costs one more than the one before, or
    into one of those that its role leaves out, which cost nothing and so are all used."""
    rows = [(choice.role, person) for choice in choices for person in choice.people]
    turns = Counter[str]()
    columns: list[tuple[str, float]] = []
    for _, person in rows:
        turns[person] += 1
        columns.append((person, load[person] + turns[person]))
    given = len(columns)
    left_out = [c.role for c in choices for _ in range(len(c.people) - c.places)]
    cost = np.full((len(rows), given + len(left_out)), _NEVER)
    for i, (role, person) in enumerate(rows):
        for j, (whose, price) in enumerate(columns):
            if whose == person:
                cost[i, j] = price
        cost[i, [given + k for k, r in enumerate(left_out) if r == role]] = 0.0
    for i, j in zip(*linear_sum_assignment(cost), strict=True):
        if j < given:
            yield rows[i]
