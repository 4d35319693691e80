"""The two files for people: results to share, and the private backup. Neither is written before it is asked for."""

from collections.abc import Callable, Iterable

import streamlit as st

from facilitation.turn import Reader
from locales import Words
from pages.shared import leader
from service import acting
from service.house import House, house
from service.people_files import backup, export
from storage.protocol import Files

_FILES: dict[str, Callable[[Reader, Files], str]] = {"export": export, "backup": backup}
_ICONS = {"export": ":material/download:", "backup": ":material/lock:"}


def downloads(t: Words, code: str, names: Iterable[str] = tuple(_FILES)) -> None:
    for name in names:
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
    """The workshop as it is at the click, which the log notes. Only one who leads it is given one of these."""
    who = leader(code)
    if who is None:
        return lambda: b""

    def content() -> bytes:
        acting.note(house(), code, who.actor, f"took_{name}")
        return _written(house(), code, name).encode("utf-8")

    return content


def _written(home: House, code: str, name: str) -> str:
    return _FILES[name](home.store.read(code), home.store.files(code))
