"""An address to be passed on: to be read, marked, or copied with one press."""

from pages.components.beside import component

_HTML = '<span class="address"></span><button type="button" hidden></button><span role="status"></span>'
_COPYABLE = component(__file__, _HTML)


def copyable(text: str, label: str, done: str, key: str) -> None:
    """`done` is said once it is copied."""
    _COPYABLE(key=key, data={"text": text, "label": label, "done": done}, width="content")
