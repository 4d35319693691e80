"""Choosing a step of the agenda, and what can be done with it: move, leave out, repeat, add, edit."""

from typing import Any

import streamlit as st

from facilitation.kinds import KINDS
from facilitation.model import Activity
from facilitation.templates import TEMPLATES, activity_from, new_id
from locales import LANGUAGES
from pages.shared import Desk, plain, send
from pages.views.desk.parts.steps import undoing
from pages.views.desk.parts.style import heading
from pages.views.desk.parts.unsaved import stays, unless_unsaved
from pages.views.desk.parts.widgets import worded
from service.making import say

_CHOSEN, _LIST, _LANGUAGE = "agenda-step", "agenda-list", "edit-language"
_MINUTES = {"arrival": 15, "ideas": 20, "plan": 30, "roles": 15, "thanks": 5}
"""What a new step of a kind is planned for; others for ten."""

AGENDA = ("add", "repeat", "skip", "reorder", "configure", "rename")
"""What undo takes back here: a press too many must not undo a step of the evening."""


def chosen_step(desk: Desk) -> Activity:
    """A list to choose from by mouse, finger or arrow keys. The current step is chosen first, also for who comes back
    from another page: Streamlit has forgotten the list by then."""
    state, agenda = st.session_state, desk.workshop.agenda
    ids = [a.id for a in agenda]
    labels = {a.id: _label(desk, n, a) for n, a in enumerate(agenda, 1)}
    if state.get(_CHOSEN) not in ids or state.get(_LIST) not in state:
        state[_CHOSEN] = desk.workshop.current
    key = worded(_CHOSEN, labels.values())
    before = state.get(key, state[_CHOSEN])
    state[_CHOSEN] = st.radio(
        desk.t("desk.agenda.steps"),
        ids,
        index=ids.index(state[_CHOSEN]),
        key=key,
        on_change=stays,
        args=(before, key, before),
        format_func=labels.__getitem__,
        label_visibility="collapsed",
    )
    state[_LIST] = key
    return desk.workshop.activity(state[_CHOSEN]) or desk.workshop.now


def actions(desk: Desk, step: Activity) -> None:
    """Up, down, leave out, repeat; and undo beside them."""
    t, ids = desk.t, [a.id for a in desk.workshop.agenda]
    place, last = ids.index(step.id), len(ids) - 1
    heading(desk.own_title(step))
    with st.container(horizontal=True):
        _act(desk, step, "reorder", t("desk.agenda.up"), "arrow_upward", place == 0, place=place - 1)
        _act(desk, step, "reorder", t("desk.agenda.down"), "arrow_downward", place == last, place=place + 1)
        if step.skipped:
            _act(desk, step, "skip", t("desk.agenda.take_back"), "undo", skipped=False)
        else:
            on = step.id == desk.workshop.current
            _act(desk, step, "skip", t("desk.agenda.skip"), "skip_next", on, skipped=True)
        _repeat(desk, step, f"{step.id[:40]}-{len(ids)}")
        undoing(desk, AGENDA)


def add_step(desk: Desk, after: Activity) -> None:
    key = f"add-{len(desk.workshop.agenda)}"
    st.menu_button(
        desk.t("desk.agenda.add"),
        list(KINDS),
        key=key,
        icon=":material/add:",
        format_func=lambda name: desk.t(f"common.kind.{name}"),
        on_click=_added,
        args=(desk.code, key, after.id, new_id()),
    )


def editing_language(desk: Desk) -> str:
    """Which language's texts are edited: the workshop's first."""
    before = st.session_state.setdefault(_LANGUAGE, desk.workshop.language)
    chosen = st.segmented_control(
        desk.t("desk.edit.language"),
        LANGUAGES,
        required=True,
        format_func=lambda name: desk.t(f"common.language.{name}"),
        key=_LANGUAGE,
        on_change=stays,
        args=(st.session_state[_CHOSEN], _LANGUAGE, before),
    )
    return str(chosen)


def _label(desk: Desk, number: int, step: Activity) -> str:
    on = step.id == desk.workshop.current
    state = "skipped" if step.skipped else "now" if on else step.state
    minutes = desk.t("common.minutes_short", minutes=step.minutes)
    return f"**{plain(f'{number}. {desk.own_title(step)}')}** · {minutes} · {desk.t(f'desk.agenda.state.{state}')}"


def _act(
    desk: Desk, step: Activity, verb: str, label: str, icon: str, disabled: bool = False, **arguments: object
) -> None:
    st.button(
        label,
        key=f"{verb}-{icon}-{step.id}-{hash(str(arguments))}",
        icon=f":material/{icon}:",
        disabled=disabled,
        on_click=send,
        args=(desk.code, verb),
        kwargs={"activity": step.id, **arguments},
    )


def _repeat(desk: Desk, step: Activity, id: str) -> None:
    st.button(
        desk.t("desk.agenda.repeat"),
        key=f"repeat-{id}",
        icon=":material/replay:",
        on_click=unless_unsaved,
        args=(step.id, _repeated, desk.code, step.id, id),
    )


def _repeated(code: str, activity: str, id: str) -> None:
    if send(code, "repeat", activity=activity, id=id):
        st.session_state[_CHOSEN] = id


def _added(code: str, key: str, after: str, id: str) -> None:
    unless_unsaved(after, _add, code, st.session_state[key], after, id)


def _add(code: str, kind: str, after: str, id: str) -> None:
    """A kind's own name is its first title, in every language; it asks what it asks in the whole evening."""
    step = {"minutes": _MINUTES.get(kind, 10), "settings": _settings(kind)}
    if send(code, "add", kind_name=kind, title=say(f"kind.{kind}"), after=after, id=id, **step):
        st.session_state[_CHOSEN] = id


def _settings(kind: str) -> dict[str, Any]:
    planned = next((p for p in TEMPLATES["evening"] if p.name == kind), None)
    return activity_from(planned, say).settings if planned else {}
