"""Everything in one process: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from pages.troubles import calm
from phone.application import own_pages
from phone.guard import FrontDoor
from service.serving import lifespan

app = st.App(
    "pages/main.py",
    lifespan=lifespan(lambda: int(st.get_option("server.port"))),
    middleware=[Middleware(FrontDoor, own=own_pages())],
    on_script_error=calm,
)
