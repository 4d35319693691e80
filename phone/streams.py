"""Server-sent events: phones learn that something changed for them, stage and desk that anything did."""

import json
from collections.abc import AsyncIterator, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from facilitation.codes import normalise
from facilitation.errors import Refused
from facilitation.turn import Reader
from phone.identity import participant_of
from service.house import House, house
from service.limits import streams_allowed
from service.live import Topic
from service.signin import DESK_COOKIE, STAGE_COOKIE

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
RETRY_AFTER = "30"
OUT = "out"
"""No version at all: the page draws itself anew, and finds that it may look no more."""


def routes() -> list[Route]:
    return [
        Route("/j/{code}/events", phone_events, methods=["GET"]),
        Route("/live/{code}/room", room_events, methods=["GET"]),
    ]


async def phone_events(request: Request) -> Response:
    """For phones, joined or not. A participant's stream is a sign of life as long as it is open."""
    home, code = house(), normalise(request.path_params["code"])
    reader = _workshop(home, code)
    if reader is None:
        await home.guesses.wrong()
        return _gone()
    who = participant_of(request, reader.workshop)
    beat = (lambda: home.presence.touch(code, who)) if who else _nothing
    return _stream(home, (code, "phones"), home.phones_version(reader), beat)


async def room_events(request: Request) -> Response:
    """For stage and desk: whoever may see the stage."""
    home, code = house(), normalise(request.path_params["code"])
    if not _may_listen(home, request, code):
        return PlainTextResponse("", 403)
    reader = _workshop(home, code)
    if reader is None:
        return _gone()
    return _stream(
        home, (code, "room"), home.room_version(reader), still=lambda: _may_listen(home, request, code)
    )


def _workshop(home: House, code: str) -> Reader | None:
    try:
        reader = home.store.read(code)
    except Refused:
        return None
    home.wait_for_close(reader)
    return reader


def _stream(
    home: House,
    topic: Topic,
    first: str,
    beat: Callable[[], None] = lambda: None,
    still: Callable[[], bool] = lambda: True,
) -> Response:
    if home.hub.ended or home.hub.listening() >= streams_allowed():
        return PlainTextResponse("", 503, {"Retry-After": RETRY_AFTER})
    events = _events(home, topic, first, beat, still)
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def _events(
    home: House, topic: Topic, first: str, beat: Callable[[], None], still: Callable[[], bool]
) -> AsyncIterator[str]:
    async for version in home.hub.versions(topic, first, beat):
        if not still():
            yield _version(OUT)
            return
        yield "event: beat\ndata: {}\n\n" if version is None else _version(version)


def _version(version: str) -> str:
    return f"event: version\ndata: {json.dumps({'v': version})}\n\n"


def _may_listen(home: House, request: Request, code: str) -> bool:
    sessions = (home.session(request.cookies.get(name)) for name in (DESK_COOKIE, STAGE_COOKIE))
    return any(s is not None and s.may_see_stage(code) for s in sessions)


def _gone() -> Response:
    """No such workshop: 204 tells an EventSource not to come back."""
    return Response(status_code=204)


def _nothing() -> None:
    pass
