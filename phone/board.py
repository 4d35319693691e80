"""A project's board: what stands there and what others propose. Phones at the project look at it every few seconds.

It is rendered once for a project, a language and a state; what is a phone's own (what it supports, which days suit it)
is put in. It holds buttons and nothing to type into, so it can be replaced while somebody writes beside it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from facilitation.errors import NotFound
from facilitation.kinds.base import last_word
from facilitation.model import Activity, Contribution, Workshop
from facilitation.projects import Planned
from facilitation.when import Days
from phone import planning, rendering, shared
from phone.seen import Seen
from phone.visit import Visit, arrive
from service.when_said import day_said, when_said

FIELDS = ("what", "why", "when")
STATES = ("free", "mine", "supported", "shown")
"""Of somebody's line: to be supported, one's own, supported already; only to look at."""

_MARK = f"{shared.OWN}board-"
_PERSON = f"{_MARK}person|"
_PEN, _FITS = f"{_MARK}pen|", f"{_MARK}fits|"


@dataclass(frozen=True)
class _Board:
    """`buttons`: line's id → state → HTML; `pen`: state → HTML."""

    of: Planned
    html: str
    buttons: Mapping[str, Mapping[str, str]]
    pen: Mapping[str, str]


async def look(request: Request) -> Response:
    """The board as this phone has it; 304 where it has it already. Raises NotFound for a project that is gone."""
    visit, project = await arrive(request), request.path_params["project"]
    step = _on_or_last(visit.workshop)
    if step is None or visit.workshop.project(project) is None:
        raise NotFound("no_such_project")
    html = drawn(Seen(visit, step), project)
    headers = {"ETag": tag(html)}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers={**rendering.PRIVATE, **headers})
    return rendering.fragment(html, headers)


def _on_or_last(workshop: Workshop) -> Activity | None:
    """The plan step that is on; if none is, the last that was."""
    steps = [a for a in workshop.agenda if a.kind == "plan" and a.opened_at]
    return max(reversed(steps), key=lambda a: a.id == workshop.current, default=None)


def tag(html: str) -> str:
    return f'W/"{hashlib.blake2b(html.encode(), digest_size=8).hexdigest()}"'


def drawn(seen: Seen, project: str) -> Markup:
    """The board of this project for this person."""
    visit = seen.visit
    stands = planning.projects(visit)[project]
    kept, key = (
        visit.house.made_of(visit.code, "boards"),
        (project, seen.activity.id, visit.words.language, _takes(seen)),
    )
    board: _Board | None = kept.get(key)
    if board is None or board.of != stands:
        board = kept[key] = _rendered(seen, stands)
    return _own(seen, board)


def _takes(seen: Seen) -> bool:
    return seen.takes_answers and seen.visit.workshop.project(seen.activity.focus) is None


def _own(seen: Seen, board: _Board) -> Markup:
    who = seen.visit.who or ""
    states = _states(seen)
    whose = "free" if not board.of.pen else "mine" if board.of.pen == who else "taken"
    html = board.html.replace(_PEN, board.pen[whose]).replace(_FITS, _fits(seen, board.of))
    for line, buttons in board.buttons.items():
        state = states.get(line, "free") if _takes(seen) else "shown"
        html = html.replace(f"{_MARK}{line}|", buttons[state])
    return Markup(html.replace(_PERSON, who))  # noqa: S704 (rendered by our templates; ids are letters and digits)


def _states(seen: Seen) -> dict[str, str]:
    """Line → whose it is, or that it is supported, in whichever plan step."""
    plans = (a for a in seen.visit.workshop.agenda if a.kind == seen.activity.kind)
    given = (c for plan in plans for c in Seen(seen.visit, plan).own)
    return dict(state for c in given for state in _state(c))


def _state(given: Contribution) -> Iterable[tuple[str, str]]:
    if given.payload["act"] == "line":
        yield given.key, "mine"
    elif given.payload["act"] == "support":
        yield given.payload["line"], "supported"


def _rendered(seen: Seen, stands: Planned) -> _Board:
    visit = seen.visit
    context = {
        "project": stands.project,
        "action": f"{visit.address}/a/{seen.activity.id}",
        "agreed": stands.project.asked == "closed",
        "takes": _takes(seen),
    }
    lines = [line for field in FIELDS for line in stands.shown_lines(field)]
    buttons = {
        line.id: {
            state: _part("support", visit, context | {"line": line, "state": state}) for state in STATES
        }
        for line in lines
    }
    pen = {
        state: _part("pen_state", visit, context | {"state": state}) for state in ("free", "mine", "taken")
    }
    html = _part("board", visit, context | _written(visit, stands))
    return _Board(stands, html, buttons, pen)


def _part(name: str, visit: Visit, context: Mapping[str, Any]) -> str:
    return str(rendering.rendered(f"plan/{name}.html", visit.words, {**context, "person": _PERSON}))


def _written(visit: Visit, stands: Planned) -> dict[str, Any]:
    return {
        "text": stands.text,
        "when": when_said(visit.words, stands.when) if stands.when else "",
        "to_choose": isinstance(stands.when, Days),
        "fields": [(field, _lines(stands, field)) for field in FIELDS],
        "any": any(not line.hidden for line in stands.lines),
        "pen": Markup(_PEN),  # noqa: S704 (our mark)
        "fits": Markup(_FITS),  # noqa: S704
    }


def _lines(stands: Planned, field: str) -> list[dict[str, Any]]:
    return [
        {"text": line.text, "support": line.support, "button": Markup(f"{_MARK}{line.id}|")}  # noqa: S704
        for line in stands.shown_lines(field)
    ]


def _fits(seen: Seen, stands: Planned) -> str:
    """The proposed days, each with how many it suits, to be marked with one tap."""
    if not isinstance(stands.when, Days):
        return ""
    key = f"fits.{stands.project.id}.{seen.visit.who}"
    said = last_word(seen.visit.reader, seen.activity.kind, key)
    chosen = set(said.payload["days"] if said else ())
    offered = [day.name for day in stands.when.days]
    days = [
        {
            "name": day.name,
            "says": day_said(seen.visit.words, day),
            "people": stands.fits.get(day.name, 0),
            "chosen": day.name in chosen,
            "then": ",".join(d for d in offered if (d in chosen) != (d == day.name)),
        }
        for day in stands.when.days
    ]
    action = f"{seen.visit.address}/a/{seen.activity.id}"
    context = {"days": days, "project": stands.project, "action": action, "takes": _takes(seen)}
    return _part("fits", seen.visit, context)
