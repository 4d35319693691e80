"""What a phone sends while projects are planned: the acts, and how what was typed is read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StrictBool, StrictStr, TypeAdapter, ValidationError

from facilitation.errors import Invalid
from facilitation.model import Frozen, PlanField, Workshop
from facilitation.text import clean
from facilitation.when import When, valid_when

LONGEST: dict[PlanField, int] = {"what": 280, "first": 140, "why": 280, "permission": 140, "ask": 140}
"""Characters; permission and whom to ask are one line each."""
LONGEST_LINE = 280

LineField = Literal["what", "why", "when"]
_Id = Annotated[StrictStr, Field(min_length=1, max_length=64)]


class Seat(Frozen):
    """I am at this project."""

    act: Literal["seat"] = "seat"
    project: _Id


class PenAct(Frozen):
    """I take the pen, or lay it down."""

    act: Literal["pen"] = "pen"
    project: _Id
    holds: StrictBool


class Writing(Frozen):
    """What the one with the pen wrote. An empty text clears the field."""

    act: Literal["write"] = "write"
    project: _Id
    field: PlanField
    text: Annotated[StrictStr, Field(max_length=280)] = ""
    when: When | None = None


class Line(Frozen):
    """A proposal for a field."""

    act: Literal["line"] = "line"
    project: _Id
    field: LineField
    text: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_LINE)]


class Support(Frozen):
    """I am for this line."""

    act: Literal["support"] = "support"
    project: _Id
    line: _Id


class Fits(Frozen):
    """Which of the proposed days suit me, by their names."""

    act: Literal["fits"] = "fits"
    project: _Id
    days: tuple[Annotated[StrictStr, Field(max_length=20)], ...] = Field(max_length=5)


class Agree(Frozen):
    """Yes (1), no (-1), pass (0) to the whole project."""

    act: Literal["agree"] = "agree"
    project: _Id
    mark: Literal[1, -1, 0]


Act = Annotated[
    Seat | PenAct | Writing | Line | Support | Fits | Agree,
    Field(discriminator="act"),
]
ACT: TypeAdapter[Any] = TypeAdapter(Act)


def valid_entry(field: PlanField, given: Mapping[str, Any], workshop: Workshop, now: float) -> dict[str, Any]:
    """`text` or `when` as they are stored. Raises Invalid: too_long, and as `valid_when`."""
    if field == "when":
        when = given.get("when")
        return {"when": valid_when(when, here(workshop, now)).model_dump(mode="json") if when else None}
    typed = given.get("text")
    text = clean(typed) if isinstance(typed, str) else ""
    if field not in ("what", "why"):
        text = " ".join(text.split())
    if len(text) > LONGEST[field]:
        raise Invalid("too_long", limit=LONGEST[field], length=len(text), field=field)
    return {"text": text}


def here(workshop: Workshop, now: float) -> datetime:
    """This moment where the workshop is."""
    return datetime.fromtimestamp(now, ZoneInfo(workshop.time_zone))


def today(workshop: Workshop, now: float) -> date:
    """The day where the workshop is."""
    return here(workshop, now).date()


def read_act(payload: Mapping[str, Any], workshop: Workshop, now: float) -> Any:
    """The payload as one of the acts, its texts cleaned. Raises Invalid: not_a_value, empty, and as `valid_entry`."""
    fields = dict(payload)
    if fields.get("act") == "write" and fields.get("field") in (*LONGEST, "when"):
        entry = valid_entry(fields["field"], fields, workshop, now)
        fields = {k: fields[k] for k in ("act", "project", "field") if k in fields} | entry
    if fields.get("act") == "line":
        fields["text"] = _line_text(fields.get("text"))
    try:
        return ACT.validate_python(fields)
    except ValidationError:
        raise Invalid("not_a_value") from None


def _line_text(typed: Any) -> str:
    text = clean(typed) if isinstance(typed, str) else ""
    if not text:
        raise Invalid("empty")
    if len(text) > LONGEST_LINE:
        raise Invalid("too_long", limit=LONGEST_LINE, length=len(text))
    return text
