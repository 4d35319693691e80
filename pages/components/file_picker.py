"""Choosing a file from this computer: the browser's own button, with the catalogue's words."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from locales import Words
from pages.components.beside import component

_MEGABYTE = 1_000_000
_PICKER = component(__file__)


@dataclass(frozen=True, slots=True)
class Picked:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Sent:
    name: str
    content: str


_SENT = TypeAdapter(_Sent)


def file_picker(t: Words, label: str, endings: Sequence[str], megabytes: int, key: str) -> Picked | None:
    """What was chosen in this tab, until it is `forget`-ed. Not for forms: it is handed over when it is chosen."""
    known: Picked | None = st.session_state.get(key)
    words = {name: t(f"desk.file.{name}") for name in ("choose", "reading", "unreadable")}
    words["wrong_type"] = t("desk.file.wrong_type", types=", ".join(ending[1:].upper() for ending in endings))
    words["too_large"] = t("desk.file.too_large", megabytes=t.number(megabytes))
    data: dict[str, Any] = {
        "label": label,
        "endings": list(endings),
        "most": megabytes * _MEGABYTE,
        "name": known.name if known else "",
        "words": words,
    }
    place = f"{key}-{t.language}"

    def take() -> None:
        new = _understood(st.session_state[place].get("picked"), data["most"])
        if new is not None:
            st.session_state[key] = new

    _PICKER(key=place, data=data, on_picked_change=take)
    return known


def forget(key: str) -> None:
    st.session_state.pop(key, None)


def _understood(sent: Any, most: int) -> Picked | None:
    """A message that our own script would not send is passed over."""
    try:
        read = _SENT.validate_python(sent)
        content = base64.b64decode(read.content, validate=True)
    except (ValidationError, binascii.Error, ValueError):
        return None
    return Picked(read.name, content) if len(content) <= most else None
