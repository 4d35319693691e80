"""A step that is read or listened to: a text, a picture, a break, a speaker."""

from typing import Any

import streamlit as st

from facilitation.errors import NotFound, Refused
from facilitation.kinds import kind
from facilitation.model import Activity
from pages.components.file_picker import file_picker
from pages.shared import Desk, escaped, plain, sentence
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.editing import Editing
from service.pictures import keep_picture

LONGEST_BODY = 2000
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_MOST_MEGABYTES = 10


def counted(desk: Desk, activity: Activity) -> str:
    return ""


def room(desk: Desk, activity: Activity) -> list[str]:
    settings = kind(activity.kind).of(activity)
    return [desk.room_text(settings.body), desk.room_text(settings.picture_text)]


def draw(desk: Desk) -> None:
    """The room's text, to read aloud from, with the picture beside it."""
    settings = kind(desk.workshop.now.kind).of(desk.workshop.now)
    body = desk.room_text(settings.body)
    if body:
        lines = "<br>".join(escaped(line) for line in body.splitlines())
        st.html(f'<p dir="auto">{lines}</p>')
    _picture(desk, settings.picture, desk.room_text(settings.picture_text))


def choices(editing: Editing) -> dict[str, Any]:
    """The picture: kept when it is chosen, part of the step when the step is saved."""
    t, settings, key = editing.desk.t, editing.settings, editing.key(unsaved.PICKED)
    picked = file_picker(t, t("desk.info.picture"), PICTURES, _MOST_MEGABYTES, key)
    picture = (_kept(editing, picked.content) if picked else "") or settings.picture
    _picture(editing.desk, picture, editing.desk.text(settings.picture_text))
    return {"picture": picture}


def fields(editing: Editing, choices: dict[str, Any]) -> dict[str, Any]:
    t = editing.desk.t
    body = editing.lines("body", t("desk.info.body"), max_chars=LONGEST_BODY, height=140)
    said = editing.line("picture_text", t("desk.info.picture_text"), help=t("desk.info.picture_help"))
    without = bool(choices["picture"]) and st.checkbox(t("desk.info.no_picture"), key=editing.key("without"))
    return {"body": body, "picture": "" if without else choices["picture"], "picture_text": said}


def _kept(editing: Editing, content: bytes) -> str:
    """The stored picture's name; empty, and said why, if it is no picture. Shrunk once, not at each drawing."""
    desk, key = editing.desk, editing.key("kept")
    known: tuple[bytes, str] | None = st.session_state.get(key)
    if known is not None and known[0] == content:
        return known[1]
    try:
        name = keep_picture(desk.house.store.files(desk.code), content)
    except Refused as refused:
        st.error(plain(sentence(desk.t, refused)))
        return ""
    st.session_state[key] = (content, name)
    return name


def _picture(desk: Desk, name: str, said: str) -> None:
    if not name:
        return
    try:
        st.image(
            desk.house.store.files(desk.code).get(name), width=320, alt=said or desk.t("desk.info.picture")
        )
    except NotFound:
        st.warning(desk.t("desk.info.picture_gone"))
