"""The vote: what stands on it before it opens, how many have answered, and results only when they may be seen."""

from datetime import date
from typing import Any

import streamlit as st

from facilitation.kinds import kind
from facilitation.kinds.ideas import Ideas
from facilitation.kinds.methods import METHODS
from facilitation.kinds.vote import VoteResult, VoteSettings
from facilitation.model import Activity
from pages.shared import Desk
from pages.views.desk.parts.counting import answered
from pages.views.desk.parts.editing import Editing, edit_step
from pages.views.desk.parts.vote_codes import vote_codes
from pages.views.desk.parts.vote_hands import hands_entry
from pages.views.desk.parts.vote_options import options_now, warn_of_many
from pages.views.desk.parts.vote_result import hidden_result, row_said, shown_result, voters_said
from pages.views.desk.parts.widgets import place

MEANINGS = ("advice", "ours", "wish")
SOURCES = ("ideas", "typed")
_NEAREST = ""


def counted(desk: Desk, activity: Activity) -> str:
    if activity.phase(desk.now) in ("closed", "revealed"):
        return voters_said(desk, result_of(desk, activity))
    return answered(desk, activity) if activity.options else ""


def room(desk: Desk, activity: Activity) -> list[str]:
    """The result only once it is revealed."""
    if not kind(activity.kind).may_show(activity):
        prompt = desk.room_text(_settings(activity).prompt)
        said = (
            desk.t.count("desk.vote.options", len(activity.options))
            if activity.options
            else desk.t("desk.vote.soon")
        )
        return [prompt, said, desk.t("desk.room.hidden") if activity.options else ""]
    result = result_of(desk, activity)
    none = "report.vote.none_ahead" if result.voters else "desk.vote.no_votes"
    return [row_said(desk, row) for row in result.top] or [desk.t(none)]


def result_of(desk: Desk, activity: Activity) -> VoteResult:
    result: VoteResult = desk.result(activity)
    return result


def draw(desk: Desk) -> None:
    activity = desk.workshop.now
    _DRAWS[activity.phase(desk.now)](desk, activity)


def _before(desk: Desk, activity: Activity) -> None:
    _settings_of(desk, activity)
    with place():
        vote_codes(desk, activity)
    options_now(desk, activity)


def _while_open(desk: Desk, activity: Activity) -> None:
    _counting(desk, activity)
    _settings_of(desk, activity)


def _closed(desk: Desk, activity: Activity) -> None:
    _counting(desk, activity)
    hidden_result(desk, activity, lambda: result_of(desk, activity))


def _revealed(desk: Desk, activity: Activity) -> None:
    shown_result(desk, activity, result_of(desk, activity), _settings(activity).top)


_DRAWS = {
    "draft": _before,
    "open": _while_open,
    "closing": _while_open,
    "closed": _closed,
    "revealed": _revealed,
}


def choices(editing: Editing) -> dict[str, Any]:
    """The way to vote, where the options come from, and what the vote is."""
    t, settings = editing.desk.t, editing.settings
    if editing.activity.options:
        st.info(t("desk.vote.fixed"), icon=":material/lock:")
    method = st.radio(
        t("desk.vote.method"),
        list(METHODS),
        list(METHODS).index(settings.method),
        format_func=lambda name: f"**{t(f'common.method.{name}')}** · {t(f'desk.vote.method.{name}')}",
        key=editing.key("method"),
        disabled=editing.locked("method"),
    )
    source = _segmented(editing, "source", SOURCES, disabled=editing.locked("source"))
    return {"method": method, "source": source, "meaning": _segmented(editing, "meaning", MEANINGS)}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    t = editing.desk.t
    prompt = editing.line("prompt", t("desk.vote.prompt"), max_chars=200)
    numbers = _dots(editing) if choices["method"] == "dots" else {}
    top = st.number_input(t("desk.vote.top"), 1, 50, editing.settings.top, key=editing.key("top"), width=150)
    numbered = st.checkbox(
        t("desk.vote.numbered"),
        editing.settings.numbered,
        key=editing.key("numbered"),
        help=t("desk.vote.numbered_help"),
        disabled=editing.locked("numbered"),
    )
    source = _typed(editing) if choices["source"] == "typed" else _from_ideas(editing)
    wish = _wish(editing) if choices["meaning"] == "wish" else {}
    return {"prompt": prompt, "top": top, "numbered": numbered, **numbers, **source, **wish}


def _settings(activity: Activity) -> VoteSettings:
    settings: VoteSettings = kind(activity.kind).of(activity)
    return settings


def _counting(desk: Desk, activity: Activity) -> None:
    """What was given without a phone."""
    with place():
        _hands(desk, activity)
    with place():
        vote_codes(desk, activity)


def _hands(desk: Desk, activity: Activity) -> None:
    if _settings(activity).numbered and not activity.codes:
        hands_entry(desk, activity, _settings(activity))


def _settings_of(desk: Desk, activity: Activity) -> None:
    """What the vote is, in a line; pressed, it opens to be changed."""
    settings, t = _settings(activity), desk.t
    dots = t.count("desk.vote.dots_each", settings.dots) if settings.method == "dots" else ""
    meaning = t(f"desk.vote.meaning.{settings.meaning}").lower()
    line = " · ".join(filter(None, (t(f"common.method.{settings.method}"), dots, meaning)))
    label, key = f"{line} · **{t('desk.vote.settings')}**", f"settings-of-{activity.id}"
    with st.expander(label, key=key, icon=":material/tune:"):
        edit_step(Editing(desk, activity, desk.workshop.language))


def _segmented(editing: Editing, name: str, options: tuple[str, ...], disabled: bool = False) -> str:
    t = editing.desk.t
    chosen = st.segmented_control(
        t(f"desk.vote.{name}"),
        options,
        default=getattr(editing.settings, name),
        required=True,
        format_func=lambda value: t(f"desk.vote.{name}.{value}"),
        key=editing.key(name),
        disabled=disabled,
    )
    return str(chosen)


def _dots(editing: Editing) -> dict[str, Any]:
    t, settings = editing.desk.t, editing.settings
    left, right = st.columns(2)
    dots = left.number_input(
        t("desk.vote.dots"), 1, 100, settings.dots, key=editing.key("dots"), disabled=editing.locked("dots")
    )
    cap = right.number_input(
        t("desk.vote.cap"),
        1,
        100,
        settings.cap,
        key=editing.key("cap"),
        disabled=editing.locked("cap"),
        help=t("desk.vote.cap_help"),
    )
    return {"dots": dots, "cap": cap}


def _typed(editing: Editing) -> dict[str, Any]:
    t = editing.desk.t
    lines = st.text_area(
        t("desk.vote.typed"),
        "\n".join(editing.settings.typed),
        key=editing.key("typed"),
        height=160,
        disabled=editing.locked("typed"),
    )
    options = [line.strip() for line in lines.splitlines() if line.strip()]
    warn_of_many(t, len(options))
    return {"typed": options}


def _from_ideas(editing: Editing) -> dict[str, Any]:
    desk, stored = editing.desk, editing.settings.ideas_from
    steps = {a.id: desk.own_title(a) for a in desk.workshop.agenda if a.kind == Ideas.name}
    if len(steps) < 2 and not stored:
        return {}
    options = [_NEAREST, *steps]
    chosen = st.selectbox(
        desk.t("desk.vote.ideas_from"),
        options,
        options.index(stored) if stored in options else 0,
        format_func=lambda id: steps[id] if id else desk.t("desk.vote.nearest"),
        key=editing.key("from"),
        disabled=editing.locked("ideas_from"),
        filter_mode=None,
    )
    return {"ideas_from": chosen or None}


def _wish(editing: Editing) -> dict[str, Any]:
    t, settings = editing.desk.t, editing.settings
    decider = st.text_input(
        t("desk.vote.decider"), settings.decider, key=editing.key("decider"), max_chars=120
    )
    by = st.date_input(
        t("desk.vote.answer_by"),
        settings.answer_by,
        key=editing.key("by"),
        format="DD.MM.YYYY",
        min_value=_EARLIEST,
    )
    return {"decider": decider, "answer_by": by.isoformat() if isinstance(by, date) else None}


_EARLIEST = date(2020, 1, 1)
