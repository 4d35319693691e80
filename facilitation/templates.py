"""Agendas to start from. Words come from the one who builds (a catalogue), so that every language has them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from facilitation.errors import NotFound
from facilitation.kinds import kind
from facilitation.model import Activity, Meeting, Workshop
from facilitation.text import Text

Say = Callable[[str], Text]
"""A key's words in every language."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of a template. `name` finds its words: title at `template.<name>`, and each of `texts` (a setting)
    at `template.<name>.<setting>`; `choices` are words at `template.<name>.choice<n>`."""

    name: str
    kind: str
    minutes: int
    texts: tuple[str, ...] = ()
    choices: int = 0
    settings: dict[str, Any] = field(default_factory=dict)


_ARRIVAL = Planned("arrival", "arrival", 15, ("question",), choices=4)
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
        Planned("roles", "roles", 15, ("body",)),
        Planned("evaluation", "evaluation", 10, ("body",)),
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
    words: dict[str, Any] = {name: say(f"template.{planned.name}.{name}") for name in planned.texts}
    if planned.choices:
        words["choices"] = [say(f"template.{planned.name}.choice{n}") for n in range(1, planned.choices + 1)]
    settings = kind(planned.kind).valid_settings({**planned.settings, **words})
    title = say(f"template.{planned.name}")
    return Activity(id=new_id(), kind=planned.kind, title=title, minutes=planned.minutes, settings=settings)


def new_id() -> str:
    """Short, and without meaning."""
    return secrets.token_hex(4)
