"""The two files as documents: what stands in them, how they are written, what of a found file can be taken.

Canonical JSON (sorted keys, UTF-8, a newline at the end), so that the same workshop gives the same bytes.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Annotated, Any, Final, Literal

import orjson
import pydantic
from pydantic import Field

from facilitation.errors import Invalid
from facilitation.model import SCHEMA_VERSION, Channel, Contribution, Frozen, Participant
from facilitation.sending import MOST_OVER, STAMP

VERSION: Final = 1
EXPORT: Final = "asukasilta-export"
BACKUP: Final = "asukasilta-backup"
DEEPEST = 40
"""Levels of nesting; our own files have about a dozen, and recursion elsewhere must not be at a stranger's mercy."""
LARGEST = 2**53
"""Numbers beyond it are not whole in every program that reads JSON."""

_WRITTEN = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

MOST_SECONDS = 6e10
"""Before and after 1970: what every calendar can say, with the years added for which an evening is kept."""

Moment = Annotated[float, Field(allow_inf_nan=False, ge=-MOST_SECONDS, le=MOST_SECONDS)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Stamp = Annotated[str, Field(pattern=STAMP.pattern)]
Blobs = dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$")], str]
"""Name → base64."""


class Given(Frozen):
    """A contribution in an export: when to the minute at most, and who by a pseudonym."""

    key: Id
    participant: Id
    at: Moment
    payload: dict[str, Any]
    channel: Channel

    def contribution(self, activity: str, seq: int) -> Contribution:
        return Contribution(self.key, activity, self.participant, self.at, self.payload, self.channel, seq)


class Kept(Given):
    """A contribution in a backup; `seq` is its place in the order of arrival over all activities."""

    seq: int = Field(ge=1, le=LARGEST, strict=True)


class Person(Frozen):
    id: Id
    joined_at: Moment
    language: Annotated[str, Field(max_length=20)]
    over: Annotated[tuple[Stamp, ...], Field(max_length=MOST_OVER)] = ()

    def participant(self) -> Participant:
        return Participant(self.id, self.joined_at, self.language, self.over)


class Export(Frozen):
    """`workshop` without what is private; `contributions` by activity, in order."""

    format: Literal["asukasilta-export"] = EXPORT
    version: Literal[1] = VERSION
    workshop: dict[str, Any]
    contributions: dict[str, tuple[Given, ...]]
    files: Blobs


class Backup(Frozen):
    format: Literal["asukasilta-backup"] = BACKUP
    version: Literal[1] = VERSION
    workshop: dict[str, Any]
    participants: tuple[Person, ...]
    contributions: dict[str, tuple[Kept, ...]]
    files: Blobs


Document = Export | Backup
_SHAPES: dict[str, type[Export] | type[Backup]] = {EXPORT: Export, BACKUP: Backup}


def written(document: Document) -> str:
    return orjson.dumps(document.model_dump(mode="json"), option=_WRITTEN).decode()


def canonical(value: Any) -> bytes:
    """The same bytes for the same value, to sort by."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def read(text: str) -> Document:
    """Raises Invalid: not_an_export, unsupported_version."""
    found = _object(text)
    shape = _SHAPES.get(str(found.get("format")))
    if shape is None:
        raise Invalid("not_an_export")
    _require_known(found.get("version"), VERSION)
    try:
        document = shape.model_validate(found)
    except pydantic.ValidationError:
        raise Invalid("not_an_export") from None
    _require_known(document.workshop.get("schema_version"), SCHEMA_VERSION)
    return document


def encoded(content: bytes) -> str:
    return b64encode(content).decode()


def decoded(text: str) -> bytes:
    """Raises Invalid("not_an_export")."""
    try:
        return b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise Invalid("not_an_export") from None


def _object(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except ValueError:
        raise Invalid("not_an_export") from None
    if not isinstance(found, dict) or not _is_tame(found, DEEPEST):
        raise Invalid("not_an_export")
    return found


def _require_known(version: Any, known: int) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Invalid("not_an_export")
    if version > known:
        raise Invalid("unsupported_version", found=version, known=known)


def _is_tame(value: Any, levels: int) -> bool:
    """Neither nested deeper than `levels` nor with numbers that lose digits."""
    if isinstance(value, int | float):
        return abs(value) <= LARGEST
    if not isinstance(value, dict | list):
        return True
    inside = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_tame(each, levels - 1) for each in inside)
