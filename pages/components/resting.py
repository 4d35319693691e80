"""Buttons that rest for a moment when they have just changed."""

from pages.components.beside import component

RESTS = "rests-"
"""How the keys of such buttons begin: Streamlit gives each a class of that name. What a button stands for is in its
key, so that another one is another button."""

_RESTING = component(__file__)


def let_rest(key: str) -> None:
    _RESTING(key=key, data={"buttons": f"[class*='st-key-{RESTS}'] button"}, width="content")
