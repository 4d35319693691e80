"""The address of Plotly's drawing script. Only the stage asks for it; phones draw their bars without."""

from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from service import plotly_script

PIECE = 64 * 1024
"""Bytes on their way to one browser: hundreds that do not take in what they asked for would fill the memory."""


async def script(request: Request) -> Response:
    """Compressed once for all: each time would hold up the votes. An old name gets today's script, not to be kept."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    body = await run_in_threadpool(plotly_script.compressed if packed else plotly_script.plain)
    fresh = request.path_params["name"] == plotly_script.name()
    keep = "public, max-age=31536000, immutable" if fresh else "no-cache"
    headers = {"Cache-Control": keep, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    headers |= {"Content-Encoding": "gzip"} if packed else {}
    headers["Content-Length"] = str(len(body))
    return StreamingResponse(_pieces(body), media_type="text/javascript", headers=headers)


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]


ROUTE = Route("/j/-/plotly/{name}", script, methods=["GET"])
