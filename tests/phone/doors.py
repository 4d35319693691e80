"""Every address of the server, read from its own list of routes, and the kinds of people who may knock at them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from itsdangerous import Signer
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from facilitation.model import Workshop
from phone.application import all_routes, own_pages
from phone.guard import FrontDoor
from phone.identity import COOKIE
from phone.streams import _ADDRESS
from service.control import announce
from service.making import make
from service.signin import DESK_COOKIE, STAGE_COOKIE, link_token
from tests.phone.people import HERE, Hall
from tests.serving import ROOT

EVERYBODY = frozenset(
    {"nobody", "resident", "resident elsewhere", "stage", "leads elsewhere", "leads", "helps"}
)
"""The people of the tables. An address, a cookie or a code is all that some of them have."""
STREAMS = ("/j/{code}/events", "/live/{code}/room")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Door:
    """A route and one of its methods, as the tables of the tests name it: `GET /j/{code:join}`."""

    method: str
    path: str

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def routes() -> Iterator[Route]:
    for route in all_routes():
        yield from _flat(route)


def _flat(route: BaseRoute) -> Iterator[Route]:
    assert isinstance(route, Route), f"{route}: nobody walks through a mount; list its routes"
    yield route


def doors() -> list[Door]:
    """Each route with each method that it takes; HEAD goes with GET."""
    ours = [Door(method, r.path) for r in routes() for method in r.methods or () if method != "HEAD"]
    assert _ADDRESS.groups == len(STREAMS), "a stream without a row"
    return [*ours, *(Door("GET", path) for path in (*STREAMS, *(f"/{p}" for p in streamlit_pages())))]


def streamlit_pages() -> list[str]:
    """The addresses of desk and stage."""
    return re.findall(r'url_path="([\w-]+)"', (ROOT / "pages" / "main.py").read_text(encoding="utf-8"))


def address(path: str, hall: Hall) -> str:
    """The path with its parameters filled in. A parameter of a new name needs a row here."""
    fills = {
        "activity": hall.now.id,
        "project": "p1",
        "name": "phone.js",
        "token": "no-token",
        "rest": "now",
        "language": "fi",
        "format": "xlsx",
        "code": hall.code,
    }
    if "almost" in path or "bare" in path:
        fills["code"] = hall.code.lower()
    if "/enter/" in path:
        role = "stage" if path.startswith("/stage") else "manager"
        fills["token"] = link_token(hall.workshop, role)
    return _PARAMETER.sub(lambda found: fills[found[1]], path)


class Streamlit:
    """Stands where Streamlit does and lets in whoever reaches it."""

    def __init__(self) -> None:
        self.reached: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope["type"])
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await PlainTextResponse("a page of Streamlit's")(scope, receive, send)


def whole_server() -> tuple[ASGIApp, Streamlit]:
    """As `app.py` puts it together, with a stand-in for Streamlit."""
    streamlit = Streamlit()
    return FrontDoor(streamlit, own=own_pages()), streamlit


@dataclass
class Knocking:
    """Sends requests as different people. Streams are ended at once, so that an open one answers 503."""

    hall: Hall
    app: ASGIApp
    elsewhere: str

    @classmethod
    def at(cls, hall: Hall) -> "Knocking":
        hall.house.hub.end()
        announce(hall.house, 80)
        signed(hall)
        return cls(hall, whole_server()[0], make(hall.house, "asukasilta", "Muualla", "fi").code)

    def ask(self, method: str, path: str, who: str = "nobody", /, **more: Any) -> httpx.Response:
        headers = {"cookie": self.cookie(who), **more.pop("headers", {})}
        return self.hall.loop.run(self._ask(method, path, headers, more))

    async def _ask(
        self, method: str, path: str, headers: dict[str, str], more: dict[str, Any]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.request(method, path, headers=headers, **more)

    def cookie(self, who: str) -> str:
        """What each of the people of the tables carries."""
        hall, start = self.hall, self.hall.house.signin.start_session
        if who == "nobody":
            return ""
        if who == "resident":
            return f"{COOKIE}={signed(hall)}"
        if who == "resident elsewhere":
            return f"{COOKIE}={_signed(hall.house.workshop(self.elsewhere), 'aino-aino-aino')}"
        if who == "stage":
            return f"{STAGE_COOKIE}={start('stage', hall.code)}"
        if who == "leads elsewhere":
            return f"{DESK_COOKIE}={start('cofacilitator', self.elsewhere)}"
        if who == "helps":
            return f"{DESK_COOKIE}={start('helper', hall.code)}"
        assert who == "leads"
        return f"{DESK_COOKIE}={start('manager')}"


def signed(hall: Hall, person: str = "aino-aino-aino") -> str:
    """The cookie of somebody who has joined."""
    from service import acting

    hall.loop.run(acting.join(hall.house, hall.code, person, "fi"))
    return _signed(hall.workshop, person)


def _signed(workshop: Workshop, person: str) -> str:
    return Signer(workshop.secret, salt=f"participant-{workshop.code}").sign(person).decode()


def stored(hall: Hall) -> str:
    """All that is stored of the hall, to see that nothing has changed."""
    from service.people_files import backup

    return backup(hall.house.store.read(hall.code), hall.house.store.files(hall.code))
