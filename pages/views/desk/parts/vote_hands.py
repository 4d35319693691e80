"""Hands and stickers, counted in the room: per option and mark, with the number of people who voted so."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from facilitation.kinds.methods import METHODS
from facilitation.kinds.vote import VoteSettings
from facilitation.model import Activity, Contribution, Option
from pages.shared import Desk, escaped, first_said, send
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.editing import onto
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.widgets import key_for, taken, when_pressed

_MOST = 100_000
_AREA = "hand-counts"
_Numbers = dict[str, Any]
"""`voters`, and `counts` option → mark → people."""


def hands_entry(desk: Desk, activity: Activity, settings: VoteSettings, unfolded: bool = False) -> None:
    """What is typed stays, whatever another desk counts meanwhile."""
    t, now = desk.t, _counted(desk, activity)
    (was,) = unsaved.begun_with(unsaved.HANDS, activity.id) or (now,)
    names = _Names(activity.id, was.key if was else "")
    folded = f"hands-of-{activity.id}-{was.key if was else ''}"
    with st.expander(_heading(desk, settings, now), unfolded, key=folded, icon=":material/front_hand:"):
        if was is not None:
            quiet(t("desk.hands.replaces"))
        with st.form(f"hands-{activity.id}", border=False, enter_to_submit=False):
            with st.container(key=_AREA):
                typed = _fields(desk, activity, settings, _numbers(activity, was), names)
            unsaved.buttons(t, t("desk.hands.save"), unsaved.HANDS, activity.id, names(""), (was,))
            if was != now:
                st.info(t("desk.edit.changed_meanwhile"), icon=":material/group:")
        unsaved.listen(unsaved.HANDS, names(""), _AREA)
    numbers = onto(_numbers(activity, was), typed, _numbers(activity, now))
    when_pressed(names(""), _save, desk.code, activity, numbers)


def _fields(
    desk: Desk, activity: Activity, settings: VoteSettings, stored: _Numbers, names: "_Names"
) -> _Numbers:
    voters = st.number_input(
        desk.t("desk.hands.voters"), 0, _MOST, stored["voters"], key=names("voters"), width=260
    )
    _heads(desk, settings.method)
    counts = {o.id: _option(desk, o, names, settings, stored["counts"][o.id]) for o in activity.options}
    return {"voters": int(voters or 0), "counts": counts}


class _Names:
    """Keys of the form's fields; new ones when what is stored has changed, so that they show it."""

    def __init__(self, activity: str, stored: str) -> None:
        self._start = f"{unsaved.HANDS}-{activity}-{stored}-{unsaved.discarded(unsaved.HANDS)}"

    def __call__(self, name: str) -> str:
        return f"{self._start}-{name}"


def _option(
    desk: Desk, option: Option, names: _Names, settings: VoteSettings, stored: dict[str, int]
) -> dict[str, int]:
    text = f'<span class="d-clip d-small" dir="auto">{option.number}. {escaped(option.text)}</span>'
    with _line(settings.method, text):
        typed = {
            mark: st.number_input(
                f"{option.number}: {_label(desk, settings.method, int(mark))}",
                0,
                _MOST,
                people,
                key=names(f"{option.id}-{mark}"),
                width=_width(settings.method),
                label_visibility="collapsed",
            )
            for mark, people in stored.items()
        }
    return {mark: int(people or 0) for mark, people in typed.items()}


def _heads(desk: Desk, method: str) -> None:
    """What the columns are; each field says it too, to those who hear the page."""
    with _line(method, "<span></span>" if _beside(method) else ""):
        for mark in _marks(method):
            head = escaped(_label(desk, method, mark))
            st.html(f'<span class="d-quiet d-small" aria-hidden="true">{head}</span>', width=_width(method))


@contextmanager
def _line(method: str, text: str) -> Iterator[None]:
    """The fields of one option, in columns that stay together: beside its text, or below where that would be a
    letter wide."""
    if text and not _beside(method):
        st.html(text)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if text and _beside(method):
            with st.container(width="stretch"):
                st.html(text)
        with st.container(
            horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", width="content"
        ):
            yield


def _beside(method: str) -> bool:
    """Whether an option can still be read to the left of its fields; otherwise they stand below it."""
    return len(_marks(method)) <= 3


def _width(method: str) -> int:
    """Pixels, so that a phone has room for all; buttons for one more and one less go away where there is none."""
    return 120 if len(_marks(method)) == 1 else 90 if len(_marks(method)) <= 3 else 56


def _heading(desk: Desk, settings: VoteSettings, before: Contribution | None) -> str:
    """Folded, it still says what has been counted."""
    if before is None:
        return desk.t("desk.hands")
    voters = before.payload["voters"]
    said = [desk.t("desk.hands"), desk.t.count("desk.hands.counted", voters)]
    if settings.method == "dots":
        used = sum(n for parts in before.payload["counts"].values() for n in parts.values())
        most = desk.t.number(voters * settings.dots)
        said.append(desk.t("desk.hands.used", used=desk.t.number(used), most=most))
    return " · ".join(said)


def _marks(method: str) -> tuple[int, ...]:
    """Dots are counted as dots; what a hand can say otherwise is the method's."""
    return (1,) if method == "dots" else METHODS[method].values


def _label(desk: Desk, method: str, mark: int) -> str:
    word = {1: "one", 0: "zero", -1: "minus"}.get(mark, "any")
    return first_said(desk.t, f"desk.hands.{method}.{word}", f"desk.hands.{method}.any", mark=mark)


def _counted(desk: Desk, activity: Activity) -> Contribution | None:
    listed = (desk.reader.contribution(activity.id, key) for key in activity.entered)
    return next((c for c in listed if c is not None and c.channel == "hands"), None)


def _numbers(activity: Activity, counted: Contribution | None) -> _Numbers:
    """Of every option and mark, also where nobody was counted."""
    said = counted.payload if counted else {"voters": 0, "counts": {}}
    marks = [str(mark) for mark in _marks(activity.settings["method"])]
    of_option = {o.id: said["counts"].get(o.id, {}) for o in activity.options}
    counts = {id: {mark: int(there.get(mark, 0)) for mark in marks} for id, there in of_option.items()}
    return {"voters": said["voters"], "counts": counts}


def _save(code: str, activity: Activity, numbers: _Numbers) -> None:
    what = f"hands-{activity.id}"
    named = {"activity": activity.id, "key": key_for(what), **numbers}
    if send(code, "enter_counts", None, "desk.hands.saved", **named):
        taken(what)
        unsaved.saved(unsaved.HANDS)
