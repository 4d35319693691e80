"""What the steps with small projects have in common: what stands in a field, how far it is, who may be named."""

from collections.abc import Iterable
from typing import Any

from facilitation.model import PlanField
from facilitation.projects import Planned, Somebody
from locales import Words
from service.when_said import when_said

MOST_NAMES = 160
"""Letters of names in a row; who stands behind that is counted."""


def entry(t: Words, planned: Planned, field: PlanField) -> str:
    if field != "when":
        return planned.text(field)
    return when_said(t, planned.when) if planned.when else ""


def is_agreed(planned: Planned) -> bool:
    return planned.agreement.agreed is True


def state(t: Words, planned: Planned) -> dict[str, str]:
    """In words and with a shape, never by colour alone."""
    if is_agreed(planned):
        return {"text": t("stage.plan.agreed"), "look": "yes"}
    return {"text": t("stage.plan.not_agreed"), "look": "open"}


def who(t: Words, people: Iterable[Somebody]) -> str:
    """Names where their owners allow it on a screen; everybody else is counted. A person is one person, whatever they
    took on."""
    there = {p.holder.participant or p.holder.id: p for p in people if not p.withdrawn}.values()
    names = _as_many_as_fit([p.name for p in there if p.on_screen and p.name])
    others = len(there) - len(names)
    counted = t.count("stage.roles.volunteers", others) if others else ""
    return " · ".join(filter(None, (", ".join(names), counted)))


def _as_many_as_fit(names: list[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if sum(map(len, kept)) + len(name) > MOST_NAMES:
            break
        kept.append(name)
    return kept


def everybody(planned: Planned) -> list[Somebody]:
    return [person for role in planned.roles for person in role.people]


def card(planned: Planned, **more: Any) -> dict[str, Any]:
    return {"id": planned.project.id, "title": planned.project.title, **more}
