"""What phones show of each kind: one small file a kind, found by its name. A kind without a file of its own is
shown like `info`.

A view has `face(seen)`, the values for `templates/kinds/KIND.html`; if it takes answers, `payload(activity, form)`, or
`payloads` where a form holds several, and `mine(seen)`, what somebody gave; and if something of it stays to be seen,
`outcome(seen)`, the values for `templates/so_far/KIND.html`. `MARKS` are the beginnings of the names of what is ticked.
Where people write more than one text, `texts(form)` says which, and where its screens have more than one form,
`form(seen)` names them and `loose(seen)` says which texts of a refused one have no field there.

A screen that is the same for nearly all is rendered once (see `phone.shared`): `order(seen)` says in which order a
phone has the pieces between the seams, `same_for_all(seen)` that own answers change only what `own(seen)` puts in,
`has_said(seen)` whether there are own answers, where these may stand in another step, and `overtaken(seen)` whether
those of this one do not hold any more,
`as_of(seen)` what else than the workshop's document it was made from.
"""

from collections.abc import Hashable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from facilitation.model import Activity
from phone.own_words import Own
from phone.rendering import has_template
from phone.seen import Seen

_DEFAULT = "info"


def face(seen: Seen) -> dict[str, Any]:
    return dict(_view(seen.activity.kind).face(seen))


def payloads(activity: Activity, form: Mapping[str, str]) -> list[dict[str, Any]]:
    """The form as the kind's `check` wants it; it decides what is valid."""
    view = _view(activity.kind)
    several = getattr(view, "payloads", None)
    if several:
        return list(several(activity, form))
    read = getattr(view, "payload", None)
    return [dict(read(activity, form)) if read else {}]


def form(seen: Seen) -> str | None:
    """The name of the form on this screen, empty where there is none; None where the step has only one."""
    name = getattr(_view(seen.activity.kind), "form", None)
    return name(seen) if name else None


def texts(kind: str, form: Mapping[str, str]) -> list[str]:
    """What somebody had written into a form of this kind."""
    read = getattr(_view(kind), "texts", _text)
    return [text for text in read(form) if text.strip()]


def without_marks(kind: str, form: Mapping[str, str]) -> dict[str, str]:
    """A form of this kind without what was ticked or tapped in it."""
    marks = getattr(_view(kind), "MARKS", ())
    return {name: text for name, text in form.items() if not name.startswith(marks)}


def loose(seen: Seen, has_form: bool) -> list[str]:
    """Which of them have no field on this screen."""
    tell = getattr(_view(seen.activity.kind), "loose", None)
    if tell:
        return list(tell(seen))
    return [] if has_form else texts(seen.activity.kind, seen.kept)


def outcome(seen: Seen) -> dict[str, Any] | None:
    """What can be seen of this step afterwards; None where there is nothing, or nothing yet."""
    tell = getattr(_view(seen.activity.kind), "outcome", None)
    return tell(seen) if tell else None


def mine(seen: Seen) -> list[Own]:
    """What this person gave here, told back to them."""
    tell = getattr(_view(seen.activity.kind), "mine", None)
    return list(tell(seen)) if tell and seen.own else []


def overtaken(seen: Seen) -> bool:
    """Whether this person has said otherwise in another step since, so that this does not hold any more."""
    tell = getattr(_view(seen.activity.kind), "overtaken", None)
    return bool(tell and tell(seen))


def same_for_all(seen: Seen) -> bool:
    view = _view(seen.activity.kind)
    decide, said = getattr(view, "same_for_all", None), getattr(view, "has_said", None)
    return not (said(seen) if said else seen.own) or bool(decide and decide(seen))


def own(seen: Seen) -> dict[str, str]:
    """Mark → HTML that stands there for this person."""
    tell = getattr(_view(seen.activity.kind), "own", None)
    return tell(seen) if tell else {}


def as_of(seen: Seen) -> Hashable:
    """Differs when the screen of all would, though the workshop's document is the same."""
    if seen.phase == "revealed":
        return seen.visit.reader.version
    tell = getattr(_view(seen.activity.kind), "as_of", None)
    return tell(seen) if tell else None


def order(seen: Seen) -> list[int] | None:
    """Which of the pieces between the seams comes first, second, … on this phone; None: as they are."""
    arrange = getattr(_view(seen.activity.kind), "order", None)
    return arrange(seen) if arrange else None


def _text(form: Mapping[str, str]) -> list[str]:
    return [form.get("text", "")]


@cache
def template(kind: str, folder: str = "kinds") -> str:
    own = f"{folder}/{kind}.html"
    return own if has_template(own) else f"{folder}/{_DEFAULT}.html"


@cache
def _view(kind: str) -> ModuleType:
    known = kind.isidentifier() and find_spec(f"{__name__}.{kind}") is not None
    return import_module(f"{__name__}.{kind if known else _DEFAULT}")
