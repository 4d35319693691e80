"""Arrival: who has come, and what they tapped on the warm-up question."""

from typing import Any

import streamlit as st

from facilitation.kinds import kind
from facilitation.model import Activity
from facilitation.text import Text
from pages.shared import Desk, escaped
from pages.views.desk.parts.counting import answered, here
from pages.views.desk.parts.editing import Editing

MOST_CHOICES = 8


def counted(desk: Desk, activity: Activity) -> str:
    return answered(desk, activity) if kind(activity.kind).of(activity).choices else ""


def room(desk: Desk, activity: Activity) -> list[str]:
    question = desk.room_text(kind(activity.kind).of(activity).question)
    return [desk.t("desk.room.qr", code=desk.code), desk.t.count("desk.run.phones", here(desk)), question]


def draw(desk: Desk) -> None:
    activity = desk.workshop.now
    if activity.state == "draft":
        st.info(desk.t("desk.arrival.first"), icon=":material/cast:")
    settings = kind(activity.kind).of(activity)
    if not settings.choices:
        return
    taps = desk.result(activity)
    most = max(*taps.counts, 1)
    rows = "".join(_row(desk, c, n, most) for c, n in zip(taps.choices, taps.counts, strict=True))
    question = escaped(desk.room_text(settings.question))
    st.html(f'<p dir="auto"><b>{question}</b></p><div class="d-taps">{rows}</div>')


def choices(editing: Editing) -> dict[str, Any]:
    return {}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    t = editing.desk.t
    question = editing.line("question", t("desk.arrival.question"), max_chars=200)
    stored = editing.settings.choices
    lines = "\n".join(c.get(editing.language, "") for c in stored)
    typed = st.text_area(
        t("desk.arrival.choices"),
        lines,
        key=editing.key("choices"),
        help=t("desk.arrival.choices_help"),
        height=130,
    )
    return {"question": question, "choices": merged_lines(stored, typed, editing.language)}


def merged_lines(stored: tuple[Text, ...], typed: str, language: str, most: int = MOST_CHOICES) -> list[Text]:
    """Line n belongs to choice n: its other languages stay. No line, no choice."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()][:most]
    before = [*stored, *({} for _ in lines)]
    return [{**before[n], language: line} for n, line in enumerate(lines)]


def _row(desk: Desk, choice: Text, people: int, most: int) -> str:
    bar = f'<div class="d-bar"><i style="width:{100 * people / most:.0f}%"></i></div>'
    return f'<span dir="auto">{escaped(desk.room_text(choice))}</span>{bar}<b class="d-num">{desk.t.number(people)}</b>'
