"""The final evaluation: how many have answered; distributions and open answers only when they may be seen."""

from typing import Any

import streamlit as st

from facilitation.kinds.evaluation import Evaluated
from facilitation.model import Activity
from facilitation.text import Text
from pages.shared import Desk
from pages.views.desk.arrival import merged_lines
from pages.views.desk.parts.counting import answered
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.evaluation_answers import open_answers
from pages.views.desk.parts.evaluation_result import ratings
from pages.views.desk.parts.style import quiet

LONGEST_BODY = 2000
MOST = {"statements": 30, "questions": 20}


def counted(desk: Desk, activity: Activity) -> str:
    return answered(desk, activity)


def room(desk: Desk, activity: Activity) -> list[str]:
    """How many statements and let-through answers; before it is revealed, that nothing is seen."""
    result = result_of(desk, activity)
    asked = desk.t.count("desk.evaluation.statements_n", len(result.statements))
    if activity.state != "revealed":
        return [asked, desk.t("desk.room.hidden")]
    shown = sum(len(question.shown) for question in result.questions)
    return [
        asked,
        desk.t.count("desk.evaluation.people", result.people),
        desk.t.count("desk.evaluation.on_wall", shown),
    ]


def result_of(desk: Desk, activity: Activity) -> Evaluated:
    result: Evaluated = desk.result(activity)
    return result


def draw(desk: Desk) -> None:
    activity = desk.workshop.now
    result = result_of(desk, activity)
    if not result.statements and not result.questions:
        st.warning(desk.t("desk.evaluation.nothing_asked"), icon=":material/edit_note:")
        return
    if not result.people:
        quiet(desk.t("desk.evaluation.nothing_yet", link=desk.t("phone.leaving.link")))
        return
    private = st.toggle(
        desk.t("desk.private"), key=f"private-{activity.id}", help=desk.t("desk.evaluation.private_help")
    )
    ended = activity.phase(desk.now) in ("closed", "revealed")
    if activity.state == "revealed" or (private and ended):
        ratings(desk, result)
    elif private:
        quiet(desk.t("desk.evaluation.still_open"))
    if private and result.questions:
        open_answers(desk, activity, result.questions)
    elif result.questions:
        _waiting(desk, result)


def choices(editing: Editing) -> dict[str, Any]:
    if editing.locked("statements"):
        st.info(editing.desk.t("desk.evaluation.fixed"), icon=":material/lock:")
    return {}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    body = editing.lines("body", editing.desk.t("desk.info.body"), max_chars=LONGEST_BODY, height=100)
    return {"body": body, **{name: _lines(editing, name) for name in MOST}}


def _lines(editing: Editing, name: str) -> list[Text]:
    stored: tuple[Text, ...] = getattr(editing.settings, name)
    typed = st.text_area(
        editing.desk.t(f"desk.evaluation.{name}"),
        "\n".join(text.get(editing.language, "") for text in stored),
        key=editing.key(name),
        help=editing.desk.t("desk.evaluation.lines_help"),
        height=160,
        disabled=editing.locked(name),
    )
    return merged_lines(stored, typed, editing.language, MOST[name])


def _waiting(desk: Desk, result: Evaluated) -> None:
    """Only their number: nobody has looked at them yet."""
    waiting = sum(not (a.shown or a.hidden) for question in result.questions for a in question.answers)
    if waiting:
        st.info(desk.t.count("desk.evaluation.waiting", waiting), icon=":material/rate_review:")
