"""Signing in to the desk, and links that let in: plain forms, since a cookie has to be there before Streamlit looks."""

import functools
import ipaddress
import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from facilitation.codes import normalise
from facilitation.errors import NotAllowed, Refused
from facilitation.model import LinkRole, Workshop
from facilitation.permissions import HELPS, LEADS, OWNS, Role
from locales import words
from phone import rendering
from phone.forms import Form, own_address, read_form
from phone.guard import same_origin
from phone.rendering import sentence, status_of, to
from phone.visit import reader_language
from service import organisation
from service.config import is_encrypted
from service.control import comes_from_this_machine
from service.house import house
from service.signin import (
    DESK_COOKIE,
    SESSION_SECONDS,
    SHORTEST_PASSWORD,
    STAGE_COOKIE,
    Session,
    role_of_link,
)

SIGN_IN = "/desk/sign-in"
AS_MUCH_AS: dict[LinkRole, frozenset[Role]] = {"manager": OWNS, "cofacilitator": LEADS, "helper": HELPS}
"""Link → those who may at least what it lets one do."""
BY_ORGANISATION = "/desk/organisation"
SIGN_OUT_OF_ORGANISATION = "/desk/organisation?out=1"
_OWN_NAMES = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
T = TypeVar("T")


def routes() -> list[BaseRoute]:
    return [
        Route(SIGN_IN, sign_in_page, methods=["GET"]),
        Route(SIGN_IN, sign_in, methods=["POST"]),
        Route("/desk/sign-out", sign_out, methods=["POST"]),
        Route("/desk/enter/{code}/{token}", enter_desk, methods=["GET"]),
        Route("/stage/enter/{code}/{token}", enter_stage, methods=["GET"]),
        Route("/stage", dark_stage, methods=["GET"]),
    ]


async def sign_in_page(request: Request) -> Response:
    if await _session_of(request, DESK_COOKIE) is not None:
        return to(next_of(request.query_params.get("next", "")))
    return _form_page(request, request.query_params.get("next", ""))


async def sign_in(request: Request) -> Response:
    form: Form = {}
    try:
        if not same_origin(request):
            raise NotAllowed("bad_origin")
        form = await read_form(request)
        await _checked(request, form)
    except Refused as refused:
        return _form_page(request, form.get("next", ""), refused)
    name = await in_thread(lambda: house().signin.start_session("manager"))
    return with_cookie(request, to(next_of(form.get("next", ""))), DESK_COOKIE, name)


async def sign_out(request: Request) -> Response:
    if not same_origin(request):
        raise NotAllowed("bad_origin")
    name, there = request.cookies.get(DESK_COOKIE), await _session_of(request, DESK_COOKIE)
    await in_thread(lambda: house().signin.end_session(name))
    answer = to(SIGN_OUT_OF_ORGANISATION if there is not None and there.address else SIGN_IN)
    answer.delete_cookie(DESK_COOKIE, path="/")
    return answer


async def enter_desk(request: Request) -> Response:
    """Exchanges the link's token for a session; an address with a token must not stay on a screen. It leads straight to
    the page that runs the workshop, or a helper's: one that leads on to another is drawn for nothing."""
    workshop, role = await _link(request)
    if role not in HELPS:
        raise NotAllowed("link_not_valid")
    answer = to(f"/desk-{'run' if role in LEADS else 'paper'}?code={workshop.code}")
    if request.method == "HEAD" or await _may_already(request, workshop.code, role):
        return answer
    name = await _start(workshop, role, role)
    return with_cookie(request, answer, DESK_COOKIE, name)


async def enter_stage(request: Request) -> Response:
    """The session only shows, whoever's link it was: a projector stands open to the room."""
    workshop, link = await _link(request)
    answer = to(f"/stage?code={workshop.code}&embed=true")
    there = await _session_of(request, STAGE_COOKIE)
    if request.method == "HEAD" or (there is not None and there.may_see_stage(workshop.code)):
        return answer
    name = await _start(workshop, "stage", link)
    return with_cookie(request, answer, STAGE_COOKIE, name)


async def dark_stage(request: Request) -> Response:
    """For somebody who was let in nowhere; the stage itself is Streamlit's."""
    t = words(reader_language(request))
    ended = request.cookies.get(STAGE_COOKIE)
    context = {
        "title": t("stage.ended" if ended else "stage.not_open"),
        "how": t("stage.not_open.how"),
        "wide": True,
    }
    return rendering.plain_page("dark_stage.html", t, {**context, "here": "/stage", "back": SIGN_IN}, 403)


def straight_from_this_machine(request: Request) -> bool:
    """Whether it was sent on the machine itself, to the machine itself, and not passed on by anything between."""
    if any(name in request.headers for name in _FORWARDING):
        return False
    return (
        comes_from_this_machine(request) and _OWN_NAMES.fullmatch(request.headers.get("host", "")) is not None
    )


async def _checked(request: Request, form: Form) -> None:
    """Right password, or a first one that was set. Raises Refused."""
    if organisation.replaces_password():
        raise NotAllowed("sign_in_by_organisation")
    signin, password = house().signin, form.get("password", "")
    here = straight_from_this_machine(request)
    if signin.has_password():
        address = "" if here else _address_of(request)
        await in_thread(lambda: signin.check_password(password, address))
        return
    if not here:
        raise NotAllowed("sign_in_on_the_machine")
    if password != form.get("again", ""):
        raise Differ()
    await in_thread(lambda: signin.set_password(password))


class Differ(Refused):
    """The new password was typed in two ways."""

    sentence = "phone.sign_in.differ"


def _form_page(request: Request, next_: str, refused: Refused | None = None) -> Response:
    t, by_password = words(reader_language(request)), not organisation.replaces_password()
    first = by_password and not house().signin.has_password()
    may_set = straight_from_this_machine(request)
    if refused is None and first and not may_set:
        refused = NotAllowed("sign_in_on_the_machine")
    context = {
        "refused": sentence(t, refused) if refused else "",
        "first": first,
        "may": by_password and (not first or may_set),
        "organisation": f"{BY_ORGANISATION}?next={quote(next_of(next_), safe='')}"
        if organisation.is_used()
        else "",
        "next": next_of(next_),
        "action": SIGN_IN,
        "least": SHORTEST_PASSWORD,
        "wide": True,
        "here": f"{SIGN_IN}?next={quote(next_of(next_), safe='')}",
    }
    return rendering.plain_page("sign_in.html", t, context, status_of(refused) if refused else 200)


async def _link(request: Request) -> tuple[Workshop, LinkRole]:
    """The workshop, and the role that the link gives. Raises NotAllowed, NotFound."""
    workshop = (await house().arriving(normalise(request.path_params["code"]))).workshop
    return workshop, role_of_link(workshop, request.path_params["token"])


async def _start(workshop: Workshop, role: LinkRole, link: LinkRole) -> str:
    """A session that holds as long as the link, as it was read here, is not revoked."""
    age, signin = workshop.link(link).age, house().signin
    return await in_thread(lambda: signin.start_session(role, workshop.code, link=link, age=age))


async def _may_already(request: Request, code: str, role: LinkRole) -> bool:
    """As much as the link would give."""
    there = await _session_of(request, DESK_COOKIE)
    return there is not None and there.may(AS_MUCH_AS[role], code)


async def _session_of(request: Request, cookie: str) -> Session | None:
    return await house().bearer(request.cookies.get(cookie))


def with_cookie(request: Request, answer: Response, cookie: str, name: str) -> Response:
    answer.set_cookie(
        cookie,
        name,
        max_age=SESSION_SECONDS,
        path="/",
        secure=is_encrypted(request.url.scheme),
        httponly=True,
        samesite="lax",
    )
    return answer


def next_of(wanted: str) -> str:
    address = own_address(wanted, "/desk")
    return address if address.startswith(("/desk", "/stage")) and address != SIGN_IN else "/desk"


def _address_of(request: Request) -> str:
    """Of an IPv6 address the network: one machine has as many addresses in it as it likes."""
    client = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(client)
    except ValueError:
        return client or "unknown"
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


@functools.cache
def _few_at_once() -> CapacityLimiter:
    """Checking a password takes memory and time on purpose; two at once leave the rest to the votes."""
    return CapacityLimiter(2)


async def in_thread(work: Callable[[], T]) -> T:
    return await to_thread.run_sync(work, limiter=_few_at_once())
