"""Who keeps what people gave, how long, and what there is of it."""

from typing import Any

import streamlit as st

from facilitation import keeping as rules
from facilitation.model import Privacy
from facilitation.permissions import OWNS
from facilitation.verbs.privacy import LONGEST
from locales import Words
from pages.shared import Desk, escaped, plain, send
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.downloads import downloads
from pages.views.desk.parts.editing import onto
from pages.views.desk.parts.style import heading, quiet
from pages.views.desk.parts.widgets import place, when_pressed
from service import deleting
from service.house import house
from service.retention import deleted_on

_AREA = "keeping-fields"


def keeping(desk: Desk) -> None:
    t, kept = desk.t, desk.workshop.privacy
    heading(t("desk.privacy.who"))
    with place():
        if not kept.controller:
            st.info(t("desk.privacy.unnamed"), icon=":material/person:")
    if desk.session.role in OWNS:
        _settings(desk)
    _until(desk)
    st.link_button(t("desk.privacy.notice"), f"/j/{desk.code}/privacy", icon=":material/policy:")
    quiet(t("desk.privacy.notice.what"))


def _settings(desk: Desk) -> None:
    """What is typed stays, whatever another desk saves meanwhile."""
    t, now = desk.t, desk.workshop.privacy
    was: Privacy = unsaved.begun_with(unsaved.KEEPING, desk.code) or now
    name = f"{unsaved.KEEPING}-{desk.code}-{hash(was)}-{unsaved.discarded(unsaved.KEEPING)}"
    with st.form(f"form-{name}", enter_to_submit=False):
        with st.container(key=_AREA):
            typed = _fields(t, was, name)
        unsaved.buttons(t, t("desk.privacy.save"), unsaved.KEEPING, desk.code, name, was, type="primary")
        if was != now:
            st.info(t("desk.edit.changed_meanwhile"), icon=":material/group:")
    unsaved.listen(unsaved.KEEPING, name, _AREA)
    when_pressed(name, _save, desk, was, typed)


def _fields(t: Words, was: Privacy, name: str) -> dict[str, Any]:
    controller, contact = (
        st.text_input(
            t(f"desk.privacy.{field}"),
            getattr(was, field),
            LONGEST,
            help=t(f"desk.privacy.{field}_help"),
            key=f"{name}-{field}",
        )
        for field in ("controller", "contact")
    )
    months = st.select_slider(
        t("desk.privacy.months"),
        rules.MONTHS,
        was.months,
        format_func=lambda n: t.count("desk.privacy.n_months", n),
        help=t("desk.privacy.months_help"),
        key=f"{name}-months",
    )
    return {"controller": controller, "contact": contact, "months": months}


def _save(desk: Desk, was: Privacy, typed: dict[str, Any]) -> None:
    before, now = ({field: getattr(each, field) for field in typed} for each in (was, desk.workshop.privacy))
    if send(desk.code, "keep", None, "desk.edit.saved", **onto(before, typed, now)):
        unsaved.saved(unsaved.KEEPING)


def _until(desk: Desk) -> None:
    t, workshop = desk.t, desk.workshop
    last = t.date(rules.last_gathering(workshop))
    counted = escaped(t("desk.privacy.last", date=last))
    st.html(f"<p>{counted}<br><b>{escaped(going(t, desk))}</b></p>")
    if not rules.ends_soon(workshop, desk.now):
        quiet(t("desk.privacy.warned", days=rules.WARNING_DAYS))


def going(t: Words, desk: Desk) -> str:
    return t("desk.privacy.goes", date=t.date(deleted_on(desk.house, desk.workshop)))


def warning(desk: Desk) -> None:
    """On every page of the workshop, for a month before it goes."""
    if rules.ends_soon(desk.workshop, desk.now):
        st.warning(
            plain(f"{going(desk.t, desk)} {desk.t('desk.privacy.soon')}"), icon=":material/event_busy:"
        )


def holdings(desk: Desk) -> None:
    t, there = desk.t, deleting.holdings(house(), desk.code)
    heading(t("desk.privacy.there"))
    numbers = [
        t.count("desk.privacy.people", there.people),
        t.count("desk.privacy.answers", there.answers),
        t.count("desk.privacy.pictures", there.pictures),
        t.count("desk.privacy.snapshots", there.snapshots),
    ]
    st.html(f'<ul class="d-list">{"".join(f"<li>{escaped(each)}</li>" for each in numbers)}</ul>')
    if left := desk.workshop.left:
        st.html(f"<p><b>{escaped(t.count('desk.privacy.left', left))}</b></p>")
        quiet(t("desk.privacy.left.what"))
    with st.container(horizontal=True):
        downloads(t, desk.code)
