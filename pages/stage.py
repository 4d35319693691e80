"""Stage: the picture on the wall. It shows one workshop to whoever was let in to look, and does nothing else."""

from typing import Any

import streamlit as st

from facilitation.errors import Refused, StoreUnavailable
from pages.components import stage
from pages.shared import code_here, sentence, words_here
from pages.views.stage.held import as_held
from pages.views.stage.moment import moment
from pages.views.stage.screen import message, screen
from service.config import public_address
from service.house import house
from service.signin import DESK_COOKIE, STAGE_COOKIE


@st.fragment
def picture(code: str) -> None:
    """Runs again whenever the picture has heard of a change."""
    stage.show(_screen(code))


def _screen(code: str) -> dict[str, Any]:
    try:
        return _seen(code)
    except StoreUnavailable:  # also of who looks: it goes on listening, and finds out by itself
        return message(words_here(), words_here()("stage.away"), stream=_stream(code))
    except Refused as refused:
        return message(words_here(), sentence(words_here(), refused))


def _seen(code: str) -> dict[str, Any]:
    may_look = _may_look(code)  # asked first: who may is asked of the workshop, and that may go while we ask
    if house().is_deleted(code):
        t = words_here()
        return message(t, t("stage.deleted"), t("common.refused.deleted"))
    if not may_look:
        t, cookie = words_here(), st.context.cookies.get(STAGE_COOKIE)
        ended = cookie is not None and house().session(cookie) is None
        return message(t, t("stage.ended" if ended else "stage.not_open"), t("stage.not_open.how"))
    return _drawn(code)


def _drawn(code: str) -> dict[str, Any]:
    home = house()
    reader = home.read(code)
    version = home.room_version(reader)
    address = public_address(st.get_option("server.port"))
    now = moment(home, reader, address, as_held(reader, home.made_of(code, "held")))
    return screen(now, version, _stream(code), home.store.answers(code))


def _stream(code: str) -> str:
    return f"/live/{code}/room"


def _may_look(code: str) -> bool:
    """Looked up in every run: a cookie only names a session, and sessions end."""
    sessions = (house().session(st.context.cookies.get(name)) for name in (STAGE_COOKIE, DESK_COOKIE))
    return any(s is not None and s.may_see_stage(code) for s in sessions)


stage.hang()
picture(code_here())
