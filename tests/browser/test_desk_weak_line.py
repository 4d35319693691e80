"""A desk on a weak line: what it is sent comes late, and it does not make that worse."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, WebSocket

from tests.browser.screens import MOST_OF_A_DRAWING, PATIENCE, Hall
from tests.browsing import expect

LONG = 25
"""Milliseconds for each piece: a drawing takes longer than the desk waits before it may ask again."""


def test_news_waits_for_the_drawing_that_was_asked_for(hall: Hall, weak_line: Page) -> None:
    """And does not ask again for each older one that comes before it: drawings would queue, more and more of them."""
    evening, t = hall.evening, hall.evening.t
    with weak_line.expect_websocket() as opened:
        desk = hall.desk(weak_line)
    desk.is_whole()
    asked: list[str | bytes] = []
    opened.value.on("framesent", lambda frame: asked.append(frame) if _asks(frame) else None)

    weak_line.evaluate("line.stop()")
    with _one_more_drawing_on_its_way(weak_line):
        desk.press(t("common.minutes_short", minutes=1))
    with _one_more_drawing_on_its_way(weak_line), _a_question(opened.value):
        evening.do("headcount", people=9)
    weak_line.evaluate(f"line.moment = {LONG}; line.go()")
    expect(weak_line.get_by_role("spinbutton", name=t("desk.run.heads"))).to_have_value("9", timeout=PATIENCE)
    desk.is_whole()
    assert 1 == len(asked)


def _asks(frame: str | bytes) -> bool:
    """For a drawing because of news."""
    return b'"heard"' in (frame if isinstance(frame, bytes) else frame.encode())


@contextmanager
def _a_question(socket: WebSocket) -> Iterator[None]:
    with socket.expect_event("framesent", _asks, timeout=PATIENCE):
        yield


@contextmanager
def _one_more_drawing_on_its_way(page: Page) -> Iterator[None]:
    """The server has sent most of it, and nothing has come."""
    before = page.evaluate("line.waiting")
    yield
    page.wait_for_function(
        f"before => line.waiting > before + {MOST_OF_A_DRAWING}", arg=before, timeout=PATIENCE
    )
