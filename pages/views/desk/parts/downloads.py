"""The two files for people: results to share, and the private backup. Neither is written before it is asked for."""

from collections.abc import Callable, Iterable

import streamlit as st

from facilitation.permissions import MAY, Actor
from locales import Words
from pages.shared import for_who_leads, session
from service import acting
from service.giving_out import FILES, give_out
from service.house import house

_ICONS = {"export": ":material/download:", "backup": ":material/lock:"}


def downloads(t: Words, code: str, names: Iterable[str] = tuple(FILES)) -> None:
    who = session()
    for name in names:
        if who is None or who.role not in MAY[name]:
            continue
        st.download_button(
            t(f"desk.download.{name}"),
            data=written_when_asked(code, name),
            file_name=f"asukasilta-{code}{'-backup' if name == 'backup' else ''}.json",
            mime="application/json",
            key=f"download-{name}-{code}",
            help=t(f"desk.download.{name}_help"),
            icon=_ICONS[name],
            on_click="ignore",
        )


def written_when_asked(code: str, name: str) -> Callable[[], bytes]:
    """The workshop as it is at the click, for whoever may have it then; the log notes it."""
    return for_who_leads(code, lambda actor: _written(actor, code, name))


def _written(actor: Actor, code: str, name: str) -> bytes:
    text = give_out(house(), actor, code, name)
    acting.note(house(), code, actor, f"took_{name}")
    return text.encode("utf-8")
