"""Steps that need no answer: a text or picture, a break, a speaker, ground rules, the welcome, the thanks."""

from facilitation.kinds.base import Kind, Settings
from facilitation.text import Text


class InfoSettings(Settings):
    """`picture` names a file of the workshop; `picture_text` says in words what it shows."""

    body: Text = {}
    picture: str = ""
    picture_text: Text = {}


class Info(Kind):
    name = "info"
    settings = InfoSettings


class Thanks(Info):
    name = "thanks"


class Talk(Info):
    """A step that the manager leads by talking; phones follow along."""

    def __init__(self, name: str) -> None:
        self.name = name  # type: ignore[misc]
