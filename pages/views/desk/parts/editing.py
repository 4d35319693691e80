"""Editing a step: its title, minutes and settings, texts in one language at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from facilitation.errors import Invalid
from facilitation.kinds import kind
from facilitation.model import Activity
from facilitation.text import Text
from facilitation.verbs.agenda import MOST_MINUTES
from pages.shared import Desk, send
from pages.views.desk import view
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.widgets import place, when_pressed

_AREA = "step-fields"


@dataclass(frozen=True, slots=True)
class Editing:
    """One step as it is being edited, its texts in `language`."""

    desk: Desk
    activity: Activity
    language: str

    @property
    def settings(self) -> Any:
        """The step's settings as they are stored, typed."""
        return kind(self.activity.kind).of(self.activity)

    def locked(self, name: str) -> bool:
        """Whether ballots or answers depend on this setting."""
        return self._begun and name in kind(self.activity.kind).fixed_once_open

    @property
    def _begun(self) -> bool:
        """Also before it is opened, once somebody who had to leave has answered."""
        step = self.activity
        return bool(step.options or step.opened_at or self.desk.reader.contributions(step.id))

    def key(self, name: str) -> str:
        """Changes with what is stored, so that the fields show it anew after an undo."""
        step = self.activity
        stored = (step.title, step.minutes, step.settings, unsaved.discarded(unsaved.SETTINGS))
        return f"{unsaved.SETTINGS}-{step.id}-{self.language}-{hash(repr(stored))}-{name}"

    def line(self, name: str, label: str, **options: Any) -> Text:
        """A line of text in this language; the other languages stay."""
        return self.typed(getattr(self.settings, name), name, label, st.text_input, **options)

    def lines(self, name: str, label: str, **options: Any) -> Text:
        return self.typed(getattr(self.settings, name), name, label, st.text_area, **options)

    def typed(self, stored: Text, name: str, label: str, widget: Callable[..., str], **options: Any) -> Text:
        typed = widget(label, stored.get(self.language, ""), key=self.key(name), **options)
        others = {language: text for language, text in stored.items() if language != self.language}
        return {**others, self.language: typed} if typed.strip() else others


def edit_step(editing: Editing, button: unsaved.Type = "secondary") -> None:
    """The form of one step, as its kind wants it."""
    editing, now = _as_begun(editing), editing.activity
    step, name, t = editing.activity.id, editing.key(""), editing.desk.t
    form = view(editing.activity.kind)
    with place():
        choices = form.choices(editing)
    with st.form(editing.key("form"), border=False, enter_to_submit=False):
        with st.container(key=_AREA):
            title, minutes, fields = _fields(editing, form, choices)
        unsaved.buttons(t, t("desk.edit.save"), unsaved.SETTINGS, step, name, editing.activity, type=button)
        if _asked(now) != _asked(editing.activity):
            st.info(t("desk.edit.changed_meanwhile"), icon=":material/group:")
    unsaved.listen(unsaved.SETTINGS, name, _AREA)
    when_pressed(name, _save, editing, now, title, minutes, {**choices, **fields})


def _as_begun(editing: Editing) -> Editing:
    """A form in which something is not saved yet stays as it was begun, whatever another desk has stored since: with
    other fields in their place, what was typed would be gone."""
    begun: Activity | None = unsaved.begun_with(unsaved.SETTINGS, editing.activity.id)
    if begun is None:
        return editing
    as_begun = editing.activity.but(title=begun.title, minutes=begun.minutes, settings=begun.settings)
    return replace(editing, activity=as_begun)


def _asked(step: Activity) -> tuple[Any, ...]:
    return step.title, step.minutes, kind(step.kind).of(step)


def _fields(editing: Editing, form: Any, choices: dict[str, Any]) -> tuple[Text, int, dict[str, Any]]:
    activity, t = editing.activity, editing.desk.t
    title = editing.typed(activity.title, "title", t("desk.edit.title"), st.text_input, max_chars=120)
    minutes = st.number_input(
        t("desk.edit.minutes"), 0, MOST_MINUTES, activity.minutes, key=editing.key("minutes"), width=150
    )
    return title, int(minutes or 0), form.fields(editing, choices)


def _save(editing: Editing, now: Activity, title: Text, minutes: int, settings: dict[str, Any]) -> None:
    was, step = editing.activity, editing.activity.id
    changes = {
        "title": onto(was.title, title, now.title),
        "minutes": onto(was.minutes, minutes, now.minutes),
        "settings": settings if _asked(now) == _asked(was) else _onto_settings(was, settings, now),
    }
    if send(editing.desk.code, "configure", None, "desk.edit.saved", activity=step, **changes):
        unsaved.saved(unsaved.SETTINGS)


def _onto_settings(was: Activity, settings: dict[str, Any], now: Activity) -> dict[str, Any]:
    """What cannot be is sent as it is, and refused in words."""
    its = kind(was.kind)
    try:
        wanted = its.valid_settings({**was.settings, **settings})
    except Invalid:
        return settings
    return dict(onto(its.valid_settings(was.settings), wanted, its.valid_settings(now.settings)))


def onto(was: Any, wanted: Any, now: Any) -> Any:
    """What was changed from `was` to `wanted`, as a change of what stands there `now`: texts language by language."""
    if wanted == was:
        return now
    if not all(isinstance(each, dict) for each in (was, wanted, now)):
        return wanted
    changed = {name for name in {**was, **wanted} if was.get(name) != wanted.get(name)}
    names = (name for name in {**now, **wanted} if name in (wanted if name in changed else now))
    return {name: onto(was.get(name), wanted.get(name), now.get(name)) for name in names}
