"""What a recorded evening consists of: ideas and votes, each at its second, by somebody."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from facilitation.model import Frozen

HOST = "host"
"""Who the ideas are from that the manager brings along."""
IDEAS_PER_PHONE = 20
SECONDS_BETWEEN_TITLES = 1.0

Second = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


class IdeaEvent(Frozen):
    t: Second
    who: Name
    kind: Literal["idea"]
    idea: Name
    text: str


class VoteEvent(Frozen):
    """`value`: 1 agree, −1 disagree, 0 pass."""

    t: Second
    who: Name
    kind: Literal["vote"]
    idea: Name
    value: Literal[1, 0, -1]


Event = IdeaEvent | VoteEvent
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


class Unplayable(Exception):
    """The file holds no events. `line` is the first that could not be read, from 1; 0 if there is none at all."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_events(path: Path, limit: int | None = None) -> list[Event]:
    """Events by their seconds: one JSON object a line; or of a .csv the first `limit` of its column `title`, as ideas.

    Raises Unplayable, OSError.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            events = list(_titles(file) if path.suffix.lower() == ".csv" else _lines(file))
    except (UnicodeDecodeError, csv.Error):
        raise Unplayable(1) from None
    if not events:
        raise Unplayable(0)
    return sorted(events, key=lambda e: e.t)[:limit]


def _lines(file: Iterator[str]) -> Iterator[Event]:
    for number, line in enumerate(file, 1):
        if line.strip():
            try:
                yield _EVENT.validate_python(json.loads(line))
            except (ValidationError, ValueError, RecursionError):
                raise Unplayable(number) from None


def _titles(file: Iterator[str]) -> Iterator[Event]:
    rows = csv.DictReader(file)
    if "title" not in (rows.fieldnames or ()):
        raise Unplayable(1)
    for number, row in enumerate(rows):
        who = f"phone {number // IDEAS_PER_PHONE + 1}"
        second = number * SECONDS_BETWEEN_TITLES
        yield IdeaEvent(t=second, who=who, kind="idea", idea=str(number + 1), text=row["title"] or "")
