"""A hall with screens in it, for the tests that watch what the people there see."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import serving
from tests.browser.evening import Evening
from tests.browser.screens import Hall
from tests.browser.sorter_desk import THEMES, Desk, start
from tests.conftest import NewScreen
from tests.serving import Server


@pytest.fixture
def hall_on(new_phone: NewScreen, new_stage: NewScreen, new_desk: NewScreen) -> Callable[[Server], Hall]:
    """`hall_on(start_server())`: a new evening on this server."""

    def open_hall(server: Server) -> Hall:
        return Hall(Evening.on(server, title="Koivurinteen ilta"), new_phone, new_stage, new_desk)

    return open_hall


@pytest.fixture
def hall(server: Server, hall_on: Callable[[Server], Hall]) -> Hall:
    """A new evening on the server that all tests share."""
    return hall_on(server)


@pytest.fixture(scope="module")
def sorter_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    server = start(tmp_path_factory.mktemp("sorter"))
    yield server
    server.stop()


@pytest.fixture
def desk(sorter_server: serving.Server, new_desk: Callable[..., Page], tmp_path: Path) -> Callable[..., Desk]:
    """`desk(ideas, private=True, slow=0.3)`: a page with these ideas, the first one in focus."""

    def open_desk(ideas: list[dict[str, Any]], slow: float = 0.0, **facts: Any) -> Desk:
        room = sorter_server.data / tmp_path.name
        room.mkdir()
        (room / "commands.jsonl").touch()
        desk = Desk(new_desk(), room, {"themes": THEMES, "slow": slow})
        desk.give(ideas=ideas, **facts)
        desk.page.goto(f"{sorter_server.address}/?room={room.name}")
        expect(desk.rows).to_have_count(len(ideas), timeout=30_000)
        desk.rows.first.focus()
        return desk

    return open_desk
