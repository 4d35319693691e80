"""A hall with screens in it, for the tests that watch what the people there see."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from tests import serving
from tests.browser.evening import Evening
from tests.browser.screens import Hall
from tests.browser.sorter_desk import THEMES, Desk, start
from tests.browser.warm import WarmPages
from tests.browsing import expect
from tests.conftest import DESK, PHONE, STAGE, NewScreen, opened_in
from tests.serving import Server

_WEAK_LINE = Path(__file__).with_name("weak_line.js")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a test that failed, what its screens showed: on a busy machine it may not fail again."""
    report = yield
    chromium = getattr(item, "funcargs", {}).get("chromium")
    if chromium and report.when == "call" and report.failed:
        pages = (page for context in chromium.contexts for page in context.pages)
        report.sections.append(("Screens", "\n\n".join(map(_shown, pages))))
    return report


def _shown(page: Page) -> str:
    try:
        return f"{page.url}\n{page.locator('body').inner_text(timeout=1_000)}"
    except Error as error:
        return f"{page.url}\n{error}"


@pytest.fixture(scope="session")
def warm_pages(chromium: Browser) -> WarmPages:
    return WarmPages(lambda: opened_in(chromium))


@pytest.fixture(scope="session")
def warm_phones(chromium: Browser) -> WarmPages:
    return WarmPages(lambda: opened_in(chromium, **PHONE))


@pytest.fixture
def hall_of(
    new_phone: NewScreen, warm_pages: WarmPages, warm_phones: WarmPages
) -> Iterator[Callable[[Evening], Hall]]:
    """`hall_of(evening)`: where it takes place."""
    with ExitStack() as lending:
        phone = lending.enter_context(warm_phones.lent(PHONE["viewport"]))
        stage, desk = (lending.enter_context(warm_pages.lent(kind["viewport"])) for kind in (STAGE, DESK))
        yield lambda evening: Hall(evening, new_phone, phone, stage, desk)


@pytest.fixture
def hall_on(hall_of: Callable[[Evening], Hall]) -> Callable[[Server], Hall]:
    """`hall_on(start_server())`: a new evening on this server."""
    return lambda server: hall_of(Evening.on(server, title="Koivurinteen ilta"))


@pytest.fixture
def hall(server: Server, hall_on: Callable[[Server], Hall]) -> Hall:
    """A new evening on the server that all tests share."""
    return hall_on(server)


@pytest.fixture
def weak_line(hall: Hall) -> Iterator[Page]:
    """For a desk that is drawn piece by piece, and may be kept waiting for it."""
    page = hall.new_desk()
    with page.add_init_script(path=_WEAK_LINE):
        yield page


@pytest.fixture(scope="module")
def sorter_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    server = start(tmp_path_factory.mktemp("sorter"))
    yield server
    server.stop()


@pytest.fixture
def desk(
    sorter_server: serving.Server, warm_pages: WarmPages, tmp_path: Path
) -> Iterator[Callable[..., Desk]]:
    """`desk(ideas, private=True, slow=0.3)`: a page with these ideas, the first one in focus."""

    def open_desk(ideas: list[dict[str, Any]], slow: float = 0.0, **facts: Any) -> Desk:
        room = sorter_server.data / tmp_path.name
        room.mkdir()
        (room / "commands.jsonl").touch()
        desk = Desk(new_page(), room, {"themes": THEMES, "slow": slow})
        desk.give(ideas=ideas, **facts)
        desk.page.goto(f"{sorter_server.address}/?room={room.name}")
        expect(desk.rows).to_have_count(len(ideas), timeout=30_000)
        desk.rows.first.focus()
        return desk

    with warm_pages.lent(DESK["viewport"]) as new_page:
        yield open_desk
