"""What steps with answers have in common: how many have answered, and what is said before and after."""

from typing import Any

from pages.views.stage.moment import Moment


def answered(moment: Moment) -> str:
    number = moment.t.number
    return moment.t("stage.answered", done=number(moment.answered), of=number(moment.asked))


def is_ahead(moment: Moment) -> bool:
    """Chosen, but not open yet."""
    return moment.phase == "draft"


def alone(text: str) -> dict[str, Any]:
    """One sentence and nothing else: what a step shows before it is open."""
    return {"type": "big", "value": "", "label": text}
