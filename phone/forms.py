"""Forms as phones send them: small, read once, and anything strange is refused in words."""

import re
from collections.abc import AsyncGenerator
from urllib.parse import parse_qsl

from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from facilitation.errors import Refused

LARGEST = 64 * 1024
"""Bytes: a ballot on 500 ideas takes half of it."""
MOST_FIELDS = 2000

Form = dict[str, str]

_OURS = re.compile(r"/(?![/\\])[A-Za-z0-9_/?=&.%-]{0,300}")


class Unreadable(Refused):
    """What came is no form of ours."""

    sentence = "phone.trouble.unreadable"


class TooMuch(Refused):
    """More than any of our forms can hold."""

    sentence = "phone.trouble.too_much"


def own_address(wanted: str, default: str) -> str:
    """Where to go next, if it is a place of ours: a form that sends people elsewhere is a trap."""
    return wanted if _OURS.fullmatch(wanted) else default


async def read_form(request: Request) -> Form:
    """Field → text; of a field that comes twice, the last. Raises Unreadable, TooMuch."""
    body = await _body(request)
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        return await _multipart(request, body)
    if body and not content_type.startswith("application/x-www-form-urlencoded"):
        raise Unreadable()
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Unreadable() from error
    return dict(pairs)


async def _body(request: Request) -> bytes:
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced[:12]) > LARGEST:
        raise TooMuch()
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST:
                raise TooMuch()
    except (
        ClientDisconnect
    ):  # a weak signal is no fault of ours: nobody is there to be answered, or to be logged
        raise Unreadable() from None
    return bytes(body)


async def _multipart(request: Request, body: bytes) -> Form:
    parser = MultiPartParser(
        request.headers, _once(body), max_files=0, max_fields=MOST_FIELDS, max_part_size=LARGEST
    )
    try:
        items = (await parser.parse()).multi_items()
    except (MultiPartException, ValueError, KeyError) as error:
        raise Unreadable() from error
    return {name: value for name, value in items if isinstance(value, str)}


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
