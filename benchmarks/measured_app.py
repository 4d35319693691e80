"""The application with one more route: the least that a vote could cost here, since it parses the same form and
stores nothing."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from phone.application import own_pages
from phone.forms import read_form
from phone.guard import FrontDoor
from service.serving import lifespan

MAIN = Path(__file__).resolve().parent.parent / "pages" / "main.py"


async def bare(request: Request) -> Response:
    await read_form(request)
    return JSONResponse({"saved": True})


app = st.App(
    MAIN,
    lifespan=lifespan(lambda: int(st.get_option("server.port"))),
    middleware=[
        Middleware(FrontDoor, own=own_pages([Route("/j/{code}/bare/{activity}", bare, methods=["POST"])]))
    ],
)
