"""What the desk shows of each kind of activity: one file a kind, found by its name.

Each says
`choices(editing) -> dict`     settings that decide which other fields there are, drawn before the form
`fields(editing, choices) -> dict`  the other settings, drawn in the form
`counted(desk, activity) -> str`    how many have answered, in words; empty where nobody answers
`room(desk, activity) -> list[str]` what the room sees of it now, in a few lines; never what it may not see
`draw(desk) -> None`           what the manager needs while it is on
"""

from importlib import import_module
from typing import Any

from facilitation.kinds import kind


def view(name: str) -> Any:
    """Raises NotFound("unknown_kind")."""
    return import_module(f"{__name__}.{kind(name).name}")
