"""What steps with answers have in common: how many have answered, and what is said before and after."""

from typing import Any

from pages.views.stage.moment import Moment


def answered(moment: Moment) -> str:
    return _so_many(moment, moment.answered)


def is_ahead(moment: Moment) -> bool:
    """Chosen, but not open yet."""
    return moment.phase == "draft"


def alone(text: str) -> dict[str, Any]:
    """One sentence and nothing else: what a step shows before it is open."""
    return {"type": "big", "value": "", "label": text}


def until_it_opens(moment: Moment, otherwise: str) -> dict[str, Any]:
    """What the step is about, in the manager's words."""
    body = moment.text(getattr(moment.settings, "body", {}))
    return alone(body or otherwise)


def progress_of(moment: Moment, done: int) -> dict[str, Any]:
    """How many of those who are here have answered; who answered and left counts too."""
    of = max(moment.here, done)
    return {"type": "progress", "done": done, "of": of, "label": _so_many(moment, done)}


def _so_many(moment: Moment, done: int) -> str:
    number = moment.t.number
    return moment.t("stage.answered", done=number(done), of=number(max(moment.here, done)))
