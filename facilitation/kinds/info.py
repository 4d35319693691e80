"""Steps that need no answer: a text or picture, a break, a speaker, ground rules, the welcome, the thanks."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from facilitation.kinds.base import Kind, Settings
from facilitation.model import Workshop
from facilitation.text import Text


class InfoSettings(Settings):
    """`picture` names a file of the workshop; `picture_text` says in words what it shows."""

    body: Text = {}
    picture: str = ""
    picture_text: Text = {}


class Info(Kind):
    name = "info"
    settings = InfoSettings


def _in_a_near_century(at: datetime) -> datetime:
    """As weeks and months are: at either end of all calendars no other clock can say it."""
    if not 2000 <= at.year <= 2200:
        raise ValueError
    return at


class ThanksSettings(InfoSettings):
    """`next_at`, `next_place`: when and where people meet again."""

    next_at: Annotated[datetime, AfterValidator(_in_a_near_century)] | None = None
    next_place: Annotated[str, Field(max_length=120)] = ""


class Thanks(Info):
    """What was decided, when we meet again, and the way to the summary."""

    name = "thanks"
    settings = ThanksSettings

    def face(self, workshop: Workshop) -> Any:
        votes = [option.text for activity in workshop.agenda for option in activity.options]
        return [votes, *(p.model_dump(mode="json") for p in workshop.projects)]
