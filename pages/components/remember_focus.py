"""Where the keyboard was: whoever presses a button that is replaced by the next one goes on from there."""

from pages.components.beside import component

_FOCUS = component(__file__)


def remember_focus(area: str, key: str) -> None:
    """`area`: the key of the container in which a button follows a button. Streamlit gives it a class of that name."""
    _FOCUS(key=key, data={"area": f"st-key-{area}"}, width="content")
