"""The addresses of the phone door."""

from collections.abc import Callable
from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route

from phone import answering, assets, board, joining, looking, mine, plotly_script, summary


class _Code(Convertor[str]):
    """A join code as it is stored."""

    regex = "[A-Z2-9]{6}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Almost(_Code):
    """What stands in the place of a code and is none as it is."""

    regex = "(?!(?:[A-Z2-9]{6}|-)(?:/|$))[^/]+"


class _Bare(_Code):
    """What looks enough like a code to be one at the very start of an address."""

    regex = "[A-Za-z2-9]{3}[- .]?[A-Za-z2-9]{3}"


def routes() -> list[BaseRoute]:
    register_url_convertor("join", _Code())
    register_url_convertor("almost", _Almost())
    register_url_convertor("bare", _Bare())
    here = "/j/{code:join}"
    return [
        # What a whole hall asks at the same moment stands first: addresses are compared one after the other.
        _get(f"{here}/now", looking.now),
        _post(f"{here}/a/{{activity}}", answering.give),
        _get("/", joining.front),
        _get("/j", joining.typed),
        _get("/j/", joining.typed),
        _get("/j/-/{name}", assets.script),
        plotly_script.ROUTE,
        _get(here, joining.enter),
        _get(f"{here}/", joining.enter),
        _get(f"{here}/so-far", looking.so_far),
        _get(f"{here}/wall/{{activity}}", looking.wall),
        _get(f"{here}/plan/{{project}}", board.look),
        _get(f"{here}/leaving", looking.leaving),
        _get(f"{here}/beside/{{activity}}", looking.beside),
        _get(f"{here}/picture/{{name}}", looking.picture),
        *summary.routes(here),
        *mine.routes(here),
        _post(f"{here}/join", joining.join),
        _post(f"{here}/language", joining.language),
        _post(f"{here}/a/{{activity}}/withdraw", answering.withdraw),
        Route("/j/{code:almost}", joining.as_typed, methods=["GET", "POST"]),
        Route("/j/{code:almost}/{rest:path}", joining.as_typed, methods=["GET", "POST"]),
        _get("/J", joining.typed),
        Route("/J/{rest:path}", joining.small_j, methods=["GET", "POST"]),
        _post("/language", joining.language_elsewhere),
        _get("/favicon.ico", assets.favicon),
        _get("/robots.txt", assets.robots),
        _get("/{code:bare}", joining.as_typed),
    ]


def _get(path: str, endpoint: Callable[..., Any]) -> Route:
    return Route(path, endpoint, methods=["GET"])


def _post(path: str, endpoint: Callable[..., Any]) -> Route:
    return Route(path, endpoint, methods=["POST"])
