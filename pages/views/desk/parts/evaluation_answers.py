"""Open answers, looked at before the room sees them: several at once, by Tab, Space and Enter."""

from typing import Any

import streamlit as st

from facilitation.kinds.evaluation import Answer, Question
from facilitation.model import Activity
from pages.shared import Desk, plain, send
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.widgets import beneath, worded

PILES = ("waiting", "shown", "hidden")
_VERBS = {"waiting": ("show", "hide"), "shown": ("hide",), "hidden": ("show",)}
_ICONS = {"show": ":material/visibility:", "hide": ":material/visibility_off:"}


def open_answers(desk: Desk, activity: Activity, questions: tuple[Question, ...]) -> None:
    """One question and one pile at a time: a page with two hundred boxes helps nobody."""
    t = desk.t
    place = st.radio(
        t("desk.evaluation.which"),
        range(len(questions)),
        format_func=lambda n: plain(desk.room_text(questions[n].text)),
        captions=[beneath(_waiting(desk, question)) for question in questions],
        key=f"question-{activity.id}",
    )
    answers = questions[int(place or 0)].answers
    pile = _chosen_pile(desk, f"pile-{activity.id}", answers)
    _form(desk, activity, pile, _pile(answers, pile))


def _chosen_pile(desk: Desk, key: str, answers: tuple[Answer, ...]) -> str:
    """It stays when answers move from pile to pile."""
    said = {name: desk.t(f"desk.evaluation.pile.{name}", n=len(_pile(answers, name))) for name in PILES}
    chosen = st.segmented_control(
        desk.t("desk.evaluation.piles"),
        PILES,
        default=st.session_state.get(key, PILES[0]),
        required=True,
        format_func=said.__getitem__,
        key=worded(key, said.values()),
        label_visibility="collapsed",
    )
    st.session_state[key] = chosen or PILES[0]
    return str(st.session_state[key])


def _form(desk: Desk, activity: Activity, pile: str, answers: tuple[Answer, ...]) -> None:
    t = desk.t
    if not answers:
        quiet(t("desk.evaluation.pile_empty"))
        return
    ids = [a.id for a in answers]
    with st.form(f"answers-{activity.id}-{pile}", border=True, enter_to_submit=False):
        for answer in answers:
            st.checkbox(plain(answer.text), key=f"answer-{answer.id}")
        with st.container(horizontal=True):
            for verb in _VERBS[pile]:
                _submit(desk, activity, verb, ids, every=False)
            if pile == "waiting":
                _submit(desk, activity, "show", ids, every=True)


def _submit(desk: Desk, activity: Activity, verb: str, ids: list[str], every: bool) -> None:
    st.form_submit_button(
        desk.t(f"desk.evaluation.{verb}_{'all' if every else 'ticked'}"),
        key=f"{verb}-{every}-{activity.id}",
        icon=_ICONS[verb],
        on_click=_send,
        args=(desk.code, activity.id, verb, ids, every),
    )


def _send(code: str, activity: str, verb: str, ids: list[str], every: bool) -> None:
    """What was drawn and ticked; nothing ticked, nothing sent."""
    state: Any = st.session_state
    ticked = [id for id in ids if every or state.get(f"answer-{id}")]
    if ticked:
        send(code, f"{verb}_answers", activity=activity, answers=ticked)


def _pile(answers: tuple[Answer, ...], name: str) -> tuple[Answer, ...]:
    return tuple(a for a in answers if _state(a) == name)


def _state(answer: Answer) -> str:
    return "hidden" if answer.hidden else "shown" if answer.shown else "waiting"


def _waiting(desk: Desk, question: Question) -> str:
    return desk.t.count("desk.evaluation.waiting", len(_pile(question.answers, "waiting")))
