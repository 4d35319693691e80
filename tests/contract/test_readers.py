"""Readers: pictures that never change."""

from threading import Event

from storage import Store
from tests.contract.conftest import Home
from tests.contract.making import CODE, ballot, participant, rename, vote

SECONDS = 10


def test_a_reader_stays_as_it_was(store: Store) -> None:
    """What happens later is in later readers; two looks at one agree."""
    store.run(CODE, vote("p1", "a")).result(SECONDS)
    early = store.read(CODE)
    rows = early.contributions("x")
    store.run(CODE, vote("p1", "b")).result(SECONDS)
    store.run(CODE, vote("p2")).result(SECONDS)
    store.run(CODE, lambda turn: turn.add(participant("p2"))).result(SECONDS)
    store.run(CODE, rename("Uusi")).result(SECONDS)
    assert {"p1": "a"} == {key: c.payload["option"] for key, c in rows.items()}
    assert (1, 1) == (len(rows), len(early.contributions("x")))
    assert early.participants() == {}
    assert early.workshop.title["fi"] == "Kevään ilta"
    assert early.by_participant("x", "p2") == ()


def test_readers_of_a_thousand_versions_each_keep_their_own(store: Store) -> None:
    """However the memory shares what they have in common, no picture bleeds into another."""
    pictures = []
    for number in range(300):
        store.run(CODE, vote(f"p{number % 100}", str(number))).result(SECONDS)
        pictures.append(store.read(CODE))
    for number, picture in enumerate(pictures):
        assert len(picture.contributions("x")) == min(number + 1, 100)
        assert picture.contributions("x")[f"p{number % 100}"].payload["option"] == str(number)


def test_reading_never_waits_for_the_writer(store: Store) -> None:
    """While a turn is going on, readers get the last commit."""
    go_on = Event()
    busy = store.run(CODE, lambda turn: (turn.put(ballot("p1")), go_on.wait(SECONDS)))
    assert len(store.read(CODE).contributions("x")) == 0
    go_on.set()
    busy.result(SECONDS)
    assert len(store.read(CODE).contributions("x")) == 1


def test_one_participants_contributions_are_found_in_order(store: Store) -> None:
    """By participant, in the order of arrival, without those of others and without what was removed."""
    for key in ("k1", "k2", "k3"):
        store.run(CODE, vote("p1", key=key)).result(SECONDS)
        store.run(CODE, vote("p2", key=f"other-{key}")).result(SECONDS)
    store.run(CODE, vote("p1", "b", key="k1")).result(SECONDS)
    store.run(CODE, lambda turn: turn.remove("x", ["k2"])).result(SECONDS)
    assert ["k1", "k3"] == [c.key for c in store.read(CODE).by_participant("x", "p1")]


def test_a_contribution_that_changes_hands_is_found_with_the_new_one(store: Store) -> None:
    """The key stays, its participant does not."""
    store.run(CODE, vote("p1", key="k")).result(SECONDS)
    store.run(CODE, vote("p2", key="k")).result(SECONDS)
    reader = store.read(CODE)
    assert ((), ("k",)) == tuple(tuple(c.key for c in reader.by_participant("x", p)) for p in ("p1", "p2"))


def test_an_activity_without_contributions_is_empty(store: Store) -> None:
    """Nothing given yet is no error, for any activity."""
    reader = store.read(CODE)
    assert (0, (), None) == (
        len(reader.contributions("never")),
        reader.by_participant("never", "p"),
        reader.contribution("never", "k"),
    )
    assert reader.participant("nobody") is None


def test_after_a_restart_everything_is_equal(home: Home, store: Store) -> None:
    """Documents of every kind, their order and the version come back as they were."""
    store.run(CODE, lambda turn: turn.add(participant("p1"))).result(SECONDS)
    for person in ("p3", "p1", "p2"):
        store.run(CODE, vote(person, 'ÄÖ 🎉 \u2028 " \\ \n')).result(SECONDS)
    store.run(CODE, vote("p1", activity="a/b.c:d*")).result(SECONDS)
    store.run(CODE, rename("Uusi nimi")).result(SECONDS)
    for _ in range(2):
        before = store.read(CODE)
        store = home.reopen()
        after = store.read(CODE)
        assert before.workshop == after.workshop
        assert before.version == after.version
        assert dict(before.participants()) == dict(after.participants())
        for activity in ("x", "y", "a/b.c:d*"):
            assert list(before.contributions(activity).items()) == list(after.contributions(activity).items())
