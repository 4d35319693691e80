"""A hall with screens in it, for the tests that watch what the people there see."""

from collections.abc import Callable

import pytest

from tests.browser.evening import Evening
from tests.browser.screens import Hall
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
