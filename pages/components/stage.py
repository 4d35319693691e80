"""The picture on the wall: one component that covers the window, draws a screen, and hears of changes by itself."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pages.components.beside import registered, script
from theme import colours, mark

_HERE = Path(__file__).parent
SCRIPTS = (
    "stage_nodes.js",
    "afresh.js",
    "stage_link.js",
    "stage_pages.js",
    "stage_bars.js",
    "stage_charts.js",
    "stage_projects.js",
    "stage_reviews.js",
    "stage_blocks.js",
    "stage.js",
)


def html() -> str:
    return _read("stage.html").replace("MARK", mark.svg())


def css() -> str:
    values = {**colours.NAMES, "no": colours.NO, **{f"score-{n}": c for n, c in enumerate(colours.SCORES, 1)}}
    names = "".join(f"--{name}:{colour};" for name, colour in values.items())
    return f".stage{{{names}}}\n{_read('stage.css')}\n{_read('stage_projects.css')}"


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


_component = registered("stage", script(*SCRIPTS), html=html(), css=css())


def show(screen: Mapping[str, Any], changed: Callable[[], None] = lambda: None) -> None:
    """Draws the screen. When the server tells of another version, the fragment around this call runs again."""
    _component(key="stage", data=screen, on_changed_change=changed)
