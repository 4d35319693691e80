"""Taking in a file that was exported or backed up."""

import streamlit as st

from facilitation.errors import Invalid, Refused
from locales import Words
from pages.components.file_picker import file_picker, forget
from pages.shared import plain, sentence
from service.house import house
from service.people_files import import_text

MOST_MEGABYTES = 10
"""An evening of a hundred people is well under one; what goes with it are its pictures."""
_FILE = "import-file"


def import_form(t: Words) -> None:
    with st.expander(t("desk.import"), icon=":material/upload_file:"):
        file = file_picker(t, t("desk.import.file"), (".json",), MOST_MEGABYTES, _FILE)
        with st.form("import", border=False, enter_to_submit=False):
            code = st.text_input(t("desk.import.code"), max_chars=12, help=t("desk.import.code_help"))
            pressed = st.form_submit_button(t("desk.import.go"), icon=":material/upload_file:")
        if pressed and file is not None:
            _take_in(t, file.content, code.strip() or None)
        elif pressed:
            st.warning(t("desk.import.no_file"))


def _take_in(t: Words, content: bytes, code: str | None) -> None:
    try:
        taken = import_text(house().store, _text(content), code)
    except Refused as refused:
        st.error(plain(sentence(t, refused)))
        return
    forget(_FILE)
    st.switch_page("desk_run.py", query_params={"code": taken.code})


def _text(content: bytes) -> str:
    """Raises Invalid("not_an_export")."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid("not_an_export") from None
