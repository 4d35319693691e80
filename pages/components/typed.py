"""Whether something was typed into a form that Streamlit sends only when it is saved."""

from collections.abc import Callable

from pages.components.beside import component

_TYPED = component(__file__)


def typed(form: str, area: str, key: str, act: Callable[[], None]) -> None:
    """`area`: the key of the container with the fields. `act` is called once for each `form`."""
    _TYPED(key=key, data={"form": form, "area": f"st-key-{area}"}, on_typed_change=act, width="content")
