"""Whether the room agrees: asked on phones, or by hands."""

import streamlit as st

from facilitation.projects import Planned
from pages.shared import Desk, escaped, send

_NAMES = {True: "agreed", False: "not_agreed"}
_NEXT = {"": "ask", "open": "close_ask", "closed": "ask"}
_OUTCOMES = {True: "desk.plan.agreed", False: "desk.plan.not_agreed", None: "desk.plan.nobody_answered"}
_LABELS = {"": "desk.inside.ask", "open": "desk.inside.close_ask", "closed": "desk.plan.ask_again"}


def agreed(desk: Desk, project: Planned) -> None:
    st.html(f'<p class="d-line">{_said(desk, project)}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _ask(desk, project)
        _by_hand(desk, project)


def _said(desk: Desk, project: Planned) -> str:
    """While the question is open only how many have answered."""
    t, agreement = desk.t, project.agreement
    if project.project.asked == "open":
        seen = desk.workshop.now.focus == project.project.id
        said = "desk.plan.answers" if seen else "desk.plan.answers_unseen"
        return escaped(t.count(said, agreement.answered))
    if project.project.asked != "closed":
        return escaped(t("desk.plan.not_asked"))
    outcome = escaped(t(_OUTCOMES[agreement.agreed]))
    by_phones = escaped(t("desk.plan.answered", yes=agreement.yes, no=agreement.no, passed=agreement.passed))
    by_hand = project.project.by_hand is not None
    return f"<b>{outcome}</b> {escaped(t('desk.plan.by_hands')) if by_hand else by_phones}"


def _ask(desk: Desk, project: Planned) -> None:
    """Guarded: what it was drawn for is what it does."""
    asked, id, turn = project.project.asked, project.project.id, desk.workshop.turn
    if desk.workshop.now.focus == id and asked != "closed":
        return
    st.button(
        desk.t(_LABELS[asked]),
        key=f"ask-{id}-{turn}",
        icon=":material/thumbs_up_down:",
        on_click=send,
        args=(desk.code, _NEXT[asked], turn),
        kwargs={"project": id},
    )


def _by_hand(desk: Desk, project: Planned) -> None:
    """Asked again, phones decide anew."""
    id = project.project.id
    for agreed, icon in ((True, ":material/front_hand:"), (False, ":material/do_not_disturb_on:")):
        st.button(
            desk.t(f"desk.plan.by_hand.{_NAMES[agreed]}"),
            key=f"by-hand-{id}-{agreed}",
            icon=icon,
            disabled=project.project.by_hand is agreed,
            on_click=send,
            args=(desk.code, "by_hand"),
            kwargs={"project": id, "agreed": agreed},
        )
