"""The line of time, drawn with Plotly: a bar for a week, a month or a season, a diamond for a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from facilitation.when import Day, Days, When, span
from locales import Words
from pages.views.stage.chart import FONT, as_json, plain_layout
from theme import colours

MOST_LINES = 20
"""More rows than this can't be told apart on a wall: those that come first are drawn."""
MOST_TICKS = 6
_STEPS = (1, 2, 3, 6, 12, 24)
_MILLISECONDS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Line:
    """`name` stands beside it. What is not agreed is hollow."""

    name: str
    when: When
    agreed: bool


def figure(lines: Sequence[Line], today: date, t: Words) -> dict[str, Any]:
    """As Plotly's JSON; lengths in pixels at 1080p."""
    import plotly.graph_objects as go

    soonest = sorted(lines, key=lambda line: span(line.when))[:MOST_LINES]
    drawn = [line for line in lines if line in soonest]
    first, last = _ends(drawn, today)
    made = go.Figure(
        data=[trace for line in drawn for trace in _traces(go, line, thick=min(0.6, 0.1 * len(drawn)))],
        layout=plain_layout(margin={"l": 60, "r": 30, "t": 50, "b": 100}),
    )
    made.update_xaxes(
        type="date", range=[first.isoformat(), last.isoformat()], showgrid=True, **_ticks(first, last, t)
    )
    made.update_yaxes(type="category", autorange="reversed", ticks="", showgrid=False)
    made.add_vline(x=today.isoformat(), line={"color": colours.EDGE, "width": 3, "dash": "dot"})
    made.add_annotation(
        x=today.isoformat(), y=1, yref="paper", yanchor="bottom", showarrow=False, text=t("stage.plan.today")
    )
    return as_json(made)


def _traces(go: Any, line: Line, thick: float) -> Iterable[Any]:
    days = _days(line.when)
    colour = colours.BLUE if line.agreed else colours.CARD
    edge = {"color": colours.BLUE, "width": 4}
    if days:
        marker = {"symbol": "diamond", "size": 28, "color": colour, "line": edge}
        yield go.Scatter(
            x=[d.isoformat() for d in days], y=[line.name] * len(days), mode="markers", marker=marker
        )
        return
    begins, ends = span(line.when)
    length = ((ends - begins).days + 1) * _MILLISECONDS
    marker = {"color": colour, "line": edge}
    yield go.Bar(
        base=[begins.isoformat()], x=[length], y=[line.name], orientation="h", marker=marker, width=thick
    )


def _days(when: When) -> list[date]:
    if isinstance(when, Day):
        return [when.day]
    return [day.day for day in when.days] if isinstance(when, Days) else []


def _ends(lines: Iterable[Line], today: date) -> tuple[date, date]:
    """A little more than all of them and today."""
    spans = [span(line.when) for line in lines]
    first, last = min(today, *(s[0] for s in spans)), max(today, *(s[1] for s in spans))
    margin = max(timedelta(days=4), (last - first) / 14)
    return first - margin, last + margin


def _ticks(first: date, last: date, t: Words) -> dict[str, Any]:
    """Days where it is about weeks, else months, with the year where it begins; in the language of the room."""
    if (last - first).days < 75:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        mondays = [d for d in days if d.weekday() == 0]
        shown = mondays[:: -(-len(mondays) // MOST_TICKS)]
        words = [t.date(d, style=t("common.when.short")) for d in shown]
    else:
        shown = _months(first, last)
        words = [_month(d, n == 0, t) for n, d in enumerate(shown)]
    font = {"size": FONT}
    return {
        "tickmode": "array",
        "tickvals": [d.isoformat() for d in shown],
        "ticktext": words,
        "tickfont": font,
    }


def _months(first: date, last: date) -> list[date]:
    """Firsts of months, in even steps, as many as are read easily."""
    numbers = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = next((s for s in _STEPS if len(numbers) <= s * MOST_TICKS), _STEPS[-1])
    return [date(n // 12, n % 12 + 1, 1) for n in numbers if n % 12 % step == 0 or step > 12]


def _month(day: date, is_first: bool, t: Words) -> str:
    month = t.date(day, style="LLL")
    return f"{month}<br>{day.year}" if is_first or day.month == 1 else month
