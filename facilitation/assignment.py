"""A proposal of who does what, from what people offered.

In rounds, in each of which a person gets at most one more role: first among those who do it gladly, then with a
friend, then if needed. Each round is an assignment problem (Kuhn 1955; solved by `scipy`, Crouse 2016) with as many
places filled as can be and, among those, the people with the least so far. Since a wish for one role takes nothing
away from another role in a later round, every role ends with as many "gladly" as offered and wanted it; and since
rounds go around, the load is even.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from facilitation.kinds.roles import Grade

IN_TURN: tuple[frozenset[Grade], ...] = (
    frozenset({"gladly"}),
    frozenset({"gladly", "friend"}),
    frozenset({"gladly", "friend", "if_needed"}),
)
"""Whose offers count, from phase to phase. "Ask me later" is no offer yet."""

_NEVER = 1e6


def proposal(
    offers: Mapping[str, Mapping[str, Grade]],
    wanted: Mapping[str, int],
    taken: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Role → people who get it, in addition to those who have it.

    `offers`: role → person → grade. `wanted`: role → how many people it is for. `taken`: role → who has it already.
    Nobody gets what they did not offer, and no role more people than wanted. The same input gives the same proposal.
    """
    given = {role: list((taken or {}).get(role, ())) for role in wanted}
    before = {role: len(people) for role, people in given.items()}
    load = Counter(person for people in given.values() for person in people)
    for grades in IN_TURN:
        while _round(offers, wanted, given, load, grades):
            pass
    return {role: tuple(people[before[role] :]) for role, people in given.items()}


def _round(
    offers: Mapping[str, Mapping[str, Grade]],
    wanted: Mapping[str, int],
    given: dict[str, list[str]],
    load: Counter[str],
    grades: frozenset[Grade],
) -> bool:
    """Gives each person at most one role more; whether anybody got one."""
    places = [role for role, n in wanted.items() for _ in range(n - len(given[role]))]
    people = sorted({p for role in places for p, g in offers.get(role, {}).items() if g in grades})
    if not places or not people:
        return False
    cost = np.array([[_cost(offers, given, load, grades, role, p) for p in people] for role in places])
    found = [
        (places[i], people[j])
        for i, j in zip(*linear_sum_assignment(cost), strict=True)
        if cost[i, j] < _NEVER
    ]
    for role, person in _once_each(found):
        given[role].append(person)
        load[person] += 1
    return bool(found)


def _cost(
    offers: Mapping[str, Mapping[str, Grade]],
    given: Mapping[str, list[str]],
    load: Counter[str],
    grades: frozenset[Grade],
    role: str,
    person: str,
) -> float:
    may = offers.get(role, {}).get(person) in grades and person not in given[role]
    return float(load[person]) if may else _NEVER


def _once_each(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(found))
