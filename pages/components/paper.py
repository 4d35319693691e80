"""Typing in what came on paper: a field that stays in focus, Enter to send, sent again until it is acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from locales import Words
from pages.components.beside import component

_PAPER = component(__file__)


@dataclass(frozen=True, slots=True)
class Typed:
    """`key` is made where it is typed: sent twice it is the same."""

    key: str
    text: str


_SENT = TypeAdapter(list[Typed])


@dataclass
class _Ledger:
    """Of one browser tab: what it sent, and what became of it."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def paper(t: Words, longest: int, key: str, take: Callable[[Typed], bool]) -> bool:
    """`take` is called once for each that was typed; what it does not take goes back into the field.

    Whether there was any: what became of it goes out with the next drawing.
    """
    ledger: _Ledger = st.session_state.setdefault(f"{key}-ledger", _Ledger())
    data = {
        "done": ledger.done[-50:],
        "refused": ledger.refused[-50:],
        "longest": longest,
        "words": _words(t),
    }
    sent = _understood(_PAPER(key=f"{key}-{t.language}", data=data, on_typed_change=_nothing).typed)
    new = [typed for typed in sent if typed.key not in (*ledger.done, *ledger.refused)]
    for typed in new:
        (ledger.done if take(typed) else ledger.refused).append(typed.key)
    return bool(new)


def _understood(sent: Any) -> list[Typed]:
    """A message that our own script would not send is passed over."""
    try:
        return _SENT.validate_python(sent or [])
    except ValidationError:
        return []


def _words(t: Words) -> dict[str, str]:
    return {
        "label": t("desk.paper.label"),
        "send": t("desk.paper.send"),
        "sending": t("desk.paper.sending", n="{n}"),
        "sent": t("desk.paper.sent", n="{n}"),
    }


def _nothing() -> None:
    """Streamlit names a component's triggers by their callbacks; what was typed is read after drawing."""
