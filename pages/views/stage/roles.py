"""Roles: who does what, and where somebody is still wanted. Offers are seen at the desk alone."""

from collections.abc import Iterable
from typing import Any

from facilitation.projects import Planned, PlannedRole
from pages.views.stage.answering import answered, is_ahead, until_it_opens
from pages.views.stage.moment import Moment
from pages.views.stage.planned import who

TOGETHER = 5
"""Roles on one card at most, so that a card is never higher than the wall."""


def draw(moment: Moment) -> dict[str, Any]:
    if is_ahead(moment) or not moment.projects:
        return {"blocks": [until_it_opens(moment, moment.t("stage.plan.none"))]}
    cards = [card for planned in moment.projects for card in _cards(moment, planned)]
    note = moment.text(moment.settings.body) or moment.t("stage.roles.how")
    return {
        "counts": f"{answered(moment)} · {_places(moment)}",
        "blocks": [{"type": "note", "text": note}, {"type": "cards", "cards": cards}],
    }


def _places(moment: Moment) -> str:
    still = sum(role.open for planned in moment.projects for role in planned.roles)
    return moment.t.count("stage.roles.open", still)


def _cards(moment: Moment, planned: Planned) -> Iterable[dict[str, Any]]:
    """A project with many roles has several cards, each with its title."""
    for start in range(0, max(1, len(planned.roles)), TOGETHER):
        roles = planned.roles[start : start + TOGETHER]
        yield {
            "id": f"{planned.project.id} {start}",
            "title": planned.project.title,
            "sign": None,
            "lines": [_line(moment, role) for role in roles],
            "foot": "" if planned.roles else moment.t("stage.roles.none"),
        }


def _line(moment: Moment, role: PlannedRole) -> dict[str, Any]:
    """Open places have words and a shape of their own."""
    t = moment.t
    is_open = role.open > 0
    sign = t.count("stage.roles.open", role.open) if is_open else t("stage.roles.full")
    return {
        "id": role.role.id,
        "label": moment.text(role.role.title),
        "note": t(f"stage.roles.size.{role.role.size}"),
        "text": who(t, role.people),
        "sign": {"text": sign, "look": "open" if is_open else "yes"},
    }
