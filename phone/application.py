"""Everything that is not Streamlit's, as one application: phones, sign-in, streams, control."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from phone import desk_files, organisation, routes, signing
from phone.guard import OWN_HEADERS, with_headers
from phone.streams import Streams
from phone.troubles import exception_handlers
from service.control import control_routes

SMALLEST_TO_COMPRESS = 600
"""Bytes: below this compressing costs more than it saves."""


def own_pages(more: Sequence[BaseRoute] = ()) -> ASGIApp:
    """`more` routes stand before ours (measurements put a bare one there)."""
    pages = Starlette(
        routes=[*more, *all_routes()],
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALLEST_TO_COMPRESS, compresslevel=6)],
        exception_handlers=exception_handlers(),
    )
    pages.router.redirect_slashes = False  # it redirects to whatever host the request names
    return Streams(_Safe(pages))


def all_routes() -> list[BaseRoute]:
    """But for the streams, which are none of Starlette's."""
    return [
        *routes.routes(),
        *signing.routes(),
        *organisation.routes(),
        *desk_files.routes(),
        *control_routes(),
    ]


class _Safe:
    """Gives every answer the safe headers, also one that a fault or a missing route has made."""

    def __init__(self, pages: ASGIApp) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._pages(scope, receive, with_headers(send, OWN_HEADERS.items()))
