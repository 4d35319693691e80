"""Everything that is not Streamlit's, as one application: phones, sign-in, streams, control."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from phone import routes, signing
from phone.streams import Streams
from phone.troubles import exception_handlers
from service.control import control_routes

SMALLEST_TO_COMPRESS = 600
"""Bytes: below this compressing costs more than it saves."""


def own_pages(more: Sequence[BaseRoute] = ()) -> ASGIApp:
    """`more` routes stand before ours (measurements put a bare one there)."""
    pages = Starlette(
        routes=[*more, *signing.routes(), *control_routes(), *routes.routes()],
        middleware=[Middleware(GZipMiddleware, minimum_size=SMALLEST_TO_COMPRESS, compresslevel=6)],
        exception_handlers=exception_handlers(),
    )
    return Streams(pages)
