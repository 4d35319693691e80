"""One project for its minutes: what, why and when in three columns, and whether it is agreed."""

from collections.abc import Iterable
from typing import Any

from facilitation.projects import Agreement, Planned
from facilitation.when import Days
from locales import Words
from pages.views.stage.answering import progress_of
from pages.views.stage.moment import Moment
from pages.views.stage.planned import entry, state
from service.when_said import day_said

MOST_LINES = 5
"""Proposals under each column at most; the wall shows as many of them as it has room for."""
MARKS = (("yes", "yes"), ("no", "no"), ("passed", "pass"))
"""Of an agreement: field, look."""


def draw(moment: Moment, planned: Planned) -> dict[str, Any]:
    columns = {
        "type": "columns",
        "columns": [_column(moment.t, planned, field) for field in ("what", "why", "when")],
        "facts": list(_facts(moment.t, planned)),
    }
    return {
        "kicker": moment.title,
        "title": planned.project.title,
        "counts": "",
        "blocks": [columns, *_agreement(moment, planned)],
    }


def _column(t: Words, planned: Planned, field: Any) -> dict[str, Any]:
    text = entry(t, planned, field)
    shown = planned.shown_lines(field)
    days = _days(t, planned) if field == "when" else []
    return {
        "id": field,
        "label": t(f"stage.plan.{field}"),
        "text": "" if days else text,
        "empty": "" if text else t("stage.plan.empty"),
        "days": days,
        "lines_label": t("stage.plan.lines") if shown else "",
        "lines": [_line(t, line) for line in shown[:MOST_LINES]],
        "hidden": max(0, len(shown) - MOST_LINES),
    }


def _days(t: Words, planned: Planned) -> list[dict[str, str]]:
    """Days to choose from, each with how many people it suits."""
    if not isinstance(planned.when, Days):
        return []
    return [
        {
            "id": day.name,
            "text": day_said(t, day),
            "more": t.count("stage.plan.suits", planned.fits[day.name]),
        }
        for day in planned.when.days
    ]


def _line(t: Words, line: Any) -> dict[str, str]:
    support = t.count("stage.plan.support", line.support) if line.support else ""
    return {"id": line.id, "text": line.text, "more": support}


def _facts(t: Words, planned: Planned) -> Iterable[dict[str, str]]:
    for field in ("first", "permission", "ask"):
        text = entry(t, planned, field)
        if text:
            yield {"id": field, "label": t(f"stage.plan.{field}"), "text": text}


def _agreement(moment: Moment, planned: Planned) -> list[dict[str, Any]]:
    """While the room is asked, nobody sees what the others say."""
    t, asked = moment.t, planned.project.asked
    if asked == "open":
        how = {
            "type": "verdict",
            "text": t("stage.plan.agree"),
            "how": t("stage.plan.agree.how"),
            "look": "ask",
        }
        return [how, progress_of(moment, planned.agreement.answered)]
    return [_verdict(t, planned)] if asked == "closed" else []


def _verdict(t: Words, planned: Planned) -> dict[str, Any]:
    """Numbers only where phones gave them: hands may have decided."""
    given = planned.agreement
    said = state(t, planned)
    parts = [_part(t, given, field, look) for field, look in MARKS] if given.answered else []
    return {"type": "verdict", "text": said["text"], "how": "", "look": said["look"], "parts": parts}


def _part(t: Words, given: Agreement, field: str, look: str) -> dict[str, Any]:
    n = getattr(given, field)
    label = t(f"stage.result.column.{look}")
    return {"id": look, "look": look, "label": label, "text": t.number(n), "share": n / given.answered}
