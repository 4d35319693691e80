"""Saying thank you: what the room keeps of the evening, when and where people meet again, and the summary."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from facilitation.kinds import kind
from facilitation.kinds.info import ThanksSettings
from facilitation.model import Activity
from pages.shared import Desk, escaped
from pages.views.desk import info
from pages.views.desk.info import choices, counted
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.plan_fields import value_said

__all__ = ["choices", "counted", "draw", "fields", "room"]

LONGEST_PLACE = 120
_MOST_PROJECTS = 3
_EVENING = time(18)


def room(desk: Desk, activity: Activity) -> list[str]:
    said = ((p.project.title, value_said(desk, p, "when")) for p in desk.projects[:_MOST_PROJECTS])
    projects = [" – ".join(filter(None, each)) for each in said]
    return [*info.room(desk, activity), *projects, next_said(desk, activity)]


def draw(desk: Desk) -> None:
    on = desk.workshop.now
    info.draw(desk)
    meets = _settings(on).next_at
    if meets is None:
        st.info(desk.t("desk.thanks.no_next"), icon=":material/event:")
        return
    st.html(f'<p class="d-value" dir="auto"><b>{escaped(next_said(desk, on))}</b></p>')
    if meets.timestamp() < desk.now:
        st.warning(desk.t("desk.thanks.past"), icon=":material/event_busy:")


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    return {**info.fields(editing, choices), **_next(editing)}


def next_said(desk: Desk, activity: Activity) -> str:
    """When and where people meet again; empty where it is not known."""
    settings = _settings(activity)
    if settings.next_at is None:
        return ""
    zone = desk.workshop.time_zone
    day = desk.t.date(settings.next_at, zone, style=desk.t("common.when.day"))
    at = desk.t("common.when.day_time", day=day, time=desk.t.time(settings.next_at, zone))
    return desk.t("desk.thanks.next", at=", ".join(filter(None, (at, settings.next_place))))


def _settings(activity: Activity) -> ThanksSettings:
    settings: ThanksSettings = kind(activity.kind).of(activity)
    return settings


def _next(editing: Editing) -> dict[str, Any]:
    """In the workshop's own zone, whatever this laptop's clock says."""
    t, zone = editing.desk.t, ZoneInfo(editing.desk.workshop.time_zone)
    stored = editing.settings.next_at.astimezone(zone) if editing.settings.next_at else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            t("desk.thanks.next_day"),
            stored.date() if stored else None,
            key=editing.key("day"),
            format="DD.MM.YYYY",
            width=200,
        )
        at = st.time_input(
            t("desk.when.time"), stored.time() if stored else _EVENING, key=editing.key("at"), width=150
        )
    place = st.text_input(
        t("desk.thanks.next_place"),
        editing.settings.next_place,
        key=editing.key("place"),
        max_chars=LONGEST_PLACE,
    )
    meets = datetime.combine(day, at or _EVENING, zone).isoformat() if isinstance(day, date) else None
    return {"next_at": meets, "next_place": place.strip()}
