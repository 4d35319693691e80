"""The log as a table, the newest first. It names steps by their titles and nobody by anything but a role."""

from collections.abc import Iterable

import streamlit as st

from facilitation.log import KEPT
from facilitation.model import Entry
from pages.shared import Desk, escaped, first_said
from pages.views.desk.parts.style import heading, quiet

_SHOWN = 100
_COLUMNS = ("when", "who", "what", "step")


def log(desk: Desk) -> None:
    entries = desk.workshop.log[::-1]
    heading(desk.t("desk.page.log"))
    quiet(desk.t("desk.log.what_for"))
    if entries:
        st.html(_table(desk, entries[:_SHOWN]))
    else:
        quiet(desk.t("desk.log.none"))
    if older := entries[_SHOWN:]:
        with st.expander(desk.t.count("desk.log.older", len(older))):
            st.html(_table(desk, older))
    quiet(_beginning(desk))


def said(desk: Desk, entry: Entry) -> str:
    """What was done, in words."""
    what = first_said(desk.t, f"desk.did.{entry.of or entry.verb}", "desk.log.something")
    return _capital(first_said(desk.t, f"desk.log.{entry.verb}", what, what=what))


def _table(desk: Desk, entries: Iterable[Entry]) -> str:
    heads = "".join(f'<th scope="col">{escaped(desk.t(f"desk.log.{name}"))}</th>' for name in _COLUMNS)
    rows = "".join(_row(desk, entry) for entry in entries)
    return f'<table class="d-table d-log"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(desk: Desk, entry: Entry) -> str:
    when = desk.t.datetime(entry.at, desk.workshop.time_zone, "medium")
    step = desk.workshop.activity(entry.step)
    cells = (
        when,
        desk.t(f"desk.log.by.{entry.role}"),
        said(desk, entry),
        desk.own_title(step) if step else "",
    )
    return "<tr>{}</tr>".format("".join(f'<td dir="auto">{escaped(cell)}</td>' for cell in cells))


def _beginning(desk: Desk) -> str:
    """Where the log begins: with the workshop, or later where it has grown beyond what is kept."""
    if len(desk.workshop.log) >= KEPT:
        return desk.t("desk.log.cut", n=desk.t.number(KEPT))
    return desk.t(
        "desk.log.since", when=desk.t.datetime(desk.workshop.created_at, desk.workshop.time_zone, "medium")
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
