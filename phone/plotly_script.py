"""The address of Plotly's drawing script. Only the stage asks for it; phones draw their bars without."""

import gzip

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service import plotly_script


async def script(request: Request) -> Response:
    """Compressed once for all: each time would hold up the votes. An old name gets today's script, not to be kept."""
    body = await run_in_threadpool(plotly_script.compressed)
    fresh = request.path_params["name"] == plotly_script.name()
    keep = "public, max-age=31536000, immutable" if fresh else "no-cache"
    headers = {"Cache-Control": keep, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = await run_in_threadpool(gzip.decompress, body)
    return Response(body, media_type="text/javascript", headers=headers)


ROUTE = Route("/j/-/plotly/{name}", script, methods=["GET"])
