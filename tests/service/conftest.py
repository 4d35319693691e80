"""A house in a temporary folder, with a clock that only the test moves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.house import House
from tests.service.evenings import Clock, Evening, workshop

NewHouse = Callable[[], House]


@pytest.fixture(scope="module", autouse=True)
def quick_disk() -> Iterator[None]:
    """No power cut is tried here, so nothing waits for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.disk.flush", lambda fd: None)
        patch.setattr("storage.disk.flush_folder", lambda folder: None)
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_house(tmp_path: Path, clock: Clock) -> Iterator[NewHouse]:
    """An empty folder at each call."""
    opened: list[House] = []

    def new() -> House:
        opened.append(House(tmp_path / f"data{len(opened)}", clock))
        return opened[-1]

    yield new
    for house in opened:
        house.close()


@pytest.fixture
def house(new_house: NewHouse) -> House:
    return new_house()


@pytest.fixture(params=["folder", "database"])
def either_house(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """Of each home one, and nothing in it."""
    if request.param == "database":
        monkeypatch.setenv("ASUKASILTA_DATABASE", request.getfixturevalue("database"))
    with closing(House(tmp_path / "data", clock)) as opened:
        for code in opened.store.codes():
            opened.store.delete(code)
        yield opened


@pytest.fixture
def evening(house: House, clock: Clock) -> Evening:
    """A workshop where nothing has happened yet."""
    house.store.create(workshop())
    return Evening(house, clock)


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()
