"""Rows that a hand or another program left unreadable: said in words, and no other workshop minds."""

from collections.abc import Iterator

import psycopg
import pytest

from facilitation.errors import Damaged, NewerVersion, NotFound, StoreUnavailable
from facilitation.model import SCHEMA_VERSION
from facilitation.turn import Reader
from storage import Store, open_store
from storage.protocol import Whole
from tests.contract.making import CODE, ballot, participant, vote, workshop
from tests.service.waiting import wait_for

SECONDS = 10
OTHER = "KKKKKK"

SPOILED = {
    "a document that is cut off": "update workshops set document = left(document, -20), version = version + 1",
    "a document with a field too many": "update workshops set document = replace(document, '\"turn\"', '\"what\"'),"
    " version = version + 1",
    "a contribution": "update contributions set document = '{}', version = version + 1",
    "a participant": "update participants set document = '', version = version + 1",
}


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Two workshops; in each somebody has voted."""
    with_two = open_store(database)
    for code in with_two.codes():
        with_two.delete(code)
    for code in (CODE, OTHER):
        with_two.create(workshop(code), (participant("p1"),), (ballot("p1"),))
        with_two.files(code).put("map.png", b"map")
    yield with_two
    with_two.close()


def spoil(database: str, change: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(f"{change} where code = '{CODE}'")
        connection.execute("update workshops set version = version + 1 where code = %s", (CODE,))


@pytest.fixture(params=SPOILED.values(), ids=SPOILED.keys())
def spoiled(request: pytest.FixtureRequest, store: Store, database: str) -> Store:
    spoil(database, request.param)
    return store


def test_it_is_refused_in_words(spoiled: Store) -> None:
    """Reading, giving and repairing; what another workshop has is there."""
    for ask in (
        lambda: spoiled.read(CODE),
        lambda: spoiled.run(CODE, vote("p2")).result(SECONDS),
        lambda: spoiled.repair(CODE),
    ):
        with pytest.raises(Damaged) as refusal:
            ask()
        assert "damaged_rows" == refusal.value.key
    assert 2 == spoiled.run(OTHER, vote("p2")).result(SECONDS)


def test_another_can_be_put_in_its_place(spoiled: Store) -> None:
    """Its version goes on rising, its pictures stay, listeners are told, and the evening goes on."""
    heard: list[str] = []
    spoiled.listen(lambda code, reader: heard.append(code))
    seen: list[Reader | None] = []

    def decide(before: Reader | None) -> Whole:
        seen.append(before)
        return workshop(), (), (ballot("p9", seq=7),)

    newest, before = spoiled.replace(CODE, decide)
    assert ([None], None, [CODE]) == (seen, before, heard)
    assert newest.version == spoiled.read(CODE).version
    assert b"map" == spoiled.files(CODE).get("map.png")
    assert 8 == spoiled.run(CODE, vote("p3")).result(SECONDS)


def test_a_database_that_goes_away_right_after_it_takes_nothing_back(
    spoiled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was committed, and whoever put it there hears so."""

    def away(code: str) -> Reader:
        raise StoreUnavailable

    monkeypatch.setattr(spoiled, "read", away)
    newest, _ = spoiled.replace(CODE, lambda before: (workshop(), (), ()))
    assert newest is spoiled.at_hand(CODE)


def test_it_can_be_deleted(spoiled: Store) -> None:
    """With all that belongs to it."""
    spoiled.delete(CODE)
    assert (OTHER,) == spoiled.codes()
    with pytest.raises(NotFound):
        spoiled.files(CODE)


def test_one_from_a_newer_program_is_left_as_it_is(store: Store, database: str) -> None:
    """It would lose what is new in it: refused in words, also to whoever would put another in its place."""
    old, new = f'"schema_version":{SCHEMA_VERSION}', f'"schema_version":{SCHEMA_VERSION + 1}'
    spoil(database, f"update workshops set document = replace(document, '{old}', '{new}')")
    for ask in (
        lambda: store.read(CODE),
        lambda: store.replace(CODE, lambda before: (workshop(), (), ())),
        lambda: store.run(CODE, vote("p2")).result(SECONDS),
    ):
        with pytest.raises(NewerVersion):
            ask()


def test_one_that_is_spoiled_while_it_is_in_memory_keeps_no_other_waiting(
    store: Store, database: str
) -> None:
    """A replica of a newer program is started beside this one, say: the other workshops go on, and it is no lost
    database."""
    for code in (CODE, OTHER):
        store.read(code)
    lines: list[bool] = []
    store.listen(lambda code, reader: lines.append(store.answers()))
    spoil(database, SPOILED["a contribution"])
    with psycopg.connect(database) as connection:
        connection.execute("select pg_notify('asukasilta', %s)", (CODE,))
    wait_for(lambda: store.at_hand(CODE) is None, within=SECONDS)
    assert 2 == store.run(OTHER, vote("p2")).result(SECONDS)
    assert False not in lines
