"""A clock that counts down on this screen by itself, without asking the server each second."""

from pages.components.beside import component

_CLOCK = component(__file__, '<span class="label"></span> <time role="timer"></time>')


def clock(seconds: float, label: str, key: str, over: str = "") -> None:
    """`seconds` are left by the server's clock as it draws; `over` is said when they are gone."""
    _CLOCK(key=key, data={"seconds": max(0.0, seconds), "label": label, "over": over}, width="content")
