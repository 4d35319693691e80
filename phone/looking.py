"""Looking: what is on now, what has been, others' ideas, pictures."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from facilitation.errors import NotFound
from facilitation.model import Activity
from phone import outcome, rendering, screens, views
from phone.beside import before_leaving, takes_beside
from phone.screens import Told
from phone.seen import Seen
from phone.views.ideas import may_see_others
from phone.visit import Visit, arrive
from service.pictures import phone_version

_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"RIFF": "image/webp",
    b"GIF8": "image/gif",
}


async def now(request: Request) -> Response:
    """The <main> element of what is on now; 304 for a phone that shows it already."""
    visit = await arrive(request)
    headers = {"ETag": f'W/"{visit.version}.{visit.words.language}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers={**rendering.PRIVATE, **headers})
    keeps = request.headers.get("x-keeps", "")
    if visit.who is not None and keeps and keeps == screens.form_on(visit):
        return rendering.fragment(screens.surroundings(visit), headers)
    return rendering.fragment(screens.now_main(visit), headers)


async def so_far(request: Request) -> Response:
    """For those who come late, and those who want to look back."""
    visit = await arrive(request)
    decided = outcome.anything(visit)
    context = {**screens.around(visit), "steps": screens.agenda(visit), "decided": decided}
    return rendering.plain_page("so_far.html", visit.words, context)


async def beside(request: Request) -> Response:
    """A step that is answered while the room is elsewhere; the room's step where that is over."""
    visit = await arrive(request)
    activity = visit.workshop.activity(request.path_params["activity"])
    return _beside(visit, activity, screens.told_by(request.query_params))


async def leaving(request: Request) -> Response:
    """For those who must go before the evening is evaluated."""
    visit = await arrive(request)
    return _beside(visit, before_leaving(visit), screens.NOTHING)


def _beside(visit: Visit, activity: Activity | None, told: Told) -> Response:
    if activity is None or visit.who is None or not takes_beside(visit, activity):
        return rendering.to(visit.address)
    return screens.beside_page(visit, activity, told)


async def wall(request: Request) -> Response:
    """Others' ideas, where phones may show them; loaded when somebody unfolds them."""
    visit = await arrive(request)
    activity = visit.workshop.activity(request.path_params["activity"])
    seen = Seen(visit, activity) if activity and activity.kind == "ideas" else None
    if seen is None or not may_see_others(seen):
        raise NotFound("unknown_step")
    return rendering.fragment(
        rendering.rendered("so_far/ideas.html", visit.words, {"outcome": views.outcome(seen)})
    )


async def picture(request: Request) -> Response:
    """A picture that a step of this workshop shows, in the size that the phones' pages or the stage name. Raises
    NotFound."""
    content = await run_in_threadpool(_picture, await arrive(request), request.path_params["name"])
    kind = next((kind for start, kind in _PICTURES.items() if content.startswith(start)), None)
    if kind is None:
        raise NotFound("no_picture")
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=kind, headers=headers)


def _picture(visit: Visit, name: str) -> bytes:
    """One that was put there by hand has no small version: then it is itself."""
    pictures = (a.settings.get("picture") for a in visit.workshop.agenda)
    whole = next((p for p in pictures if p and name in (p, phone_version(p))), None)
    if whole is None:
        raise NotFound("no_picture")
    files = visit.house.store.files(visit.code)
    try:
        return files.get(name)
    except NotFound:
        return files.get(whole)
