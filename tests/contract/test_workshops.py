"""Workshops as a whole: made, listed, told about, deleted; and their files."""

from threading import Thread

import pytest

from facilitation.errors import Invalid, NotFound, Refused, StoreUnavailable
from facilitation.turn import Reader
from storage import Store
from tests.contract.conftest import Home
from tests.contract.making import CODE, ballot, participant, vote, workshop

SECONDS = 10


def test_a_workshop_comes_whole(home: Home) -> None:
    """An import brings its participants and contributions, and their places in the order of arrival."""
    given = (ballot("p1", seq=3), ballot("p2", activity="y", seq=7))
    home.store.create(workshop(), (participant("p1"),), given)
    for reader in (home.store.read(CODE), home.reopen().read(CODE)):
        assert reader.workshop == workshop()
        assert reader.participant("p1") == participant("p1")
        assert reader.contributions("x")["p1"] == given[0]
        assert reader.contributions("y")["p2"] == given[1]
    assert home.store.run(CODE, vote("p3")).result(SECONDS) == 8


def test_contributions_without_a_place_get_one(home: Home) -> None:
    """In the order in which they are given, after those that have one."""
    home.store.create(workshop(), (), (ballot("p1"), ballot("p2"), ballot("p3", seq=5)))
    assert {"p3": 5, "p1": 6, "p2": 7} == {
        k: c.seq for k, c in home.store.read(CODE).contributions("x").items()
    }


def test_a_taken_code_is_refused(store: Store) -> None:
    """What is there stays as it is."""
    with pytest.raises(Refused) as refusal:
        store.create(workshop(title={"fi": "Toinen"}))
    assert refusal.value.key == "code_taken"
    assert store.read(CODE).workshop == workshop()


def test_of_two_who_take_a_code_at_once_one_gets_it(home: Home) -> None:
    """However they race, there is one workshop and one refusal for each of the others."""
    refused = []

    def take(title: str) -> None:
        try:
            home.store.create(workshop(title={"fi": title}))
        except Refused as refusal:
            refused.append(refusal.key)

    threads = [Thread(target=take, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert refused == ["code_taken"] * 7
    assert home.store.codes() == (CODE,)


def test_codes_are_listed_in_order(home: Home) -> None:
    """All workshops, sorted, after a restart too."""
    for code in ("MMMMMM", "AAAAAA", "KKKKKK"):
        home.store.create(workshop(code))
    assert ("AAAAAA", "KKKKKK", "MMMMMM") == home.store.codes() == home.reopen().codes()


@pytest.mark.parametrize(
    "code", ["ZZZZZZ", "", ".", "..", "../ACDEFG", "acdefg", "ACDEFG/files", "x" * 300, "A\0B"]
)
def test_no_other_name_leads_to_a_workshop(store: Store, code: str) -> None:
    """A code that somebody typed never becomes a path."""
    with pytest.raises(NotFound):
        store.read(code)
    with pytest.raises(NotFound):
        store.files(code)


def test_a_replaced_workshop_is_the_other_one_whole(home: Home, store: Store) -> None:
    """Nothing of what was there before is left but its files, its version goes on, and listeners are told."""
    heard: list[Reader] = []
    for person in ("p1", "p2"):
        store.run(CODE, vote(person)).result(SECONDS)
    store.files(CODE).put("map.png", b"map")
    version = store.read(CODE).version
    store.listen(lambda code, reader: heard.append(reader))
    other = workshop(title={"fi": "Toinen"}), (participant("p9"),), (ballot("p9", "b", seq=7),)
    newest, replaced = store.replace(CODE, lambda before: other)
    assert replaced is not None
    assert newest.version > version
    assert (version, ["p1", "p2"]) == (replaced.version, list(replaced.contributions("x")))
    for reader in (store.read(CODE), home.reopen().read(CODE)):
        assert (reader.workshop.title, reader.version > version) == ({"fi": "Toinen"}, True)
        assert list(reader.contributions("x")) == list(reader.participants()) == ["p9"]
    assert heard[-1].workshop.title == {"fi": "Toinen"}
    assert home.store.files(CODE).get("map.png") == b"map"
    assert home.store.run(CODE, vote("p3")).result(SECONDS) == 8


def test_what_is_not_there_cannot_be_replaced(store: Store) -> None:
    """A restore never makes a workshop by mistake."""
    with pytest.raises(NotFound):
        store.replace("ZZZZZZ", lambda before: (workshop("ZZZZZZ"), (), ()))


def test_a_deleted_workshop_is_gone(home: Home, store: Store) -> None:
    """It cannot be read or written any more, its files are gone, and its code is free."""
    store.run(CODE, vote("p1")).result(SECONDS)
    store.files(CODE).put("map.png", b"map")
    store.delete(CODE)
    with pytest.raises(NotFound):
        store.read(CODE)
    with pytest.raises(NotFound):
        store.run(CODE, vote("p2")).result(SECONDS)
    assert home.reopen().codes() == ()
    home.store.create(workshop())
    assert (0, ()) == (len(home.store.read(CODE).contributions("x")), home.store.files(CODE).names())


def test_who_asked_hears_that_a_workshop_is_gone(store: Store) -> None:
    """Once, with its code: there is no reader of it any more."""
    heard: list[str] = []
    store.listen(lambda code, reader: None, heard.append)
    store.delete(CODE)
    assert heard == [CODE]


def test_deleting_what_is_not_there_says_so(store: Store) -> None:
    """A second tap on delete is told that it is gone."""
    with pytest.raises(NotFound):
        store.delete("ZZZZZZ")


def test_listeners_hear_of_every_commit_with_its_reader(store: Store) -> None:
    """They get the code and a reader that has the change, before the one who asked is answered."""
    heard: list[tuple[str, Reader]] = []
    store.listen(lambda code, reader: heard.append((code, reader)))
    store.run(CODE, vote("p1")).result(SECONDS)
    ((code, reader),) = heard
    assert code == CODE
    assert reader.version == store.read(CODE).version
    assert "p1" in reader.contributions("x")


def test_listeners_hear_nothing_of_what_was_refused_or_only_read(store: Store) -> None:
    """No commit, no notice."""
    heard: list[str] = []
    store.listen(lambda code, reader: heard.append(code))
    store.run(CODE, lambda turn: turn.workshop).result(SECONDS)
    with pytest.raises(ZeroDivisionError):
        store.run(CODE, lambda turn: (turn.put(ballot("p1")), 1 / 0)).result(SECONDS)
    assert heard == []


def test_a_listener_that_fails_harms_nobody(store: Store) -> None:
    """The vote is stored, the others hear of it, the next one works."""
    heard: list[str] = []

    def fail(code: str, reader: Reader) -> None:
        raise RuntimeError("a listener of a test, which fails on purpose")

    store.listen(fail)
    store.listen(lambda code, reader: heard.append(code))
    assert [1, 2] == [store.run(CODE, vote(p)).result(SECONDS) for p in ("p1", "p2")]
    assert heard == [CODE, CODE]


def test_files_come_back_as_they_were(home: Home, store: Store) -> None:
    """By name, replaced when put again, kept across a restart."""
    store.files(CODE).put("b.png", b"old")
    store.files(CODE).put("b.png", bytes(range(256)))
    store.files(CODE).put("a-1.jpg", b"")
    for restart in (False, True):
        files = (home.reopen() if restart else store).files(CODE)
        assert files.names() == ("a-1.jpg", "b.png")
        assert files.get("b.png") == bytes(range(256))


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "../workshop.json", "a/b", "a\\b", "ä.png", "a" * 300]
)
def test_a_file_has_no_name_that_leads_elsewhere(store: Store, name: str) -> None:
    """Letters, digits, dots and dashes, and nothing hidden."""
    with pytest.raises(Invalid):
        store.files(CODE).put(name, b"x")
    with pytest.raises(NotFound):
        store.files(CODE).get(name)


def test_a_file_that_is_not_there_says_so(store: Store) -> None:
    """Missing is a refusal like any other, not an error of the system."""
    with pytest.raises(NotFound):
        store.files(CODE).get("missing.png")


def test_a_file_that_comes_after_its_workshop_was_deleted_is_refused(home: Home, store: Store) -> None:
    """A picture takes a moment to shrink: it brings nothing of the workshop back, and the code stays free."""
    files = store.files(CODE)
    store.delete(CODE)
    with pytest.raises(NotFound):
        files.put("map.png", b"map")
    store.create(workshop())
    assert () == store.files(CODE).names()
    store.delete(CODE)
    assert () == home.reopen().codes()


def test_a_closed_store_refuses_and_has_kept_what_was_waiting(home: Home, store: Store) -> None:
    """Closing finishes what was asked before it; what is asked after it hears so."""
    asked = [store.run(CODE, vote(f"p{n}")) for n in range(50)]
    store.close()
    assert list(range(1, 51)) == [a.result(0) for a in asked]
    with pytest.raises(StoreUnavailable):
        store.run(CODE, vote("late")).result(SECONDS)
    assert 50 == len(home.reopen().read(CODE).contributions("x"))


def test_a_sound_workshop_needs_no_repair(store: Store) -> None:
    """Nothing was damaged, so nothing is restored."""
    assert store.repair(CODE) == ()
