"""When one of our pages fails: the one in front of it reads a calm sentence, the log gets the rest."""

import streamlit as st

from pages.shared import words_here
from service.faults import log_fault


def calm(error: Exception) -> bool:
    """For `st.App(on_script_error=…)`; True: Streamlit's own message, English and with a traceback, stays away."""
    log_fault("A page", error)
    st.warning(words_here()("common.trouble"), icon=":material/build:")
    return True
