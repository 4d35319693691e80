"""What, why, when: all projects side by side, then one at a time, then all of them over time."""

from typing import Any

from facilitation.kinds.plan import OVERVIEW
from facilitation.model import PlanField
from facilitation.projects import Planned
from pages.views.stage import plan_one, plan_overview
from pages.views.stage.answering import is_ahead, until_it_opens
from pages.views.stage.moment import Moment
from pages.views.stage.planned import entry, is_agreed, state
from service import plotly_script

FIELDS: tuple[PlanField, ...] = ("what", "why", "when")
NOTHING_YET = "…"


def draw(moment: Moment) -> dict[str, Any]:
    if is_ahead(moment) or not moment.projects:
        return {"blocks": [until_it_opens(moment, moment.t("stage.plan.none"))]}
    return {"plotly": plotly_script.address(), **_part(moment)}


def _part(moment: Moment) -> dict[str, Any]:
    focus = moment.activity.focus
    if focus == OVERVIEW:
        return plan_overview.draw(moment)
    project = next((p for p in moment.projects if p.project.id == focus), None)
    return _all(moment) if project is None else plan_one.draw(moment, project)


def _all(moment: Moment) -> dict[str, Any]:
    t = moment.t
    people = frozenset().union(*(p.seats for p in moment.projects))
    return {
        "counts": t.count("stage.plan.people", len(people)) if people else "",
        "blocks": [
            {"type": "note", "text": t("stage.plan.how")},
            {"type": "cards", "cards": [_card(moment, p) for p in moment.projects]},
        ],
    }


def _card(moment: Moment, planned: Planned) -> dict[str, Any]:
    """Who writes is nobody's business; that somebody does is."""
    t = moment.t
    return {
        "id": planned.project.id,
        "title": planned.project.title,
        "sign": state(t, planned) if is_agreed(planned) else _pen(moment, planned),
        "lines": [_line(moment, planned, field) for field in FIELDS],
        "foot": _foot(moment, planned),
    }


def _pen(moment: Moment, planned: Planned) -> dict[str, str] | None:
    return {"text": moment.t("stage.plan.writing"), "look": "pen"} if planned.pen else None


def _line(moment: Moment, planned: Planned, field: PlanField) -> dict[str, Any]:
    """What is still empty stands there too: the room sees what is asked, and what is left to do."""
    text = entry(moment.t, planned, field) or NOTHING_YET
    return {"id": field, "label": moment.t(f"stage.plan.{field}"), "text": text}


def _foot(moment: Moment, planned: Planned) -> str:
    """Only what is there is counted, and of proposals only what the room may see."""
    proposals = sum(not line.hidden for line in planned.lines)
    counted = (("stage.plan.seats", len(planned.seats)), ("stage.plan.proposals", proposals))
    return " · ".join(moment.t.count(key, n) for key, n in counted if n)
