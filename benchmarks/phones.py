"""Phones as the server sees them: real HTTP/1.1 over sockets, a cookie, a stream. As small as a measuring tool must be,
so that on a two-core machine the server is measured and not the phones."""

import asyncio
import contextlib
import gzip
import json
import sys
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def json(self) -> dict[str, object]:
        return json.loads(self.body)


@dataclass
class Phone:
    """One resident's phone on `port` of this machine, in the workshop `code`."""

    port: int
    code: str
    cookie: str = ""
    bytes_sent: int = 0
    bytes_received: int = 0
    heard: list[tuple[float, str]] = field(default_factory=list)
    """(moment, version) of each change that its stream told."""
    came_along: str = ""
    """The screen that came with the last of them, if one did."""
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _listening: asyncio.Task[None] | None = None

    async def get(self, path: str) -> Answer:
        return await self._request(f"GET {path} HTTP/1.1", b"")

    async def post(self, path: str, **form: object) -> Answer:
        return await self._request(f"POST {path} HTTP/1.1", urlencode(form).encode())

    async def join(self) -> Answer:
        answer = await self.post(f"/j/{self.code}/join", language="fi")
        self.cookie = answer.headers.get("set-cookie", "").split(";")[0]
        assert self.cookie, f"no cookie after joining: {answer.status}"
        return answer

    async def give(self, activity: str, **form: object) -> Answer:
        return await self.post(f"/j/{self.code}/a/{activity}", **form)

    async def listen(self) -> None:
        """Open the stream; back when the first version is there."""
        first = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(first))
        await asyncio.wait_for(first.wait(), 30)

    async def hear(self, after: int) -> float:
        """The moment at which the stream told of a change beyond the first `after`. Nothing looks at a clock meanwhile:
        thousands of phones that did would be measured as a slow server."""
        while len(self.heard) <= after:
            self._news.clear()
            await self._news.wait()
        return self.heard[-1][0]

    async def new_screen(self, after: int, step: str) -> tuple[float, float]:
        """When its stream told of a change beyond the first `after`, and when the screen of this step was there: as a
        phone's script does, it is asked for if it did not come along."""
        while True:
            told = await self.hear(after)
            after = len(self.heard)
            screen = self.came_along or await self._look()
            if f'data-activity="{step}"' in screen:
                return told, time.perf_counter()

    async def _look(self) -> str:
        answer = await self.get(f"/j/{self.code}/now")
        assert answer.status == 200, answer.body
        compressed = answer.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(answer.body) if compressed else answer.body).decode()

    async def give_until_confirmed(self, activity: str, **form: object) -> int:
        """As a phone's script does: again and again, until the server has confirmed it. How many tries it took."""
        tries = 0
        while True:
            tries += 1
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                answer = await self.give(activity, **form)
                assert answer.status in (200, 502, 503, 504), answer.body
                if answer.status == 200:
                    return tries
            self.drop()
            await asyncio.sleep(0.05)

    @property
    def participant(self) -> str:
        """Whom the cookie names; what follows is its signature."""
        return self.cookie.partition("=")[2].rpartition(".")[0]

    def drop(self) -> None:
        """Let the connection go, as a phone does that hears nothing."""
        if self._connection:
            self._connection[1].close()
        self._connection = None

    async def close(self) -> None:
        if self._listening:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening
        if self._connection:
            self._connection[1].close()

    async def _listen(self, first: asyncio.Event) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self._head(f"GET /j/{self.code}/events HTTP/1.1", 0))
        try:
            async for line in reader:
                self.bytes_received += len(line)
                if line.startswith(b"data: {"):
                    news = json.loads(line[6:])
                    if "v" in news:
                        self.heard.append((time.perf_counter(), news["v"]))
                        self.came_along = news.get("main", "")
                        first.set()
                        self._news.set()
        finally:
            writer.close()

    async def _request(self, line: str, body: bytes) -> Answer:
        began = time.perf_counter()
        request = self._head(line, len(body)) + body
        try:
            status, headers, received = await self._exchange(request)
        except (asyncio.IncompleteReadError, ConnectionError):
            self._connection = (
                None  # the server closes a connection that rests for five seconds, as to a browser
            )
            status, headers, received = await self._exchange(request)
        self.bytes_sent += len(request)
        self.bytes_received += len(received) + sum(len(k) + len(v) + 4 for k, v in headers.items()) + 17
        return Answer(status, headers, received, time.perf_counter() - began)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._connection is None:
            self._connection = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._connection
        writer.write(request)
        return await _read_answer(reader)

    def _head(self, line: str, length: int) -> bytes:
        lines = [line, f"Host: 127.0.0.1:{self.port}", "Accept: application/json", "Accept-Encoding: gzip"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if line.startswith("POST"):
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {length}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _read_answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split()[1])
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head[1:] if line)}
    if "content-length" in headers:
        return status, headers, await reader.readexactly(int(headers["content-length"]))
    if headers.get("transfer-encoding") == "chunked":
        return status, headers, await _read_chunks(reader)
    return status, headers, b""


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    chunks = []
    while size := int(await reader.readline(), 16):
        chunks.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(chunks)


def run(measuring: Coroutine[Any, Any, Found]) -> Found:
    """On the fast event loop that the server has too, where there is one: phones and server share the machine."""
    if sys.platform == "win32":
        return asyncio.run(measuring)
    import uvloop

    return uvloop.run(measuring)


def percentiles(seconds: list[float]) -> dict[str, float]:
    """p50, p95 and max, in milliseconds."""
    ordered = sorted(seconds)
    at = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {
        name: round(1000 * ordered[min(len(ordered) - 1, int(q * len(ordered)))], 1) for name, q in at.items()
    }
