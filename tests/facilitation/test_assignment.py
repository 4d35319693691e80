"""Proposals of who does what, against a search through everything that could be proposed."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation import assignment
from facilitation.assignment import IN_TURN, proposal
from facilitation.kinds.roles import GRADES

ROLES = ("lead", "tell", "cook")
PEOPLE = ("aino", "eetu", "fatima", "olli")

grades = st.sampled_from(GRADES)
offers = st.fixed_dictionaries({r: st.dictionaries(st.sampled_from(PEOPLE), grades) for r in ROLES})
wanted = st.fixed_dictionaries({r: st.integers(1, 3) for r in ROLES})
taken = st.fixed_dictionaries({r: st.lists(st.sampled_from((*PEOPLE, "desk")), unique=True) for r in ROLES})


def everything(offers, wanted, taken):
    """Every proposal that gives nobody what they did not offer and no role too many people."""

    def ways(role):
        may = [p for p, g in offers[role].items() if g != "later" and p not in taken[role]]
        most = min(max(0, wanted[role] - len(taken[role])), len(may))
        return [set(some) for size in range(most + 1) for some in combinations(may, size)]

    return [dict(zip(ROLES, each, strict=True)) for each in product(*map(ways, ROLES))]


def graded(found, offers):
    """How many of each grade, the best first."""
    given = Counter(offers[role][p] for role, people in found.items() for p in people)
    return [given[grade] for grade in IN_TURN]


def loads(found, taken):
    """How much everybody has, the most first."""
    load = Counter(p for each in (found, taken) for people in each.values() for p in people)
    return sorted(load.values(), reverse=True)


@given(offers, wanted, taken)
def test_nobody_gets_what_they_did_not_offer_and_no_role_too_many(offers, wanted, taken):
    """Nor what they have already, nor the same twice, nor what they want to be asked about later."""
    found = proposal(offers, wanted, taken)
    assert set(wanted) == set(found)
    for role, people in found.items():
        assert len(set(people)) == len(people)
        assert len(people) <= max(0, wanted[role] - len(taken[role]))
        assert not set(people) & set(taken[role])
        assert all(offers[role].get(p, "later") != "later" for p in people)


@settings(max_examples=60, deadline=None)
@given(offers, wanted, taken)
def test_nothing_that_could_be_proposed_is_better(offers, wanted, taken):
    """As many "gladly" as can be, then as many with a friend, then if needed; and of all such, the most even one."""
    found = proposal(offers, wanted, taken)
    every = everything(offers, wanted, taken)
    most = max(graded(each, offers) for each in every)
    assert most == graded(found, offers)
    assert min(loads(each, taken) for each in every if graded(each, offers) == most) == loads(found, taken)


@given(offers, wanted)
def test_the_same_offers_give_the_same_proposal(offers, wanted):
    """In whatever order people came."""
    turned = {role: dict(reversed(given.items())) for role, given in offers.items()}
    assert proposal(offers, wanted) == proposal(turned, wanted)


def test_a_role_is_taken_from_whoever_has_another(monkeypatch):
    """Two who would do everything share it; chosen a part at a time, still nobody gets all of it."""
    offers = {f"role{n}": dict.fromkeys(("aino", "eetu"), "gladly") for n in range(6)}
    for at_once in (1000, 2):
        monkeypatch.setattr(assignment, "AT_ONCE", at_once)
        found = proposal(offers, dict.fromkeys(offers, 1))
        assert [3, 3] == sorted(Counter(p for people in found.values() for p in people).values())


def test_what_one_alone_offers_leaves_the_rest_to_others():
    """Choosing role after role would give Aino three; seen as a whole she has two."""
    offers = {"a": {"aino": "gladly"}, "b": {"aino": "gladly"}, "c": {"aino": "gladly", "eetu": "gladly"}}
    found = proposal({"c": offers["c"], **offers}, {"c": 1, "a": 1, "b": 1})
    assert {"a": ("aino",), "b": ("aino",), "c": ("eetu",)} == found


def test_nothing_to_share_is_no_proposal():
    """No roles, or nobody who offered."""
    assert {} == proposal({}, {})
    assert {"lead": ()} == proposal({}, {"lead": 2})
