"""When one of our pages fails: the one in front of it reads a calm sentence, the log gets the rest."""

import logging

import streamlit as st

from pages.shared import words_here

log = logging.getLogger(__name__)


def calm(error: Exception) -> bool:
    """For `st.App(on_script_error=…)`; True: Streamlit's own message, English and with a traceback, stays away."""
    log.error("A page failed: %s", type(error).__name__, exc_info=error)
    st.warning(words_here()("common.trouble"), icon=":material/build:")
    return True
