"""The desk's files, each at an address that holds: a page that is drawn anew meanwhile takes no file from anybody."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from facilitation.codes import normalise
from facilitation.errors import NotAllowed, NotFound
from facilitation.permissions import Actor
from phone import rendering
from phone.guard import same_origin
from service.giving_out import FILES, kind_of, take_along, take_summary
from service.house import House, house
from service.signin import DESK_COOKIE

HERE = "/desk/files/"
Make = Callable[[House, Actor, str], Awaitable[bytes]]


def routes() -> list[BaseRoute]:
    here = f"{HERE}{{code}}"
    return [
        Route(f"{here}/summary/{{language}}/{{format}}", summary, methods=["GET"]),
        *(Route(f"{here}/{name}", _whole(name), methods=["GET"]) for name in FILES),
    ]


class SignInFirst(NotAllowed):
    """Said, and not sent to the sign-in: after it nothing but a file would come, and the sign-in would stay."""

    sentence = "desk.sign_in_first"


class NotYours(NotAllowed):
    """The session leads another workshop."""

    sentence = "desk.not_yours"


async def summary(request: Request) -> Response:
    format, language = request.path_params["format"], request.path_params["language"]
    return await _file(
        request, format, lambda home, actor, code: take_summary(home, actor, code, format, language)
    )


def _whole(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await _file(request, name, lambda home, actor, code: take_along(home, actor, code, name))

    return answer


async def _file(request: Request, name: str, make: Make) -> Response:
    home, code = house(), normalise(request.path_params["code"])
    if request.method == "HEAD":
        raise HTTPException(405, headers={"Allow": "GET"})
    content = await make(home, await _who_leads(request, home, code), code)
    ending, media_type = kind_of(name)
    headers = {
        **rendering.PRIVATE,
        "Content-Disposition": f'attachment; filename="asukasilta-{code}{ending}"',
    }
    return Response(content, 200, headers, media_type)


async def _who_leads(request: Request, home: House, code: str) -> Actor:
    """As on the desk's pages. A foreign page may not ask either: its visitors would fill the log and the disk."""
    if not same_origin(request):
        raise NotAllowed("bad_origin")
    who = await home.bearer(request.cookies.get(DESK_COOKIE))
    if await run_in_threadpool(home.is_deleted, code):
        raise NotFound("deleted")
    if who is None:
        raise SignInFirst()
    if not who.may_lead(code):
        raise NotYours()
    await _require_there(home, code)
    return who.actor


async def _require_there(home: House, code: str) -> None:
    try:
        await home.arriving(code)
    except NotFound:
        raise NotFound("no_such_workshop") from None
