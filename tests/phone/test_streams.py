"""Streams: who gets one, and how one ends. In plain ASGI, as the server speaks it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from phone import streams
from phone.streams import Streams
from service.house import House
from service.signin import STAGE_COOKIE
from tests.phone.people import Hall

OTHERS = PlainTextResponse("a page", 418)


class Browser:
    """Asks for `path` and keeps the line open until it `leaves` or the server has ended the answer."""

    def __init__(self, path: str, cookie: str = "", method: str = "GET") -> None:
        self.status = 0
        self.body = b""
        self.over = asyncio.Event()
        self._scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(b"cookie", cookie.encode())],
        }

    async def ask(self) -> "Browser":
        await Streams(OTHERS)(self._scope, self._receive, self._send)
        return self

    def leaves(self) -> None:
        self.over.set()

    async def _receive(self) -> dict[str, Any]:
        await self.over.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self.over.set()


def answered(hall: Hall, path: str, **how: str) -> int:
    """To one who gets no stream."""
    return hall.loop.run(Browser(path, **how).ask()).status


async def listening(home: House, browser: Browser) -> asyncio.Task[Browser]:
    home.hub.attach()
    asked = asyncio.create_task(browser.ask())
    await _until(lambda: b"event: version" in browser.body)
    return asked


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0)


def test_a_phone_hears_and_is_forgotten_when_it_goes(hall: Hall) -> None:
    """In any spelling of the code, joined or not; nothing of it is left behind."""

    async def scenario() -> None:
        phone = Browser(f"/j/{hall.code.lower()}/events")
        asked = await listening(hall.house, phone)
        assert (200, 1) == (phone.status, hall.house.hub.listening((hall.code, "phones")))
        phone.leaves()
        await asked
        assert 0 == hall.house.hub.listening()

    hall.loop.run(scenario())


def test_a_server_that_ends_has_the_last_word(hall: Hall) -> None:
    """Its streams are answers with an end, so that it need not wait for phones to hang up."""

    async def scenario() -> None:
        phone = Browser(f"/j/{hall.code}/events")
        asked = await listening(hall.house, phone)
        hall.house.hub.end()
        await asyncio.wait_for(asked, 10)

    hall.loop.run(scenario())
    assert 503 == answered(hall, f"/j/{hall.code}/events")


def test_a_stage_whose_session_ends_hears_no_more(hall: Hall) -> None:
    """It is asked at each sign of life, not only when it comes."""
    name = hall.house.signin.start_session("stage", hall.code)

    async def scenario() -> None:
        stage = Browser(f"/live/{hall.code}/room", cookie=f"{STAGE_COOKIE}={name}")
        asked = await listening(hall.house, stage)
        hall.house.signin.end_session(name)
        told = stage.body
        await asyncio.to_thread(hall.open, "ideas")
        await asyncio.wait_for(asked, 10)
        assert told == stage.body

    hall.loop.run(scenario())


def test_the_room_is_not_for_phones(hall: Hall) -> None:
    """Every vote would be told there."""
    assert 403 == answered(hall, f"/live/{hall.code}/room")


def test_a_phone_does_not_come_back_to_a_code_that_nobody_knows(hall: Hall) -> None:
    """204 tells an EventSource so."""
    assert 204 == answered(hall, "/j/ZZZZZZ/events")


def test_a_stream_too_many_is_asked_to_come_later(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """It must never cost a vote."""
    monkeypatch.setattr(streams, "streams_allowed", lambda: 0)
    assert 503 == answered(hall, f"/j/{hall.code}/events")


@pytest.mark.parametrize("path, method", [("/j/ABC234/events", "POST"), ("/j/ABC234", "GET"), ("/", "GET")])
def test_everything_else_is_a_page(hall: Hall, path: str, method: str) -> None:
    """With its own words for what is not there."""
    assert 418 == answered(hall, path, method=method)
