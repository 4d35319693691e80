"""The roles that every project starts with, as fields of the step's form."""

from typing import Any

import streamlit as st

from facilitation.kinds.roles import DefaultRole
from facilitation.text import Text
from facilitation.verbs.sharing import LONGEST_TITLE, SIZES
from pages.views.desk.parts.editing import Editing
from pages.views.desk.parts.style import quiet

_MORE = 2
"""Empty rows for new ones; saved, there are two more."""
MOST_WANTED = 100


def default_roles(editing: Editing) -> list[dict[str, Any]]:
    t = editing.desk.t
    quiet(t("desk.roles.defaults"))
    stored = editing.settings.defaults
    rows = [*stored, *(DefaultRole(title={}) for _ in range(_MORE))]
    typed = [_row(editing, n, role) for n, role in enumerate(rows, 1)]
    return [role for role in typed if role["title"]]


def _row(editing: Editing, n: int, role: DefaultRole) -> dict[str, Any]:
    """A title that is cleared takes the role away."""
    t, shown = editing.desk.t, "visible" if n == 1 else "collapsed"
    title, size, wanted = st.columns([4, 3, 2], vertical_alignment="bottom")
    typed = title.text_input(
        t("desk.roles.title"),
        role.title.get(editing.language, ""),
        key=editing.key(f"title{n}"),
        max_chars=LONGEST_TITLE,
        label_visibility=shown,  # type: ignore[arg-type]
    )
    chosen = size.selectbox(
        t("desk.roles.size"),
        SIZES,
        SIZES.index(role.size),
        format_func=lambda name: t(f"desk.roles.size.{name}"),
        key=editing.key(f"size{n}"),
        filter_mode=None,
        label_visibility=shown,  # type: ignore[arg-type]
    )
    number = wanted.number_input(
        t("desk.roles.wanted"),
        1,
        MOST_WANTED,
        role.wanted,
        key=editing.key(f"wanted{n}"),
        label_visibility=shown,  # type: ignore[arg-type]
    )
    return {"title": _title(role, typed, editing.language), "size": chosen, "wanted": number}


def _title(role: DefaultRole, typed: str, language: str) -> Text:
    """Cleared in the language in which it is edited, it is gone; one that this language lacks stays in the others."""
    if typed.strip():
        return {**role.title, language: typed.strip()}
    return {} if language in role.title else role.title
