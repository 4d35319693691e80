"""A component made of the files beside its module: the same name, with .html, .css and .js."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

Component = Callable[..., Any]

_FOLDER = Path(__file__).parent


def component(module: str, html: str | None = None) -> Component:
    """`module`: the component's own `__file__`. Its script must be there; `html` saves a file where it is one line."""
    here = Path(module)

    def text(ending: str) -> str | None:
        file = here.with_suffix(ending)
        return file.read_text("utf-8") if file.exists() else None

    return registered(here.stem, script(f"{here.stem}.js"), html=html or text(".html"), css=text(".css"))


def script(*names: str) -> str:
    """One module of these files and what all share: Streamlit loads it from a blob, where nothing can be imported."""
    return "\n".join((_FOLDER / name).read_text("utf-8") for name in ("gone.js", *names))


def registered(name: str, js: str, **parts: str | None) -> Component:
    """Its script gets `data` as the one entry of a list. Streamlit would search a mapping for tables, and load pandas
    to know one: the first desk of a server would wait for that."""
    mounted = st.components.v2.component(f"asukasilta.{name}", js=js, **parts)

    def draw(*, data: Any = None, **more: Any) -> Any:
        return mounted(data=[data], **more)

    return draw
