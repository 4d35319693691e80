"""The picture on the wall: a component that covers the window, draws a screen and hears of changes by itself; and a
small one that feeds it. Streamlit sends a component's script with each drawing, so the one that is drawn again and
again has next to none."""

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
FEED = "stage_feed.js"


def html() -> str:
    return _read("stage.html").replace("MARK", mark.svg())


def css() -> str:
    values = {**colours.NAMES, "no": colours.NO, **{f"score-{n}": c for n, c in enumerate(colours.SCORES, 1)}}
    names = "".join(f"--{name}:{colour};" for name, colour in values.items())
    return f".stage{{{names}}}\n{_read('stage.css')}\n{_read('stage_projects.css')}"


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


_picture = registered("stage", script(*SCRIPTS), html=html(), css=css())
_feed = registered("stage_feed", script(FEED))


def hang() -> None:
    """Hangs the picture up: once, outside the fragment that feeds it."""
    _picture(key="stage")


def show(screen: Mapping[str, Any], changed: Callable[[], None] = lambda: None) -> None:
    """Draws the screen. When the server tells of another version, the fragment around this call runs again."""
    _feed(key="stage-feed", data=screen, on_changed_change=changed)
