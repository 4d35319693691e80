"""Server-sent events: phones learn that something changed for them, stage and desk that anything did.

When the manager opens a step, all phones but a few show the same new screen. It comes with the news: thousands of
requests within the same seconds are work that nobody has to do, and on a weak line each is one more wait.

A hall holds one stream open for each phone for hours, so they are answered in plain ASGI: what Starlette puts around a
page (compression, error pages, a task group for each streaming answer) costs as much memory as the connection itself.
"""

import asyncio
import re
from functools import lru_cache

import orjson
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from facilitation.codes import normalise
from facilitation.errors import Refused, StoreUnavailable
from facilitation.turn import Reader
from phone.guard import OWN_HEADERS, with_headers
from phone.identity import participant_of
from phone.screens import of_all
from phone.visit import of_listener
from service import signin
from service.house import GONE, House, house
from service.limits import streams_allowed
from service.live import Hub, Listener
from service.signin import DESK_COOKIE, STAGE_COOKIE, Session

RETRY_AFTER = "30"
LONGEST_SCREEN = 12_000
"""Characters that come with the news, uncompressed: a quarter of a second on 400 kbit/s, where asking takes longer."""
OUT = "out"
"""No version at all: the page draws itself anew, and finds that it may look no more."""

_ADDRESS = re.compile(r"/j/(?P<phones>[^/]+)/events|/live/(?P<room>[^/]+)/room")
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *((name.lower().encode(), value.encode()) for name, value in OWN_HEADERS.items()),
    ],
}


class Streams:
    """ASGI: answers whoever asks for a stream; everything else goes on to `pages`."""

    def __init__(self, pages: ASGIApp) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] == "GET" and _ADDRESS.fullmatch(scope["path"])
        if not asked:
            await self._pages(scope, receive, send)
            return
        try:
            opened = await _opened(Request(scope), send, asked["phones"], asked["room"])
        except StoreUnavailable:
            opened = _later()
        if isinstance(opened, Response):
            await opened(scope, receive, with_headers(send, OWN_HEADERS.items()))
        else:
            await _listen(opened, receive, send)


class _Line(Listener):
    """An open stream of somebody's browser."""

    __slots__ = ("_send", "code")

    def __init__(self, send: Send, code: str, audience: str, first: str) -> None:
        super().__init__((code, audience), first)
        self.code = code
        self._send = send

    def takes_its_place(self, hub: Hub) -> None:
        """Beside all others."""

    async def tell(self, version: str | None) -> None:
        await self._say(_event(version))

    async def end(self) -> None:
        await self._send({"type": "http.response.body", "body": b""})

    async def _say(self, event: bytes) -> None:
        await self._send({"type": "http.response.body", "body": event, "more_body": True})


class _Phone(_Line):
    """Of somebody who has joined, or not yet. A participant's stream is a sign of life as long as it is open."""

    __slots__ = ("_who",)

    def __init__(self, send: Send, reader: Reader, who: str | None) -> None:
        super().__init__(send, reader.workshop.code, "phones", house().phones_version(reader))
        self._who = who

    async def tell(self, version: str | None) -> None:
        """The first news are of what the page shows already."""
        screen = self._screen(version) if version and self.sent else None
        await self._say(_event(version) if screen is None else _news(v=version, main=screen))

    def _screen(self, version: str) -> Markup | None:
        """Of all, if this phone shows that one. Whatever stands in its way is said when the phone asks."""
        try:
            visit = of_listener(self.code, self._who) if self._who and version != GONE else None
            screen = of_all(visit) if visit and visit.version == version else None
        except Exception:  # noqa: BLE001 (no reason to break the line)
            return None
        return screen if screen is not None and len(screen) <= LONGEST_SCREEN else None

    def beat(self) -> bool:
        if self._who:
            house().presence.touch(self.code, self._who)
        return True


class _Room(_Line):
    """The stage or the desk: for as long as they may see the stage."""

    __slots__ = ("_ending", "_link", "_sessions")

    def __init__(self, send: Send, reader: Reader, sessions: tuple[str, ...], bearer: Session) -> None:
        super().__init__(send, reader.workshop.code, "room", house().room_version(reader))
        self._sessions = sessions
        self._link = bearer.through
        self._ending: asyncio.Task[None] | None = None

    def takes_its_place(self, hub: Hub) -> None:
        """Each vote is told to all of them: of too many that one link has opened, the oldest goes."""
        its = [
            each
            for each in hub.who_listens(self.topic)
            if isinstance(each, _Room) and each._link == self._link
        ]
        if self._link and len(its) > signin.MOST_OPEN_THROUGH_A_LINK:
            oldest = min(its, key=lambda each: each.made_at)
            hub.remove(oldest)
            oldest._ending = asyncio.create_task(oldest.end())

    def beat(self) -> bool:
        return _may_listen(self._sessions, self.code)

    async def end(self) -> None:
        if not self.beat():
            await self.tell(OUT)
        await super().end()


async def _listen(line: _Line, receive: Receive, send: Send) -> None:
    """Until the browser hangs up, or the hub has said the last word: both come as a disconnect."""
    hub = house().hub
    await send(_START)
    hub.add(line)
    line.takes_its_place(hub)
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        hub.remove(line)


async def _opened(request: Request, send: Send, phones: str | None, room: str | None) -> _Line | Response:
    home, code = house(), normalise(phones or room or "")
    sessions = tuple(filter(None, (request.cookies.get(name) for name in (DESK_COOKIE, STAGE_COOKIE))))
    bearer = await _let_in(sessions, code) if room else None
    if room and bearer is None:
        return PlainTextResponse("", 403)
    reader = await _workshop(home, code)
    if reader is None:
        await home.guesses.wrong()
        return Response(status_code=204)  # tells an EventSource not to come back
    if home.hub.ended or home.hub.listening() >= streams_allowed():
        return _later()
    if bearer:
        return _Room(send, reader, sessions, bearer)
    return _Phone(send, reader, participant_of(request, reader.workshop))


def _later() -> Response:
    return PlainTextResponse("", 503, {"Retry-After": RETRY_AFTER})


async def _workshop(home: House, code: str) -> Reader | None:
    """None where there is none, or it can't be read. Raises StoreUnavailable while nobody can tell."""
    try:
        reader = await home.arriving(code)
    except StoreUnavailable:
        raise
    except Refused:
        return None
    home.wait_for_close(reader)
    return reader


async def _let_in(sessions: tuple[str, ...], code: str) -> Session | None:
    known = [await house().bearer(session) for session in sessions]
    return next((s for s in known if s is not None and s.may_see_stage(code)), None)


def _may_listen(sessions: tuple[str, ...], code: str) -> bool:
    known = (house().session(session) for session in sessions)
    return any(s is not None and s.may_see_stage(code) for s in known)


@lru_cache(maxsize=256)
def _event(version: str | None) -> bytes:
    """The same few bytes for a whole hall."""
    return b"event: beat\ndata: {}\n\n" if version is None else _news(v=version)


def _news(**told: str | None) -> bytes:
    return b"event: version\ndata: " + orjson.dumps(told) + b"\n\n"
