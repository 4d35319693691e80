"""Whether something was typed into a form that Streamlit sends only when it is saved."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_TYPED = st.components.v2.component(
    "asukasilta.typed", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def typed(form: str, area: str, key: str, act: Callable[[], None]) -> None:
    """`area`: the key of the container with the fields. `act` is called once for each `form`."""
    _TYPED(key=key, data={"form": form, "area": f"st-key-{area}"}, on_typed_change=act, width="content")
