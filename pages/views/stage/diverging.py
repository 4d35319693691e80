"""Diverging stacked bars (Heiberger and Robbins 2014), drawn with Plotly: low scores to the left of the middle, high
ones to the right, the neutral ones half and half. Lengths are shares of those who gave 1 to 5, so rows compare."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from facilitation.kinds.evaluation import Statement
from pages.views.stage.chart import FONT, as_json, plain_layout
from theme import colours

PATTERNS = ("/", "/", ".", "|", "")
"""Of scores 1 to 5, as the legend draws them: a colour is never alone."""
NARROW = 0.05
"""A share too small to hold its number."""


def reach(statements: Iterable[Statement]) -> tuple[float, float]:
    """How far any row goes to the left and to the right; all rows have the same middle and scale."""
    ends = [_ends(s.parts) for s in statements if s.parts is not None]
    return max((left for left, _ in ends), default=0), max((right for _, right in ends), default=0)


def has_narrow(parts: Mapping[int, int]) -> bool:
    """Whether a number has no place in its bar, and must be said beside it."""
    n = sum(parts.values())
    return any(0 < count / n < NARROW for count in parts.values())


def figure(parts: Mapping[int, int], numbers: Sequence[str], reach: tuple[float, float]) -> dict[str, Any]:
    """One row as Plotly's JSON; `numbers` are the counts of scores 1 to 5 as they are printed."""
    import plotly.graph_objects as go

    starts = _starts(parts)
    n = sum(parts.values())
    made = go.Figure(
        data=[_bar(go, k, starts[k], parts[k] / n) for k in parts if parts[k]],
        layout=plain_layout(barmode="overlay", bargap=0, margin={"l": 2, "r": 2, "t": 2, "b": 2}),
    )
    left, right = reach
    made.update_xaxes(range=[-left - 0.005, right + 0.005], visible=False, fixedrange=True)
    made.update_yaxes(visible=False)
    made.add_vline(x=0, line={"color": colours.INK, "width": 3, "dash": "dot"}, layer="below")
    for k in parts:
        if parts[k] / n >= NARROW:
            made.add_annotation(**_number(starts[k] + parts[k] / n / 2, numbers[k - 1]))
    return as_json(made)


def _ends(parts: Mapping[int, int]) -> tuple[float, float]:
    n = sum(parts.values())
    return (parts[1] + parts[2] + parts[3] / 2) / n, (parts[5] + parts[4] + parts[3] / 2) / n


def _starts(parts: Mapping[int, int]) -> dict[int, float]:
    """Where each score's stretch begins: from the left end on, one after the other."""
    at, n, starts = -_ends(parts)[0], sum(parts.values()), {}
    for k in sorted(parts):
        starts[k] = at
        at += parts[k] / n
    return starts


def _bar(go: Any, score: int, start: float, share: float) -> Any:
    colour = colours.SCORES[score - 1]
    pattern = {
        "shape": PATTERNS[score - 1],
        "bgcolor": colour,
        "fgcolor": colours.PAPER,
        "size": 14,
        "solidity": 0.15,
    }
    marker = {"color": colour, "pattern": pattern, "line": {"color": colours.INK, "width": 2}}
    return go.Bar(base=[start], x=[share], y=[0], orientation="h", marker=marker, width=1)


def _number(x: float, text: str) -> dict[str, Any]:
    """On a card of its own, readable on every colour."""
    font = {"size": FONT, "color": colours.INK}
    card = {"bgcolor": colours.CARD, "borderpad": 3, "showarrow": False}
    return {"x": x, "y": 0, "text": f"<b>{text}</b>", "font": font, **card}
