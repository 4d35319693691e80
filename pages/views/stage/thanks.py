"""The thanks: one screen worth a photograph. What was decided, when we meet again, and the way to the summary."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from facilitation.when import Day
from pages.views.stage.moment import Moment
from pages.views.stage.planned import card, entry, everybody, state, who
from service.when_said import day_said
from theme.qr import qr

_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def draw(moment: Moment) -> dict[str, Any]:
    body = moment.text(moment.settings.body)
    decided = _decided(moment)
    note = [{"type": "note", "text": body}] if body else []
    return {"layout": "beside", "corner": None, "blocks": [*note, *decided, _door(moment), *_next(moment)]}


def _decided(moment: Moment) -> list[dict[str, Any]]:
    """The projects; in an evening without any, what came on top of the vote."""
    if moment.projects:
        cards = [_project(moment, planned) for planned in moment.projects]
        return [{"type": "cards", "heading": moment.t("stage.thanks.decided"), "cards": cards}]
    if moment.winners:
        return [{"type": "cards", "heading": moment.t("stage.thanks.winners"), "cards": _winners(moment)}]
    return []


def _project(moment: Moment, planned: Any) -> dict[str, Any]:
    t = moment.t
    people = who(t, everybody(planned))
    when = {"id": "when", "label": "", "text": entry(t, planned, "when") or t("stage.plan.no_when")}
    lines = [when, {"id": "who", "label": "", "text": people}] if people else [when]
    return card(planned, sign=state(t, planned), lines=lines, foot="")


def _winners(moment: Moment) -> list[dict[str, Any]]:
    rank = "stage.result.rank"
    return [
        {
            "id": row.option.id,
            "title": f"{moment.t(rank, n=row.rank)} {row.option.text}",
            "sign": None,
            "lines": [],
            "foot": "",
        }
        for row in moment.winners
    ]


def _next(moment: Moment) -> list[dict[str, Any]]:
    settings = moment.settings
    text = " · ".join(filter(None, (_said(moment, settings.next_at), settings.next_place)))
    return [{"type": "next", "label": moment.t("stage.thanks.next"), "text": text}] if text else []


def _door(moment: Moment) -> dict[str, Any]:
    """The address may break before its path, if it must."""
    code, settings = moment.workshop.code, moment.settings
    return {
        "type": "door",
        "qr": qr(f"{moment.join_address}/summary"),
        "text": moment.t("stage.thanks.summary"),
        "address": f"{moment.short_address}{_MAY_BREAK}/j/{code}/summary",
        "picture": f"/j/{code}/picture/{settings.picture}" if settings.picture else "",
        "picture_text": moment.text(settings.picture_text),
    }


def _said(moment: Moment, at: datetime | None) -> str:
    """A time without a zone is meant where the evening is."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(moment.workshop.time_zone)) if at.tzinfo else at
    return day_said(moment.t, Day(day=there.date(), time=f"{there:%H:%M}"))
