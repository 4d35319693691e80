"""A new workshop: a title, an agenda to start from, a language; then straight to its running page."""

import streamlit as st

from facilitation.errors import Refused
from facilitation.templates import TEMPLATES
from facilitation.verbs.agenda import LONGEST_TITLE
from locales import LANGUAGES, Words
from pages.shared import plain, sentence
from pages.views.desk.parts.style import heading
from service.house import house
from service.making import make


def new_workshop(t: Words) -> None:
    heading(t("desk.new"))
    with st.form("new", enter_to_submit=False):
        title = st.text_input(t("desk.new.title"), placeholder=t("desk.new.example"), max_chars=LONGEST_TITLE)
        template = st.radio(
            t("desk.new.template"),
            list(TEMPLATES),
            format_func=lambda name: f"**{t(f'desk.template.{name}')}** · {t(f'desk.template.{name}.why')}",
        )
        language = st.radio(
            t("desk.new.language"),
            LANGUAGES,
            LANGUAGES.index(t.language),
            format_func=lambda name: t(f"common.language.{name}"),
            horizontal=True,
        )
        pressed = st.form_submit_button(
            t("desk.new.make"), type="primary", icon=":material/add:", width="stretch"
        )
    if pressed:
        _make(t, template, title, language)


def _make(t: Words, template: str, title: str, language: str) -> None:
    try:
        made = make(house(), template, title, language)
    except Refused as refused:
        key = "desk.new.untitled" if refused.key == "empty" else ""
        st.error(t(key) if key else plain(sentence(t, refused)))
        return
    st.switch_page("desk_run.py", query_params={"code": made.code})
