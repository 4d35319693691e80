"""What the stage's Plotly charts have in common. Lengths are pixels at 1080p; the picture scales them."""

from typing import Any

from theme import colours

FONT = 30
"""The least is 28: what is read from the back row."""


def plain_layout(**more: Any) -> dict[str, Any]:
    """No frame, no legend, nothing to press."""
    return {
        "font": {"size": FONT, "color": colours.INK, "family": "inherit"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "xaxis": {"gridcolor": colours.HAIRLINE, "linecolor": colours.EDGE, "zeroline": False},
        "yaxis": {"tickfont": {"size": FONT}, "zeroline": False},
        **more,
    }


def as_json(figure: Any) -> dict[str, Any]:
    """Without the default template, which is heavier than the figure."""
    drawn: dict[str, Any] = figure.to_plotly_json()
    drawn["layout"].pop("template", None)
    return drawn
