"""Browsers that ask for a stream, in plain ASGI, as the server speaks it."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from starlette.responses import PlainTextResponse

from phone.streams import Streams
from service.house import House
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
    await until(lambda: b"event: version" in browser.body)
    return asked


async def until(holds: Callable[[], bool]) -> None:
    """Looks a hundred times a second: whoever looks all the time takes the processor from those that are waited for."""
    never = asyncio.Event()
    async with asyncio.timeout(10):
        while not holds():
            with suppress(TimeoutError):
                await asyncio.wait_for(never.wait(), 0.01)
