"""When something is not as it should be: a page in the reader's language, or a short answer for a script."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ExceptionHandler

from facilitation.codes import is_code, normalise
from facilitation.errors import Damaged, NewerVersion, NotFound, Refused, StoreUnavailable
from locales import Words, words
from phone import desk_files, joining, rendering
from phone.rendering import json_answer, sentence, status_of, wants_json
from phone.signing import SIGN_IN
from phone.visit import DeletedWorkshop, NoSuchWorkshop, reader_language
from service.house import house

_OURS = (Damaged, NewerVersion)
"""What a resident can do nothing about; the manager is told the rest."""

_SENTENCES: Mapping[int, str] = {
    404: "phone.trouble.no_such_page",
    405: "phone.trouble.not_this_way",
}


def exception_handlers() -> dict[Any, ExceptionHandler]:
    return {
        NoSuchWorkshop: unknown_code,
        DeletedWorkshop: deleted,
        Refused: refused,
        HTTPException: http_error,
        500: broken,
    }


async def unknown_code(request: Request, error: Exception) -> Response:
    if wants_json(request):
        await house().guesses.wrong()
        return refused(request, error)
    return await joining.wrong_code(request, request.path_params.get("code", ""))


def deleted(request: Request, error: Exception) -> Response:
    """Calm, and nothing to be done about it. 410: the phone's script shows this page by itself, and keeps nothing."""
    if wants_json(request):
        return json_answer(
            {"refused": "deleted", "text": sentence(_words(request), NotFound("deleted"))}, 410
        )
    forgets = normalise(request.path_params.get("code", ""))
    return rendering.plain_page("deleted.html", _words(request), {"forgets": forgets}, 410)


def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    t = _words(request)
    return _trouble(request, t, error.key, _said(request, t, error), status_of(error))


def _said(request: Request, t: Words, error: Refused) -> str:
    """Whoever only looks has sent nothing that could be on their screen."""
    if isinstance(error, _OURS) and not request.url.path.startswith(desk_files.HERE):
        return t("phone.trouble.broken")
    looks = error.key == StoreUnavailable.key and request.method == "GET"
    return t("common.trouble") if looks else sentence(t, error)


def http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    t = _words(request)
    key = _SENTENCES.get(error.status_code, "phone.trouble.unreadable")
    answer = _trouble(request, t, str(error.status_code), t(key), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def broken(request: Request, error: Exception) -> Response:
    """Our fault. The one who meets it gets a calm page; the server's log gets the rest."""
    t = _words(request)
    return _trouble(request, t, "broken", t("phone.trouble.broken"), 500)


def _trouble(request: Request, t: Words, key: str, said: str, status: int) -> Response:
    if wants_json(request):
        return json_answer({"refused": key, "text": said}, status)
    back = _way_back(request)
    chosen_at = {"here": back, "address": back if back.startswith("/j/") else ""}
    return rendering.plain_page("trouble.html", t, {"said": said, "back": back, **chosen_at}, status)


def _way_back(request: Request) -> str:
    """To the workshop that the address names, to signing in, else to the code."""
    if request.url.path.startswith(("/desk/", "/stage/")):
        return SIGN_IN
    parts = request.url.path.split("/")
    return f"/j/{parts[2]}" if len(parts) > 2 and parts[1] == "j" and is_code(parts[2]) else "/"


def _words(request: Request) -> Words:
    return words(reader_language(request))
