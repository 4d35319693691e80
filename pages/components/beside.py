"""A component made of the files beside its module: the same name, with .html, .css and .js."""

from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent


def script(*names: str) -> str:
    """One module of these files and what all share: Streamlit loads it from a blob, where nothing can be imported."""
    return "\n".join((_FOLDER / name).read_text("utf-8") for name in ("gone.js", *names))


def component(module: str, html: str | None = None) -> Any:
    """`module`: the component's own `__file__`. Its script must be there; `html` saves a file where it is one line."""
    here = Path(module)

    def text(ending: str) -> str | None:
        file = here.with_suffix(ending)
        return file.read_text("utf-8") if file.exists() else None

    js = script(f"{here.stem}.js")
    return st.components.v2.component(
        f"asukasilta.{here.stem}", html=html or text(".html"), css=text(".css"), js=js
    )
