"""The front door: sends each request to Streamlit or to our own pages, and lets nobody in from a foreign page.

Streamlit answers any path that it does not know with its 2.6 MB page, so it only ever sees the paths that are its
own. A websocket handshake with a foreign Origin makes it look up this machine's outside address while everything
waits, so such a handshake ends here; and so does one by somebody who was let in nowhere: each would be a session that
runs pages, and a hundred of them, with a script behind, keep the whole hall waiting.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from time import monotonic
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from facilitation.errors import StoreUnavailable
from locales import words
from phone.rendering import plain_page, status_of
from phone.visit import reader_language
from service import organisation, signin
from service.config import given_address
from service.faults import log_fault
from service.house import house
from service.signin import DESK_COOKIE, STAGE_COOKIE, Session

_STREAMLIT = re.compile(r"/(_stcore|static|media|component)/.*|/(desk(-[a-z]+)?|stage)")
_UPLOADS = "/_stcore/upload_file"
"""No page of ours takes files there; they would stay in memory for as long as the one who sent them is there."""
_OF_ORGANISATIONS = re.compile(r"/(auth/(login|logout)|oauth2callback|desk-organisation)")
"""Streamlit's own sign-in, and our page for it; for those who are not signed in yet."""
ORGANISATION = "/desk-organisation"
SIGNED_IN, SIGNED_OUT = f"{ORGANISATION}?back=1", "/desk/sign-in"
NEXT_COOKIE = "asukasilta_next"
"""Where somebody wants to go who signs in through an organisation; without it that page has no websocket."""
MOST_SIGNING_IN, SIGNING_IN_SECONDS = 10, 60.0
"""Websockets of people who are nobody yet: few, and not for long, since each runs a page."""

DESK_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}

OWN_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Of what is no page: short answers, streams, redirects, files. Pages have stricter or wider ones of their own."""


class FrontDoor:
    """ASGI middleware around Streamlit; `own` is the application with everything that is not Streamlit's."""

    def __init__(self, app: ASGIApp, own: ASGIApp) -> None:
        self._streamlit = app
        self._own = own
        self._signing_in = 0
        self._through: Counter[tuple[str, str, int] | None] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._streamlit(scope, receive, send)
            return
        scope = with_plain_cookies(scope)
        try:
            await (self._http if scope["type"] == "http" else self._websocket)(scope, receive, send)
        except StoreUnavailable as away:  # of asking who is signed in: nothing has been sent yet
            await _come_again(scope, away)(scope, receive, with_headers(send, OWN_HEADERS.items()))

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not same_origin(HTTPConnection(scope)):
            await send({"type": "websocket.close", "code": 1008})
        elif (bearer := await _bearer(scope, DESK_COOKIE, STAGE_COOKIE)) is not None:
            await self._let_through(bearer, scope, receive, send)
        elif _signs_in(scope) and self._signing_in < MOST_SIGNING_IN:
            self._signing_in += 1
            try:
                await self._streamlit(scope, for_a_while(receive, SIGNING_IN_SECONDS), send)
            finally:
                self._signing_in -= 1
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _let_through(self, bearer: Session, scope: Scope, receive: Receive, send: Send) -> None:
        """Whoever knows the password may open as many as they like."""
        link = bearer.through
        if link and self._through[link] >= signin.MOST_OPEN_THROUGH_A_LINK:
            await send({"type": "websocket.close", "code": 1013})
            return
        self._through[link] += 1
        try:
            await self._streamlit(scope, receive, send)
        finally:
            self._through[link] -= 1
            self._through += Counter()  # forgets whoever has none any more

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == ORGANISATION and organisation.is_used() and not _signs_in(scope):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"/desk/organisation?{quote(query, safe='=&')}", 303)(scope, receive, send)
        elif organisation.is_used() and _OF_ORGANISATIONS.fullmatch(scope["path"]):
            back = with_way_back(with_headers(send, DESK_HEADERS.items()), scope)
            await self._streamlit(scope, receive, back)
        elif (
            scope["path"].startswith("/desk")
            and is_streamlits(scope["path"])
            and not await _is_signed_in(scope)
        ):
            to_sign_in = RedirectResponse(_sign_in_for(scope), 303, {"Cache-Control": "no-store"})
            await to_sign_in(scope, receive, with_headers(send, OWN_HEADERS.items()))
        elif is_streamlits(scope["path"]) and not await _is_closed_to(scope):
            await self._streamlit(scope, receive, with_headers(send, DESK_HEADERS.items()))
        else:
            await self._ours(scope, receive, send)

    async def _ours(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A fault has been answered with a calm page when it comes out here; the server must not log its message."""
        try:
            await self._own(scope, receive, send)
        except Exception as error:  # noqa: BLE001 (whatever it is, its message may hold what people wrote)
            log_fault("A request", error)


def is_streamlits(path: str) -> bool:
    return _STREAMLIT.fullmatch(path) is not None


async def _is_closed_to(scope: Scope) -> bool:
    """The stage's page, Streamlit's inner doors (its counters, uploads) and sending it anything, for somebody who was
    let in nowhere: our pages answer. Whether the server is well may be asked by anybody."""
    path, looks = scope["path"], scope["method"] in ("GET", "HEAD", "OPTIONS")
    if path.startswith(_UPLOADS):
        return True
    if path.startswith("/_stcore/") and path != "/_stcore/health":
        return not (await _is_let_in(scope) or (looks and _signs_in(scope)))
    return (path == "/stage" or not looks) and not await _is_let_in(scope)


async def _is_signed_in(scope: Scope) -> bool:
    """Only so that nobody loads a heavy page to read that they must sign in; every page asks again itself."""
    return await _bearer(scope, DESK_COOKIE) is not None


async def _is_let_in(scope: Scope) -> bool:
    return await _bearer(scope, DESK_COOKIE, STAGE_COOKIE) is not None


def _signs_in(scope: Scope) -> bool:
    return organisation.is_used() and NEXT_COOKIE in HTTPConnection(scope).cookies


async def _bearer(scope: Scope, *cookies: str) -> Session | None:
    """The session of the first of these cookies that has one."""
    carried = HTTPConnection(scope).cookies
    for name in cookies:
        found = await house().bearer(carried.get(name))
        if found is not None:
            return found
    return None


def _come_again(scope: Scope, away: StoreUnavailable) -> ASGIApp:
    """Who is signed in stays so: the way on is the same page, later. Streamlit's script comes again by itself."""
    if scope["type"] == "websocket":
        return WebSocketClose(1013)
    t = words(reader_language(Request(scope)))
    context = {"said": t("common.trouble"), "back": _address(scope), "here": _address(scope)}
    return plain_page("trouble.html", t, context, status_of(away))


def _sign_in_for(scope: Scope) -> str:
    return f"/desk/sign-in?next={quote(_address(scope), safe='')}"


def _address(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def same_origin(request: HTTPConnection) -> bool:
    """Whether this was sent by one of our own pages, as far as the browser tells.

    Old browsers and scripts send neither Origin nor Referer; they have no foreign page to be abused by.
    """
    headers = request.headers
    if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return False
    source = headers.get("origin") or headers.get("referer")
    return source is None or _host_of(source) in _our_hosts(headers)


def _host_of(address: str) -> str:
    """Empty where it is none: what no browser sends is no page of ours either."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _our_hosts(headers: Headers) -> set[str]:
    named = {headers.get("host", "").lower()}
    return named | {urlsplit(given_address() or "").netloc.lower()} - {""}


def with_plain_cookies(scope: Scope) -> Scope:
    """No cookie of ours has an escaped letter. To read thousands of them takes the square of their number in Pythons
    before 3.11.10 and 3.12.6: ten seconds for one request, with everybody waiting."""
    headers = scope["headers"]
    if not any(name == b"cookie" and b"\\" in value for name, value in headers):
        return scope
    plain = [(name, value.replace(b"\\", b"") if name == b"cookie" else value) for name, value in headers]
    return {**scope, "headers": plain}


def with_headers(send: Send, headers: Iterable[tuple[str, str]]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            into = MutableHeaders(scope=message)
            for name, value in headers:
                into.setdefault(name, value)
        await send(message)

    return sending


def for_a_while(receive: Receive, seconds: float) -> Receive:
    """Then it says that the other side has gone."""
    until = monotonic() + seconds

    async def receiving() -> Message:
        try:
            return await asyncio.wait_for(receive(), until - monotonic())
        except TimeoutError:
            return {"type": "websocket.disconnect", "code": 1001}

    return receiving


def with_way_back(send: Send, scope: Scope) -> Send:
    """From a provider Streamlit sends people on to `/`, which is the phones'. Back to the desk instead: to the page
    that asked, or after signing out, when no answer of a provider's comes with them, to the sign-in."""
    answers = scope["path"] == "/oauth2callback" and b"state=" in scope["query_string"]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("location") == "/":
                headers["location"] = SIGNED_IN if answers else SIGNED_OUT
        await send(message)

    return sending
