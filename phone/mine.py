"""What is stored about me, and taking it away: one screen, one question, one calm page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from facilitation import keeping
from facilitation.errors import NotAllowed
from facilitation.leavers import has_left
from facilitation.permissions import Actor
from phone import outcome, rendering, screens, views
from phone.forms import read_form
from phone.guard import same_origin
from phone.identity import forget
from phone.rendering import to
from phone.seen import Seen
from phone.visit import Visit, arrive
from service import forgetting


def routes(here: str) -> list[BaseRoute]:
    """`here` is the address of a workshop."""
    return [
        Route(f"{here}/mine", page, methods=["GET"]),
        Route(f"{here}/mine/away", question, methods=["GET"]),
        Route(f"{here}/mine/away", take_away, methods=["POST"]),
        Route(f"{here}/away", away, methods=["GET"]),
        Route(f"{here}/privacy", notice, methods=["GET"]),
    ]


async def page(request: Request) -> Response:
    visit = await arrive(request)
    steps = _steps(visit) if visit.who else []
    named = any(own.note and step["kind"] == "roles" for step in steps for own in step["own"])
    return _page(visit, "mine.html", {"steps": steps, "other": _elsewhere(visit), "named": named})


async def question(request: Request) -> Response:
    """What goes and what stays, before anything goes."""
    visit = await arrive(request)
    return _page(visit, "take_away.html", {}) if visit.who else to(f"{visit.address}/mine")


async def take_away(request: Request) -> Response:
    """Sent twice, it has been done. Who is not in after a restore may be in what was there before it."""
    visit = await arrive(request)
    if not same_origin(request):
        raise NotAllowed("bad_origin")
    await read_form(request)
    if visit.id is not None and (visit.who or not has_left(visit.workshop, visit.id)):
        await forgetting.take_away(visit.house, visit.code, Actor("participant", visit.id))
    answer = to(f"{visit.address}/away")
    forget(answer, visit.workshop)
    return answer


async def away(request: Request) -> Response:
    """Whoever is in again, or still, has something here."""
    visit = await arrive(request)
    return to(f"{visit.address}/mine") if visit.who else _page(visit, "away.html", {})


async def notice(request: Request) -> Response:
    """Who keeps what, why and how long; for anybody with the code."""
    visit = await arrive(request)
    return _page(visit, "privacy.html", {"its": visit.workshop.privacy})


def _page(visit: Visit, template: str, context: dict[str, Any]) -> Response:
    its = {"inside": visit.who is not None, "until": _until(visit), "closes": outcome.closes_tonight()}
    whole = {**screens.around(visit), **its, "asks": visit.workshop.privacy.contact, **context}
    return rendering.plain_page(template, visit.words, whole)


def _until(visit: Visit) -> str:
    """The last day on which anything is kept; empty where that is over, and it goes within days."""
    if keeping.days_left(visit.workshop, visit.now) < 0:
        return ""
    return visit.words.date(keeping.last_day(visit.workshop))


def _steps(visit: Visit) -> list[dict[str, Any]]:
    """Those in which this person gave something, in the order of the agenda."""
    every = (Seen(visit, activity) for activity in visit.workshop.agenda)
    found = (
        {"title": s.title, "kind": s.activity.kind, "own": views.mine(s), "overtaken": views.overtaken(s)}
        for s in every
    )
    return [step for step in found if step["own"]]


def _elsewhere(visit: Visit) -> int:
    """How many answers stand in steps that have left the agenda."""
    if visit.who is None:
        return 0
    there = {activity.id for activity in visit.workshop.agenda}
    left = set(visit.reader.activities()) - there
    return sum(len(visit.reader.by_participant(activity, visit.who)) for activity in left)
