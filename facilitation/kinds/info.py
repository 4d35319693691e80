"""Steps that need no answer: a text or picture, a break, a speaker, ground rules, the welcome, the thanks."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

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


class ThanksSettings(InfoSettings):
    """`next_at`, `next_place`: when and where people meet again."""

    next_at: datetime | None = None
    next_place: Annotated[str, Field(max_length=120)] = ""


class Thanks(Info):
    """What was decided, when we meet again, and the way to the summary."""

    name = "thanks"
    settings = ThanksSettings

    def face(self, workshop: Workshop) -> Any:
        votes = [option.text for activity in workshop.agenda for option in activity.options]
        return [votes, *(p.model_dump(mode="json") for p in workshop.projects)]
