"""The homes under test. A further home is one more parameter of `home`."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from storage import Store, open_store
from tests.contract.making import workshop


class Home:
    """A place for documents that can be closed and opened again, as a restart does."""

    def __init__(self, open_it: Callable[[], Store]) -> None:
        self._open_it = open_it
        self.store = open_it()

    def reopen(self) -> Store:
        self.store.close()
        self.store = self._open_it()
        return self.store

    def empty(self) -> Store:
        for code in self.store.codes():
            self.store.delete(code)
        return self.store


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["embedded", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Home]:
    if request.param == "embedded":
        made = Home(lambda: open_store(tmp_path / "data", clock))
    else:
        database = request.getfixturevalue("database")
        made = Home(lambda: open_store(database, clock))
        made.empty()
    yield made
    with suppress(Exception):
        made.store.close()


@pytest.fixture
def store(home: Home) -> Store:
    """A home with one workshop in it."""
    home.store.create(workshop())
    return home.store
