"""All projects: when each is done and how far it is, in words and on one line of time."""

from typing import Any

from facilitation.kinds.plan import today
from pages.views.stage import timeline
from pages.views.stage.moment import Moment
from pages.views.stage.planned import card, entry, is_agreed, state
from service import plotly_script


def draw(moment: Moment) -> dict[str, Any]:
    t = moment.t
    agreed = sum(map(is_agreed, moment.projects))
    return {
        "counts": t.count("stage.plan.agreed_of", agreed, of=t.number(len(moment.projects))),
        "blocks": [{"type": "overview", "rows": _rows(moment), "chart": _chart(moment)}],
    }


def _rows(moment: Moment) -> list[dict[str, Any]]:
    """Each with the number that it has on the line of time."""
    t = moment.t
    return [
        card(p, number=t.number(n), when=entry(t, p, "when") or t("stage.plan.no_when"), sign=state(t, p))
        for n, p in enumerate(moment.projects, 1)
    ]


def _chart(moment: Moment) -> dict[str, Any] | None:
    spans = [
        timeline.Line(moment.t.number(n), p.when, is_agreed(p))
        for n, p in enumerate(moment.projects, 1)
        if p.when is not None
    ]
    if not spans:
        return None
    figure = timeline.figure(spans, today(moment.workshop, moment.now), moment.t)
    return {"figure": figure, "script": plotly_script.address(), "text": moment.t("stage.plan.timeline")}
