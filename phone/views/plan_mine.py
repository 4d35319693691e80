"""What somebody gave while projects were planned, told back to them."""

from collections.abc import Callable, Mapping
from typing import Any

from facilitation.kinds.base import anywhere, last_word
from facilitation.kinds.plan_acts import ACT
from facilitation.model import Contribution
from facilitation.when import Day
from phone.own_words import Own
from phone.seen import Seen
from service.when_said import day_said, when_said

_SIDES = {1: "yes", -1: "no", 0: "pass"}


def mine(seen: Seen) -> list[Own]:
    """Whoever holds a pen has written nothing with that yet."""
    return [own for given in seen.own if (own := _told(seen, given)) is not None]


def _told(seen: Seen, given: Contribution) -> Own | None:
    tell = _TELLS.get(given.payload["act"])
    said = tell(seen, given.payload) if tell else ""
    if not said:
        return None
    project = seen.visit.workshop.project(given.payload["project"])
    asked = seen.visit.words(
        f"phone.mine.plan.{given.payload['act']}", project=project.title if project else ""
    )
    return Own(said, asked, _note(seen, given))


def _note(seen: Seen, given: Contribution) -> str:
    if given.payload["act"] == "write":
        return seen.visit.words("phone.mine.plan.stays")
    newest = last_word(seen.visit.reader, seen.activity.kind, given.key)
    return "" if newest == given else seen.visit.words("phone.mine.overtaken")


def _project(seen: Seen, payload: Mapping[str, Any]) -> str:
    found = seen.visit.workshop.project(payload["project"])
    return found.title if found else ""


def _line(seen: Seen, payload: Mapping[str, Any]) -> str:
    return str(payload["text"])


def _supported(seen: Seen, payload: Mapping[str, Any]) -> str:
    line = anywhere(seen.visit.reader, seen.activity.kind, payload["line"])
    return str(line.payload["text"]) if line else ""


def _days(seen: Seen, payload: Mapping[str, Any]) -> str:
    days = (name.partition("T") for name in payload["days"])
    return ", ".join(
        day_said(seen.visit.words, Day.model_validate({"day": day, "time": time})) for day, _, time in days
    )


def _side(seen: Seen, payload: Mapping[str, Any]) -> str:
    return seen.visit.words(f"phone.plan.agree.{_SIDES[payload['mark']]}")


def _written(seen: Seen, payload: Mapping[str, Any]) -> str:
    words, act = seen.visit.words, ACT.validate_python(payload)
    text = when_said(words, act.when) if act.when else act.text
    return f"{words(f'phone.plan.field.{act.field}')} {text}" if text else ""


_TELLS: dict[str, Callable[[Seen, Mapping[str, Any]], str]] = {
    "seat": _project,
    "line": _line,
    "support": _supported,
    "fits": _days,
    "agree": _side,
    "write": _written,
}
