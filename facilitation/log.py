"""The log of a workshop: what was done at the desk, by which role, when. It only grows; an undo is an entry of its own.

It names what was done and at which step, never whose words or answers it was done to: who may read what people wrote
is decided elsewhere, and the log outlives what was taken back.
"""

from collections.abc import Mapping
from typing import Any

from facilitation.model import Entry, Workshop
from facilitation.permissions import Actor

KEPT = 1000
"""Entries: several long evenings, in as much room as the history takes. The oldest fall out first."""


def noted(
    workshop: Workshop, actor: Actor, what: str, at: float, step: str | None = None, of: str = ""
) -> Workshop:
    """The workshop with one more entry; `step` is the one that is on, unless another is named."""
    on = workshop.current if step is None else step
    entry = Entry(at=at, role=actor.role, verb=what, step=on, of=of)
    return workshop.but(log=(*workshop.log, entry)[-KEPT:])


def step_of(workshop: Workshop, arguments: Mapping[str, Any]) -> str | None:
    """Which step a command was about, if it names one of the agenda."""
    named = arguments.get("activity")
    return named if isinstance(named, str) and workshop.activity(named) is not None else None
