"""Organisation: signing in with an account of one's own organisation, which Streamlit asks the provider about."""

import streamlit as st

from pages.shared import careful, sign_in_first, words_here
from pages.views.desk.parts.organisation import come_in, leave
from pages.views.desk.parts.style import style
from service.organisation import is_used


@careful
def organisation() -> None:
    if not is_used():
        sign_in_first(words_here())
    if "out" in st.query_params:
        leave(words_here())
    else:
        come_in(words_here(), back="back" in st.query_params)


style()
organisation()
