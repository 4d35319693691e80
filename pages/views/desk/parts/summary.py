"""The summary's files at the desk, in any language, at any moment. None is made before it is asked for."""

from collections.abc import Callable

import streamlit as st

from facilitation.errors import Refused
from locales import LANGUAGES
from pages.components.copyable import copyable
from pages.shared import Desk, for_who_leads, plain, sentence
from pages.views.desk.parts.style import quiet
from service.house import house
from service.reporting import FORMATS, JSON, report

_ICONS = {
    "pdf": ":material/picture_as_pdf:",
    "xlsx": ":material/table_view:",
    "ics": ":material/calendar_month:",
    JSON: ":material/data_object:",
}
_MESSAGE = "message"


def summary_downloads(desk: Desk) -> None:
    t = desk.t
    quiet(t("report.desk.help"))
    language = _language(desk)
    with st.container(horizontal=True):
        for name, icon in _ICONS.items():
            kind = FORMATS.get(name)
            st.download_button(
                t(f"report.desk.{name}"),
                data=made_when_asked(desk.code, name, language),
                file_name=f"asukasilta-{desk.code}.{kind.ending if kind else name}",
                mime=kind.media_type if kind else "application/json",
                key=f"summary-{name}-{desk.code}",
                icon=icon,
                on_click="ignore",
            )
    _message(desk, language)


def made_when_asked(code: str, name: str, language: str) -> Callable[[], bytes]:
    """The workshop as it is at the click."""
    return for_who_leads(code, lambda actor: report(house(), code, name, language))


def _language(desk: Desk) -> str:
    """The workshop's own, unless another is chosen here: the files are for those who were there."""
    chosen: str | None = st.segmented_control(
        desk.t("report.desk.language"),
        LANGUAGES,
        default=desk.workshop.language,
        required=True,
        format_func=lambda language: desk.t(f"common.language.{language}"),
        key=f"summary-language-{desk.code}",
    )
    return chosen or desk.workshop.language


def _message(desk: Desk, language: str) -> None:
    """Made only while it is unfolded: a desk is drawn at each vote."""
    unfolded = st.expander(
        desk.t("report.desk.message"),
        icon=":material/chat:",
        key=f"summary-message-{desk.code}",
        on_change="rerun",
    )
    if not unfolded.open:
        return
    with unfolded:
        try:
            text = report(desk.house, desk.code, _MESSAGE, language).decode().rstrip("\n")
        except Refused as refused:
            st.warning(plain(sentence(desk.t, refused)))
            return
        copyable(
            text, desk.t("report.desk.copy"), desk.t("report.desk.copied"), key=f"summary-copy-{desk.code}"
        )
