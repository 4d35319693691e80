"""The stylesheet, the script and the mark, as pages carry them.

The stylesheet stands in the page, since a request more costs a weak line half a second before anything is seen; the
policy allows just this one by its hash. The script is a file with its hash in the name, kept for good.
"""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from theme import mark

_STATIC = Path(__file__).parent / "static"
_COMMENT = re.compile(r"(^|(?<=[;{}]))\s*//\s.*|/\* .*? \*/")
"""A line's own, or behind what is there: not the slashes of an address within quotes."""
_NEEDLESS_BREAK = re.compile(r"(?<=[;{,])\n")
_NEEDLESS_SPACE = re.compile(
    r"""("[^"\n]*"|'[^'\n]*')|(,|\{) | (\})|(?<=\)) (\{)| (=>|[=!]==?|=|[<>]=?|&&|\|\||\?|:) """
)
"""Around what is no text; a + or - may stand before another one."""


def _squeezed(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    close = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", without_comments)).strip()
    return close.replace(": ", ":").replace(";}", "}")


def _script() -> bytes:
    """The files of `static/script` in the order of their names, in one function, without what only readers need."""
    files = sorted((_STATIC / "script").glob("*.js"))
    lines = (
        _COMMENT.sub("", line).strip() for file in files for line in file.read_text("utf-8").splitlines()
    )
    kept = _NEEDLESS_BREAK.sub("", "\n".join(filter(None, lines)))
    close = _NEEDLESS_SPACE.sub(lambda found: found[found.lastindex or 0], kept)
    return f'(function(){{"use strict";\n{close}\n}})();\n'.encode()


def _read(name: str) -> str:
    return (_STATIC / name).read_text("utf-8")


STYLE = Markup(_squeezed(_read("colours.css") + _read("phone.css")))  # noqa: S704 (our own file)
SCRIPT = _script()
SCRIPT_NAME = f"phone-{hashlib.sha256(SCRIPT).hexdigest()[:12]}.js"
SCRIPT_ADDRESS = f"/j/-/{SCRIPT_NAME}"
MARK = Markup(mark.svg())  # noqa: S704
FAVICON = mark.favicon()

_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


async def script(request: Request) -> Response:
    """An old page asks for an old name: it gets the script of today, but does not keep it."""
    fresh = request.path_params["name"] == SCRIPT_NAME
    keep = "public, max-age=31536000, immutable" if fresh else "no-cache"
    headers = {"Cache-Control": keep, "X-Content-Type-Options": "nosniff"}
    return Response(SCRIPT, media_type="text/javascript", headers=headers)


async def favicon(request: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(mark.svg(mark.BLUE), media_type="image/svg+xml", headers=headers)


async def robots(request: Request) -> Response:
    """A residents' evening belongs in no search engine."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
