"""The way to Streamlit's pages: desk and stage. Its menu is hidden; links carry the workshop's code."""

from pathlib import Path

import streamlit as st

from pages.shared import code_here, words_here
from service.tidying import leave_alone_what_stays
from theme.mark import favicon


def nowhere() -> None:
    """Streamlit needs a page for `/`, which is the phones' own and never reaches it."""
    st.switch_page("desk.py", query_params={"code": code_here()} if code_here() else None)


HERE = Path(__file__).parent

t = words_here()
st.set_page_config(page_title=t("common.product"), page_icon=favicon(), layout="wide")
PAGES = [
    st.Page(nowhere, title=t("common.product"), default=True),
    st.Page(HERE / "desk.py", title=t("desk.title"), url_path="desk"),
    st.Page(HERE / "desk_run.py", title=t("desk.page.run"), url_path="desk-run"),
    st.Page(HERE / "desk_agenda.py", title=t("desk.page.agenda"), url_path="desk-agenda"),
    st.Page(HERE / "desk_ideas.py", title=t("desk.page.ideas"), url_path="desk-ideas"),
    st.Page(HERE / "desk_paper.py", title=t("desk.page.paper"), url_path="desk-paper"),
    st.Page(HERE / "desk_keys.py", title=t("desk.page.keys"), url_path="desk-keys"),
    st.Page(HERE / "desk_privacy.py", title=t("desk.page.privacy"), url_path="desk-privacy"),
    st.Page(HERE / "desk_log.py", title=t("desk.page.log"), url_path="desk-log"),
    st.Page(HERE / "desk_organisation.py", title=t("desk.sign_in"), url_path="desk-organisation"),
    st.Page(HERE / "stage.py", title=t("desk.stage"), url_path="stage"),
]
page = st.navigation(PAGES, position="hidden")
page.run()
leave_alone_what_stays(page.url_path)
