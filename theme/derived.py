"""The files that repeat the colours because their readers can't import Python: the phone's CSS, Streamlit's theme."""

import re
from pathlib import Path

from theme import colours

HOME = Path(__file__).resolve().parent.parent
PHONE = HOME / "phone" / "static" / "colours.css"
STREAMLIT = HOME / ".streamlit" / "config.toml"

_SECTION = re.compile(r"^\[theme\]\n.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)

_STREAMLIT_THEME = {
    "base": "light",
    "primaryColor": colours.BLUE,
    "backgroundColor": colours.PAPER,
    "secondaryBackgroundColor": colours.SHADE,
    "textColor": colours.INK,
    "linkColor": colours.BLUE,
    "borderColor": colours.EDGE,
    "showWidgetBorder": True,
    "baseRadius": "medium",
    "redColor": colours.BAD,
    "redTextColor": colours.BAD,
    "redBackgroundColor": colours.BAD_PALE,
    "greenColor": colours.GOOD,
    "greenTextColor": colours.GOOD,
    "greenBackgroundColor": colours.GOOD_PALE,
    "blueColor": colours.BLUE,
    "blueTextColor": colours.BLUE,
    "blueBackgroundColor": colours.BLUE_PALE,
    "yellowColor": colours.SUN,
    "yellowTextColor": colours.INK,
    "yellowBackgroundColor": colours.SUN_PALE,
    "orangeColor": colours.CATEGORIES[1],
    "grayColor": colours.SOFT_INK,
    "grayTextColor": colours.SOFT_INK,
    "grayBackgroundColor": colours.SHADE,
    "chartCategoricalColors": list(colours.CATEGORIES),
    "paddingTop": "0.5rem",
    "paddingBottom": "2rem",
}


def css() -> str:
    """The colours as custom properties, for the phone's stylesheet and the stage's."""
    lines = "".join(f"  --{name}: {colour};\n" for name, colour in colours.NAMES.items())
    return f"/* From theme/colours.py: change them there, then run python -m theme */\n:root {{\n{lines}}}\n"


def with_theme(config: str) -> str:
    """This config.toml with our [theme] section in the place of its own, or at its end; the rest is not touched."""
    section = _section()
    if not _SECTION.search(config):
        return f"{config.rstrip()}\n\n{section}".lstrip()
    return _SECTION.sub(lambda found: section + ("\n" if found.end() < len(config) else ""), config, count=1)


def stale() -> dict[Path, str]:
    """File → what it should hold, for each derived file that holds something else."""
    wanted = {PHONE: css(), STREAMLIT: with_theme(_held(STREAMLIT))}
    return {path: text for path, text in wanted.items() if _held(path) != text}


def _section() -> str:
    lines = "".join(f"{key} = {_toml(value)}\n" for key, value in _STREAMLIT_THEME.items())
    return f"[theme]\n# From theme/colours.py: change them there, then run python -m theme\n{lines}"


def _toml(value: str | bool | list[str]) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else f"[{', '.join(_toml(v) for v in value)}]"


def _held(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
