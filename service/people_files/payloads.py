"""What the answers in a file must look like, by kind, so that a foreign file cannot break a result later.

Only the shape: whether a ballot keeps the limits was decided when it was given, under the settings of that moment.
"""

from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt, StrictStr, TypeAdapter, ValidationError

from facilitation.errors import Invalid
from facilitation.kinds.ideas import LONGEST
from facilitation.model import Frozen

_Option = Annotated[str, Field(min_length=1, max_length=200)]
_People = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
_Mark = Annotated[str, Field(pattern=r"^-?[0-9]{1,3}$")]


class _Tap(Frozen):
    choice: Annotated[int, Field(ge=0, le=1000, strict=True)]


class _Idea(Frozen):
    text: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST)]
    late: StrictBool = False


class _Ballot(Frozen):
    marks: dict[_Option, Annotated[StrictInt, Field(ge=-100, le=100)]]
    done: StrictBool


class _Count(Frozen):
    counts: dict[_Option, dict[_Mark, _People]]
    voters: _People


_SHAPES: dict[str, TypeAdapter[Any]] = {
    "arrival": TypeAdapter(_Tap),
    "ideas": TypeAdapter(_Idea),
    "vote": TypeAdapter(_Ballot | _Count),
}


def require_shape(kind: str, payload: dict[str, Any]) -> None:
    """Raises Invalid("not_an_export"), also for an answer to a kind that takes none."""
    shape = _SHAPES.get(kind)
    if shape is None:
        raise Invalid("not_an_export")
    try:
        shape.validate_python(payload)
    except ValidationError:
        raise Invalid("not_an_export") from None
