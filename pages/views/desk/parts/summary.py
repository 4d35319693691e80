"""The summary's files at the desk, in any language, at any moment. None is made before it is asked for."""

import streamlit as st

from facilitation.errors import Refused
from locales import LANGUAGES
from pages.components.copyable import copyable
from pages.components.files import File, files
from pages.shared import Desk, plain, sentence
from pages.views.desk.parts.style import quiet
from service.reporting import JSON, report

_OFFERED = ("pdf", "xlsx", "ics", JSON)
_MESSAGE = "message"


def summary_downloads(desk: Desk) -> None:
    t = desk.t
    quiet(t("report.desk.help"))
    language = _language(desk)
    offered = [_file(desk, language, name) for name in _OFFERED]
    files(t, offered, key=f"summary-{desk.code}")
    _message(desk, language)


def _file(desk: Desk, language: str, name: str) -> File:
    """The JSON is the export, and says what that is: it is not free of what is hidden, as the others are."""
    what = desk.t("desk.download.export_help") if name == JSON else ""
    return File(desk.t(f"report.desk.{name}"), f"/desk/files/{desk.code}/summary/{language}/{name}", what)


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
