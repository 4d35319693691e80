"""The way to an organisation's sign-in and back from it. The sign-in itself is Streamlit's, on a page of the desk."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from facilitation.errors import NotAllowed
from phone.guard import NEXT_COOKIE, ORGANISATION
from phone.rendering import to
from phone.signing import in_thread, next_of, with_cookie
from service.config import is_encrypted
from service.house import house
from service.signin import DESK_COOKIE

NEXT_SECONDS = 600


def routes() -> list[BaseRoute]:
    return [
        Route("/desk/organisation", go, methods=["GET"]),
        Route("/desk/let-in/{name}", let_in, methods=["GET"]),
    ]


async def go(request: Request) -> Response:
    """Remembers where to go afterwards: the provider sends everybody back to one address. `back` and `out` are for the
    page: from the provider, and away."""
    flag = next((f"?{name}=1" for name in ("out", "back") if name in request.query_params), "")
    answer = to(f"{ORGANISATION}{flag}")
    answer.set_cookie(
        NEXT_COOKIE,
        next_of(request.query_params.get("next", "")),
        max_age=NEXT_SECONDS,
        path="/",
        secure=is_encrypted(request.url.scheme),
        httponly=True,
        samesite="lax",
    )
    return answer


async def let_in(request: Request) -> Response:
    """Exchanges the page's pass for a session. Raises NotAllowed."""
    if request.method == "HEAD":
        raise NotAllowed("link_not_valid")
    home, answer = house(), to(next_of(request.cookies.get(NEXT_COOKIE, "")))
    address, until = await in_thread(lambda: home.passes.take(request.path_params["name"]))
    seconds = until - home.clock()
    name = await in_thread(lambda: home.signin.start_session("manager", seconds=seconds, address=address))
    answer.delete_cookie(NEXT_COOKIE, path="/")
    return with_cookie(request, answer, DESK_COOKIE, name)
