"""The phone door without a server: our routes, a house in a temporary folder, and a clock that stands still."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

import service.house
from phone.application import all_routes
from phone.troubles import exception_handlers
from service.house import House
from tests.phone.doors import Knocking
from tests.phone.people import Clock, Hall, Person, hall_at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.delenv("ASUKASILTA_PASSWORD", raising=False)
    monkeypatch.delenv("ASUKASILTA_ADDRESS", raising=False)
    opened = House(tmp_path / "data", clock)
    monkeypatch.setattr(service.house, "_house", opened)
    yield opened
    opened.close()


@pytest.fixture
def app(house: House) -> Starlette:
    """Without what compresses: sizes are measured elsewhere."""
    return Starlette(routes=all_routes(), exception_handlers=exception_handlers())


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def new_hall(house: House, app: Starlette, loop: asyncio.Runner, clock: Clock) -> Callable[..., Hall]:
    return lambda **more: hall_at(house, app, loop, clock, **more)


@pytest.fixture
def hall(new_hall: Callable[..., Hall]) -> Hall:
    return new_hall()


@pytest.fixture
def resident(hall: Hall) -> Person:
    """Somebody who has joined and reads Finnish."""
    return hall.resident()


@pytest.fixture
def knocking(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Knocking:
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "koivu-ja-tuomi")
    hall.do("add_project", title="Penkki", id="p1")
    hall.open("ideas")
    return Knocking.at(hall)
