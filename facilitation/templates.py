"""Agendas to start from. Words come from the one who builds (a catalogue), so that every language has them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from facilitation.errors import NotFound
from facilitation.kinds import kind
from facilitation.model import Activity, Meeting, RoleSize, Workshop
from facilitation.text import Text

Say = Callable[[str], Text]
"""A key's words in every language."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of a template. `name` finds its words: title at `template.<name>`, each of `texts` (a setting) at
    `template.<name>.<setting>`, and those of `lists` (setting → how many) at `template.<name>.<setting><n>`.
    `roles`: size and number of people of the default roles, whose titles are words of `titles`."""

    name: str
    kind: str
    minutes: int
    texts: tuple[str, ...] = ()
    lists: dict[str, int] = field(default_factory=dict)
    roles: tuple[tuple[RoleSize, int], ...] = ()


_ARRIVAL = Planned("arrival", "arrival", 15, ("question",), {"choices": 4})
_WELCOME = Planned("welcome", "info", 10, ("body",))
_IDEAS = Planned("ideas", "ideas", 20, ("prompt",))
_VOTE = Planned("vote", "vote", 15, ("prompt",))
_THANKS = Planned("thanks", "thanks", 5, ("body",))

TEMPLATES: dict[str, tuple[Planned, ...]] = {
    "asukasilta": (_ARRIVAL, _WELCOME, _IDEAS, _VOTE, _THANKS),
    "evening": (
        _ARRIVAL,
        _WELCOME,
        _IDEAS,
        Planned("break", "info", 10, ("body",)),
        _VOTE,
        Planned("plan", "plan", 30, ("body",)),
        Planned(
            "roles", "roles", 15, ("body",), roles=(("medium", 1), ("small", 1), ("medium", 4), ("small", 1))
        ),
        Planned("evaluation", "evaluation", 10, ("body",), {"statements": 5, "questions": 4}),
        _THANKS,
    ),
}


def new_workshop(template: str, title: str, language: str, code: str, now: float, say: Say) -> Workshop:
    """A workshop with the template's agenda, nothing open yet. Raises NotFound("unknown_template")."""
    if template not in TEMPLATES:
        raise NotFound("unknown_template", template=template)
    agenda = tuple(activity_from(planned, say) for planned in TEMPLATES[template])
    return Workshop(
        code=code,
        title={language: title},
        language=language,
        template=template,
        created_at=now,
        secret=secrets.token_urlsafe(32),
        meetings=(Meeting(id=new_id(), activities=agenda),),
        current=agenda[0].id,
    )


def activity_from(planned: Planned, say: Say) -> Activity:
    settings = kind(planned.kind).valid_settings(_settings(planned, say))
    title = say(f"template.{planned.name}")
    return Activity(id=new_id(), kind=planned.kind, title=title, minutes=planned.minutes, settings=settings)


def _settings(planned: Planned, say: Say) -> dict[str, Any]:
    key = f"template.{planned.name}"
    texts: dict[str, Any] = {name: say(f"{key}.{name}") for name in planned.texts}
    lists = {
        name: [say(f"{key}.{name}{n}") for n in range(1, many + 1)] for name, many in planned.lists.items()
    }
    roles = [
        {"title": say(f"{key}.titles{n}"), "size": size, "wanted": wanted}
        for n, (size, wanted) in enumerate(planned.roles, 1)
    ]
    return {**texts, **lists, **({"defaults": roles} if roles else {})}


def new_id() -> str:
    """Short, and without meaning."""
    return secrets.token_hex(4)
