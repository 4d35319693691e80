"""What was changed in a form and is not saved yet. No press takes a step's form away then: what was typed would be
lost, and a vote would open on other options than those that stand there.

Streamlit sends the fields of a form when it is saved, so the browser tells that something was typed, but not what.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import streamlit as st

from locales import Words
from pages.components.typed import typed
from pages.shared import warn
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.widgets import form_button, unpress

SETTINGS, HANDS, NAME, KEEPING, TITLE, ROLE = "edit", "hands", "name", "keep", "title", "role"
"""Forms of a step, two of the whole workshop, a project's title, and `role-ROLE`, since many roles stand on a page.
Each has a name of its own, with which the keys of its fields begin."""
PICKED = "picked"
"""How the key of a file ends that was chosen for a form: it is kept in the tab, since it stands in no field."""
_FORMS, _ROUNDS = "forms", "forms-rounds"

Type = Literal["primary", "secondary"]


def buttons(
    t: Words, label: str, what: str, step: str, form: str, stored: Any, type: Type = "secondary"
) -> None:
    """The end of a form: its own button, and beside it what `said` says."""
    with st.container(horizontal=True, vertical_alignment="center"):
        form_button(label, form, icon=":material/check:", type=type)
        drawn(what, step, form, stored)
        said(t, what, step)


def drawn(what: str, step: str, form: str, stored: Any = None) -> None:
    """The fields of this form stand on the page. `form`, its name, changes with what is `stored`: drawn for the first
    time, they show that."""
    forms = st.session_state.setdefault(_FORMS, {})
    if forms.get(what, {}).get("name") != form:
        saved(what)
        fields = [str(key) for key in st.session_state if str(key).startswith(form)]
        shown = {key: st.session_state[key] for key in fields if not key.endswith(PICKED)}
        forms[what] = {"step": step, "name": form, "fields": shown, "typed": False, "stored": stored}


def listen(what: str, form: str, area: str) -> None:
    """Outside the form, in which nothing is told before it is saved. `area`: the key of the container of its fields."""
    typed(form, area, key=f"typed-{what}", act=partial(_was_typed, what))


def changed(step: str, *forms: str) -> bool:
    """Whether something stands in these forms of the step, or in any of them, that is not saved."""
    return any(_changed(what, step) for what in forms or (SETTINGS, HANDS))


def _changed(what: str, step: str) -> bool:
    form, now = _form_of(what, step), _fields(what, step)
    return bool(now) and (form["typed"] or form["fields"] != {**form["fields"], **now})


def begun_with(what: str, step: str) -> Any:
    """Before its fields are drawn: what was stored when this form was begun, for as long as something in it is not
    saved; else None. Where somebody was on another page meanwhile, the fields are new ones."""
    if not _fields(what, step):
        saved(what)
    return _form_of(what, step)["stored"] if changed(step, what) else None


def said(t: Words, what: str, step: str) -> None:
    """Beside the form's own button: that it is not saved, and the way to give it up."""
    if changed(step, what):
        st.form_submit_button(
            t("desk.edit.discard"),
            key=f"discard-{what}",
            icon=":material/close:",
            on_click=discard,
            args=(what,),
        )
        quiet(t("desk.edit.unsaved"))


def unless_unsaved(step: str, act: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """For `on_click`: do it, or say that what this step holds is to be saved first."""
    if changed(step):
        warn("desk.edit.save_first")
    else:
        act(*arguments, **named)


def stays(step: str, key: str, before: Any) -> None:
    """For the `on_change` of a widget that puts another form in the place of this step's."""
    if changed(step):
        st.session_state[key] = before
        warn("desk.edit.save_first")


def saved(what: str) -> None:
    forms = st.session_state.get(_FORMS, {})
    if what in forms:
        unpress(forms[what]["name"])
        del forms[what]


def discard(what: str) -> None:
    """Other fields in their place, which show what is stored."""
    st.session_state.setdefault(_ROUNDS, {})[what] = discarded(what) + 1
    saved(what)


def discarded(what: str) -> int:
    """How many times in this tab."""
    return int(st.session_state.get(_ROUNDS, {}).get(what, 0))


def _was_typed(what: str) -> None:
    if form := st.session_state.get(_FORMS, {}).get(what):
        form["typed"] = True


def _form_of(what: str, step: str) -> dict[str, Any]:
    form: dict[str, Any] = st.session_state.get(_FORMS, {}).get(what, {})
    return form if form.get("step") == step else {}


def _fields(what: str, step: str) -> dict[str, Any]:
    """What stands in them now, and the file that was chosen; nothing after a while on another page."""
    form = _form_of(what, step)
    keys = [*form["fields"], form["name"] + PICKED] if form else []
    return {key: st.session_state[key] for key in keys if key in st.session_state}
