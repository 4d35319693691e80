"""The door for scripts beside a running server: `POST /control`, from this machine and with the token of this run.

The server leaves port and token in `control.json` of its data folder, readable by its owner only: whoever can read
that can read the answers as well. Anybody else hears what a path without a page would say.
"""

import ipaddress
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facilitation.errors import Refused
from service import commands
from service.house import House, house
from storage.private_files import read_json, write_json

PATH = "/control"
TOKEN_HEADER = "X-Asukasilta-Control"  # noqa: S105 (the header's name, not a secret)
LARGEST_BODY = 400 * 1024 * 1024
"""Bytes; a backup with its pictures comes this way."""

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_FORWARDED = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")

_tokens: dict[Path, str] = {}
"""Data folder → token of the server that runs on it in this process."""


@dataclass(frozen=True, slots=True)
class Doorbell:
    """What a script finds in `control.json`."""

    port: int
    pid: int
    token: str


def announce(house: House, port: int) -> None:
    """Let scripts know where this server is."""
    _tokens[house.folder] = secrets.token_urlsafe(32)
    bell = {"port": port, "pid": os.getpid(), "token": _tokens[house.folder]}
    write_json(_file(house.folder), bell)


def withdraw(house: House) -> None:
    """Take back what `announce` left, unless another server's stands there by now."""
    token = _tokens.pop(house.folder, None)
    if token is not None and read_json(_file(house.folder)).get("token") == token:
        _file(house.folder).unlink(missing_ok=True)


def doorbell(folder: Path) -> Doorbell | None:
    """What a server left there; it may have died since."""
    found = read_json(_file(folder))
    try:
        return Doorbell(int(found["port"]), int(found["pid"]), str(found["token"]))
    except (KeyError, TypeError, ValueError):
        return None


def control_routes(home: Callable[[], House] = house) -> list[Route]:
    return [Route(PATH, partial(_control, home), methods=_METHODS)]


async def _control(home: Callable[[], House], request: Request) -> Response:
    if not _may_come_in(home, request):
        raise HTTPException(404)
    asked = await _asked(request)
    if asked is None:
        return _refusal(Refused("invalid"))
    name, arguments = asked
    place = commands.Place(home(), request.url.port or 80)
    try:
        done = await run_in_threadpool(commands.run, place, name, arguments)
    except Refused as refused:
        return _refusal(refused)
    except TimeoutError:
        return _refusal(Refused("store_unavailable"))
    return JSONResponse({"done": done})


def _may_come_in(home: Callable[[], House], request: Request) -> bool:
    """The token is compared last, so that nobody elsewhere can even try."""
    here = request.method == "POST" and _is_local(request) and not _is_forwarded(request)
    return here and _has_token(request, _tokens.get(home().folder))


def _is_local(request: Request) -> bool:
    """From a program on this machine, speaking to it by a name that is this machine's."""
    return comes_from_this_machine(request) and request.url.hostname in ("127.0.0.1", "localhost", "::1")


def comes_from_this_machine(request: Request) -> bool:
    """A socket for both kinds of addresses writes 127.0.0.1 as ::ffff:127.0.0.1, and not every Python knows that."""
    try:
        client = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    return bool((getattr(client, "ipv4_mapped", None) or client).is_loopback)


def _is_forwarded(request: Request) -> bool:
    """By a proxy, or by a browser, which names the page that it comes from."""
    names = set(request.headers)
    return any(name.startswith("x-forwarded") or name in (*_FORWARDED, "origin") for name in names)


def _has_token(request: Request, token: str | None) -> bool:
    given = request.headers.get(TOKEN_HEADER, "")
    return token is not None and secrets.compare_digest(given.encode(), token.encode())


async def _asked(request: Request) -> tuple[str, dict[str, Any]] | None:
    """Command and arguments; None for what is not a command."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                return None
        found = json.loads(bytes(body))
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    name, arguments = (
        (found.get("command"), found.get("arguments")) if isinstance(found, dict) else (None, None)
    )
    return (name, arguments) if isinstance(name, str) and isinstance(arguments, dict) else None


def _refusal(refused: Refused) -> Response:
    return JSONResponse({"refused": refused.key, "values": refused.values}, 409)


def _file(folder: Path) -> Path:
    return folder / "control.json"
