"""The list of workshops, the newest first; one that cannot be read says so and offers its last good copy."""

import streamlit as st

from facilitation.alike import own_title
from facilitation.errors import Damaged, Refused
from facilitation.keeping import ends_soon
from facilitation.model import Workshop
from facilitation.text import in_language
from locales import Words
from pages.shared import escaped, offer_copy, plain, sentence
from pages.views.desk.parts.downloads import downloads
from pages.views.desk.parts.style import heading
from service.house import house
from service.retention import deleted_on
from service.signin import Session

_SHOWN = 12


def workshop_list(t: Words, who: Session) -> None:
    heading(t("desk.workshops"))
    good, bad = _all(who)
    for code, refused in bad:
        _unreadable(t, code, refused)
    if not good and not bad:
        st.html(f'<p class="d-quiet">{escaped(t("desk.none_yet"))}</p>')
    for workshop in good[:_SHOWN]:
        _row(t, workshop)
    if good[_SHOWN:]:
        with st.expander(t.count("desk.older", len(good) - _SHOWN)):
            for workshop in good[_SHOWN:]:
                _row(t, workshop)


def _all(who: Session) -> tuple[list[Workshop], list[tuple[str, Refused]]]:
    good: list[Workshop] = []
    bad: list[tuple[str, Refused]] = []
    for code in filter(who.may_lead, house().store.codes()):
        try:
            good.append(house().workshop(code))
        except Refused as refused:
            bad.append((code, refused))
    return sorted(good, key=lambda w: -w.created_at), bad


def _row(t: Words, workshop: Workshop) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            st.html(_said(t, workshop))
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            _ways(t, workshop.code)


def _ways(t: Words, code: str) -> None:
    """Under the title where there is no room beside it."""
    st.page_link(
        "desk_run.py",
        label=t("desk.open"),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params={"code": code},
    )
    with st.popover(t("desk.downloads"), icon=":material/download:", key=f"downloads-{code}"):
        downloads(t, code)


def _said(t: Words, workshop: Workshop) -> str:
    title = in_language(workshop.title, t.language, workshop.language)
    on = own_title(workshop, workshop.now, t.language)
    state = t("desk.on_now", title=on) if workshop.started_at else t("desk.not_started")
    date = t.date(workshop.started_at or workshop.created_at, workshop.time_zone)
    code = f'<span class="d-code d-small">{workshop.code}</span>'
    return (
        f'<div class="d-top"><b dir="auto">{escaped(title)}</b>{code}</div>'
        f'<span class="d-quiet d-small">{escaped(f"{date} · {state}")}</span>{_ends(t, workshop)}'
    )


def _ends(t: Words, workshop: Workshop) -> str:
    """When it goes, once that is near."""
    if not ends_soon(workshop, house().clock()):
        return ""
    goes = t("desk.goes", date=t.date(deleted_on(house(), workshop), style="medium"))
    return f'<br><b class="d-small">{escaped(goes)}</b>'


def _unreadable(t: Words, code: str, refused: Refused) -> None:
    with st.container(border=True):
        st.html(f'<span class="d-code">{escaped(code)}</span>')
        if isinstance(refused, Damaged):
            offer_copy(t, code, refused)
        else:
            st.warning(plain(sentence(t, refused)))
