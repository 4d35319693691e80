"""The small projects as phones show them, put together once for all who look."""

from collections.abc import Mapping

from facilitation.model import Contribution, Workshop
from facilitation.projects import Planned, planned
from phone.seen import Seen
from phone.visit import Visit

KINDS = ("plan", "roles")

_Basis = tuple[Workshop, tuple[Mapping[str, Contribution], ...]]


def projects(visit: Visit) -> dict[str, Planned]:
    """Id → project, in their order. The last look is kept with what it was made from: neither is ever changed, only
    replaced. Where words are covered, one in each language: phones ask in turn."""
    basis = _basis(visit)
    kept = visit.house.made_of(visit.code, "projects")
    key = "" if visit.workshop is visit.reader.workshop else visit.words.language
    known: tuple[_Basis, dict[str, Planned]] | None = kept.get(key)
    if known is None or not _same(known[0], basis):
        made = planned(visit.workshop, lambda activity: Seen(visit, activity).result)
        known = kept[key] = (basis, {p.project.id: p for p in made})
    return known[1]


def _basis(visit: Visit) -> _Basis:
    steps = (a.id for a in visit.workshop.agenda if a.kind in KINDS)
    return visit.workshop, tuple(visit.reader.contributions(step) for step in steps)


def _same(known: _Basis, basis: _Basis) -> bool:
    same = len(known[1]) == len(basis[1]) and all(a is b for a, b in zip(known[1], basis[1], strict=True))
    return known[0] is basis[0] and same
