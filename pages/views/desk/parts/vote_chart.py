"""The revealed result as bars. It changes rarely, so Plotly draws it; every bar with its number."""

import html
from itertools import accumulate
from textwrap import wrap

import plotly.graph_objects as go
import streamlit as st

from facilitation.kinds.vote import Row, VoteResult
from pages.shared import Desk
from theme import colours

_MOST_ROWS = 12
"""A chart of more is no longer seen at one glance, and the table has them all."""
_ROW_HEIGHT, _LINE_HEIGHT, _BAR_HEIGHT = 40, 21, 26
"""Pixels: of a row, of each line more in its label, and of a bar. One is as high as a step of the axis is long."""
_FONT = {"family": "Source Sans, sans-serif", "size": 16, "color": colours.INK}
_LABEL_WIDTH, _MOST_LINES = 26, 3
"""Characters of a line: on a phone the bars need the other half of the width. The table has what is longer."""
_NUMBER_WIDTH = 48
"""Pixels for the number beside the longest bar."""


def chart(desk: Desk, result: VoteResult) -> None:
    rows = result.rows[:_MOST_ROWS][::-1]
    st.plotly_chart(
        _figure(desk, rows),
        key="result-chart",
        theme=None,
        config={"displayModeBar": False, "staticPlot": True},
        alt=desk.t("desk.vote.chart"),
    )


def score_said(desk: Desk, row: Row) -> str:
    return desk.t.mean(row.score, "0.01")


def _figure(desk: Desk, rows: tuple[Row, ...]) -> go.Figure:
    labels = [_lines(row.option.text) for row in rows]
    heights = [_ROW_HEIGHT + _LINE_HEIGHT * (len(label) - 1) for label in labels]
    middles = [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]
    bars = go.Bar(
        x=[row.score for row in rows],
        y=middles,
        width=_BAR_HEIGHT,
        text=[score_said(desk, row) for row in rows],
        textposition="outside",
        textfont=_FONT,
        cliponaxis=False,
        orientation="h",
        marker_color=[colours.BLUE if row.rank is not None else colours.CATEGORIES[5] for row in rows],
    )
    figure = go.Figure(bars)
    figure.update_layout(
        height=sum(heights) + 16,
        margin={"l": 8, "r": _NUMBER_WIDTH, "t": 8, "b": 8},
        font=_FONT,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(visible=False, range=_range([row.score for row in rows]))
    figure.update_yaxes(
        range=(0, sum(heights)),
        showgrid=False,
        zeroline=False,
        automargin=True,
        tickfont=_FONT,
        tickvals=middles,
        ticktext=["<br>".join(f"{html.escape(line, quote=False)} " for line in label) for label in labels],
    )
    return figure


def _range(scores: list[float]) -> tuple[float, float]:
    """With room for a number before the shortest bar: yes minus no goes below nothing."""
    low, high = min(0.0, *scores), max(0.0, *scores)
    return (low - 0.3 * (high - low), high) if low else (0.0, high or 1.0)


def _lines(text: str) -> list[str]:
    """Plotly reads some HTML in texts, and whoever draws them escapes them: people's words stay words. It knows no sign
    for quotation marks."""
    return wrap(text, _LABEL_WIDTH, max_lines=_MOST_LINES, placeholder="…") or [""]
