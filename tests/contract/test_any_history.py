"""Whatever is done, in whatever order, the home agrees with a plain dict."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation.turn import Reader, Turn
from storage import Store
from tests.contract.conftest import Home
from tests.contract.making import CODE, ballot, participant, workshop

SECONDS = 10

keys = st.sampled_from(["k1", "k2", "k3", "k4"])
people = st.sampled_from(["p1", "p2", "p3"])
activities = st.sampled_from(["x", "y"])
writes = st.one_of(
    st.tuples(st.just("put"), activities, keys, people, st.text(max_size=3)),
    st.tuples(st.just("remove"), activities, st.lists(keys, max_size=3)),
    st.tuples(st.just("add"), people),
    st.tuples(st.just("drop"), people),
    st.tuples(st.just("save"), st.integers(0, 99)),
)
turns = st.tuples(st.just("turn"), st.lists(writes, min_size=1, max_size=4), st.booleans())
histories = st.lists(st.one_of(turns, turns, turns, st.tuples(st.just("reopen"))), max_size=25)


class Model:
    """What the workshop should hold, as simply as it can be said."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {"x": {}, "y": {}}
        self.people: set[str] = set()
        self.number = 0
        self.seq = 0

    def write(self, verb: str, *what: Any) -> None:
        getattr(self, verb)(*what)

    def put(self, activity: str, key: str, person: str, option: str) -> None:
        rows = self.rows[activity]
        if key not in rows:
            self.seq += 1
        rows[key] = (rows[key][0] if key in rows else self.seq, person, option)

    def remove(self, activity: str, gone: list[str]) -> None:
        for key in gone:
            self.rows[activity].pop(key, None)

    def add(self, person: str) -> None:
        self.people.add(person)

    def drop(self, person: str) -> None:
        self.people.discard(person)

    def save(self, number: int) -> None:
        self.number = number


def write(turn: Turn, verb: str, *what: Any) -> None:
    if verb == "put":
        activity, key, person, option = what
        turn.put(ballot(person, option, activity, key))
    elif verb == "remove":
        turn.remove(*what)
    elif verb == "add":
        turn.add(participant(what[0]))
    elif verb == "drop":
        turn.drop(what[0])
    else:
        turn.save(turn.workshop.but(turn=what[0]))


def take_turn(store: Store, wanted: list[tuple[Any, ...]], is_refused: bool) -> None:
    def decide(turn: Turn) -> None:
        for verb, *what in wanted:
            write(turn, verb, *what)
        if is_refused:
            raise ZeroDivisionError

    future = store.run(CODE, decide)
    if is_refused:
        with pytest.raises(ZeroDivisionError):
            future.result(SECONDS)
    else:
        future.result(SECONDS)


def compare(reader: Reader, model: Model) -> None:
    assert reader.workshop.turn == model.number
    assert set(reader.participants()) == model.people
    for activity, rows in model.rows.items():
        found = reader.contributions(activity)
        assert [(k, (c.seq, c.participant, c.payload["option"])) for k, c in found.items()] == list(
            rows.items()
        )
        assert len(found) == len(rows)
        for person in ("p1", "p2", "p3"):
            theirs = [key for key, row in rows.items() if row[1] == person]
            assert [c.key for c in reader.by_participant(activity, person)] == theirs


@given(history=histories)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_gives_what_a_dict_would(home: Home, history: list[tuple[Any, ...]]) -> None:
    """Puts, removals, saves, refusals and restarts in any order: same documents, same order."""
    home.empty().create(workshop())
    model = Model()
    for verb, *what in history:
        if verb == "reopen":
            home.reopen()
        else:
            wanted, is_refused = what
            take_turn(home.store, wanted, is_refused)
            for write_verb, *detail in () if is_refused else wanted:
                model.write(write_verb, *detail)
        compare(home.store.read(CODE), model)
