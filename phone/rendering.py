"""Templates become answers. Everything is escaped; headers say that nothing may be kept, framed or sniffed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from facilitation.errors import (
    Damaged,
    Invalid,
    NewerVersion,
    NotAllowed,
    NotFound,
    NotOpen,
    Refused,
    Stale,
    StoreUnavailable,
)
from facilitation.text import Text, in_language
from locales import LANGUAGES, Words
from phone import assets
from phone.forms import TooMuch, Unreadable

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
_TEMPLATES.globals.update(
    style=assets.STYLE,
    script=assets.SCRIPT_ADDRESS,
    mark=assets.MARK,
    favicon=assets.FAVICON,
    languages=LANGUAGES,
)

PRIVATE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
PAGE = {
    **PRIVATE,
    "Content-Security-Policy": assets.POLICY,
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}

_STATUS: tuple[tuple[type[Refused], int], ...] = (
    (TooMuch, 413),
    (Unreadable, 400),
    (NotFound, 404),
    (NotAllowed, 403),
    (NotOpen, 409),
    (Stale, 409),
    (Invalid, 422),
    (StoreUnavailable, 503),
    (Damaged, 503),
    (NewerVersion, 503),
)


def has_template(name: str) -> bool:
    return name in _KNOWN


def rendered(template: str, words: Words, context: Mapping[str, Any]) -> Markup:
    return Markup(_TEMPLATES.get_template(template).render(context, t=words))  # noqa: S704 (autoescaped)


def page(main: Markup, words: Words, context: Mapping[str, Any], status: int = 200) -> Response:
    """A whole page around its <main>."""
    body = rendered("page.html", words, {**_BARE, **context, "main": main})
    return Response(body, status, PAGE, "text/html")


def plain_page(template: str, words: Words, context: Mapping[str, Any], status: int = 200) -> Response:
    """A whole page with this template as its <main>."""
    return page(rendered(template, words, context), words, context, status)


def fragment(html: Markup, headers: Mapping[str, str] | None = None) -> Response:
    """A part of a page, for the script."""
    return Response(html, 200, {**PAGE, **(headers or {})}, "text/html")


def json_answer(content: Mapping[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, PRIVATE, "application/json")


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def to(address: str) -> Response:
    """See other: a reload of what comes sends nothing twice."""
    return Response(status_code=303, headers={**PRIVATE, "Location": address})


def sentence(words: Words, refused: Refused) -> str:
    """What to tell the person; a refusal without words of its own gets the general ones."""
    if refused.key == "too_long" and "field" in refused.values:
        return _too_long_in(words, **refused.values)
    key = getattr(refused, "sentence", f"common.refused.{refused.key}")
    said = words(key, **refused.values)
    return words("common.refused.refused") if said == key else said


def _too_long_in(words: Words, field: str, **values: int) -> str:
    """In a form of several texts, which one it is."""
    where = words(f"phone.plan.field.{field}").rstrip(":")
    return words("phone.plan.too_long", where=where, **values)


def status_of(refused: Refused) -> int:
    return next((status for kind, status in _STATUS if isinstance(refused, kind)), 409)


def spoken(text: Text, words: Words, default: str) -> Markup:
    """A manager's text; where it exists in another language only, marked as such for screen readers."""
    said = in_language(text, words.language, default)
    if not said or text.get(words.language):
        return escape(said)
    its = next(language for language, each in text.items() if each == said)
    return Markup('<span lang="{}">{}</span>').format(its, said)


_KNOWN = frozenset(_TEMPLATES.list_templates())
_BARE: dict[str, Any] = {
    "code": "",
    "forgets": "",
    "address": "",
    "workshop_title": "",
    "refresh": False,
    "wide": False,
    "live": False,
    "here": "/",
}
