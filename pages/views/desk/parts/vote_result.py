"""The result: hidden behind "show only to me" until it is revealed, then a table, a chart, and what is taken on."""

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from facilitation.kinds.vote import Row, VoteResult
from facilitation.model import Activity
from pages.shared import Desk, escaped, plain, send
from theme import colours

_TALLEST_CHART = 12
"""Rows: a chart of more is no longer seen at one glance, and the table has them all."""
_FONT = 16


def hidden_result(desk: Desk, activity: Activity, result: Callable[[], VoteResult]) -> None:
    """Before it is revealed the desk, which may be mirrored on the wall, shows it only on purpose; a reload covers
    it again. Nothing of it is sent to the browser before."""
    if st.toggle(desk.t("desk.private"), key=f"private-{activity.id}", help=desk.t("desk.private_help")):
        st.html(_table(desk, result()))


def shown_result(desk: Desk, activity: Activity, result: VoteResult, top: int) -> None:
    st.html(f"<p>{escaped(_summary(desk, result))}</p>")
    if any(row.score for row in result.rows):
        _chart(desk, result)
        _choosing(desk, activity, result, top)
    st.html(_table(desk, result))
    again = f"{activity.id[:40]}-{len(desk.workshop.agenda)}"
    st.button(
        desk.t("desk.vote.again"),
        key=f"again-{again}",
        icon=":material/replay:",
        help=desk.t("desk.vote.again_help"),
        on_click=send,
        args=(desk.code, "repeat", None, "desk.vote.again_said"),
        kwargs={"activity": activity.id, "id": again},
    )


def row_said(desk: Desk, row: Row) -> str:
    return f"{row.rank}. {row.option.text} – {_score(desk, row)}"


def _summary(desk: Desk, result: VoteResult) -> str:
    voters = desk.t.count("desk.vote.voters", result.voters)
    hands = result.by_channel.get("hands", 0)
    counted = desk.t.count("desk.vote.of_hands", hands) if hands else ""
    tied = desk.t("desk.vote.tied") if any(row.tied for row in result.rows) else ""
    return " ".join(filter(None, (voters, counted, desk.t(f"desk.vote.rule.{result.method}"), tied)))


def _table(desk: Desk, result: VoteResult) -> str:
    t = desk.t
    heads = (
        t("desk.vote.col.rank"),
        t("desk.vote.col.option"),
        t("desk.vote.col.score"),
        t("desk.vote.col.people"),
    )
    numeric = ("", "", ' class="d-num"', ' class="d-num"')
    head = "".join(f'<th scope="col"{n}>{escaped(h)}</th>' for h, n in zip(heads, numeric, strict=True))
    rows = "".join(_row(desk, row) for row in result.rows)
    return f'<table class="d-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(desk: Desk, row: Row) -> str:
    rank = "" if row.rank is None else str(row.rank)
    tie = f' <span class="d-tag">{escaped(desk.t("desk.vote.tie"))}</span>' if row.tied else ""
    style = ' class="d-top-row"' if row.rank is not None else ""
    return (
        f'<tr{style}><td class="d-num">{rank}</td><td dir="auto">{escaped(row.option.text)}{tie}</td>'
        f'<td class="d-num">{escaped(_score(desk, row))}</td><td class="d-num">{desk.t.number(row.people)}</td></tr>'
    )


def _score(desk: Desk, row: Row) -> str:
    return desk.t.number(round(row.score, 2))


def _chart(desk: Desk, result: VoteResult) -> None:
    """Drawn rarely, when a result is shown: Plotly. Every bar with its number."""
    rows = result.rows[:_TALLEST_CHART][::-1]
    figure = go.Figure(
        go.Bar(
            x=[row.score for row in rows],
            y=[f"{row.option.number} " for row in rows],
            text=[f"{_score(desk, row)}  {_clipped(row.option.text)}" for row in rows],
            textposition="outside",
            cliponaxis=False,
            orientation="h",
            marker_color=[colours.BLUE if row.rank is not None else colours.CATEGORIES[5] for row in rows],
            hoverinfo="skip",
        )
    )
    _dress(figure, len(rows), max(row.score for row in rows))
    st.plotly_chart(
        figure,
        key="result-chart",
        theme=None,
        config={"displayModeBar": False, "staticPlot": True},
        alt=desk.t("desk.vote.chart"),
    )


def _dress(figure: go.Figure, rows: int, most: float) -> None:
    font = {"size": _FONT, "color": colours.INK}
    figure.update_layout(
        height=40 + 36 * rows,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        font=font,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        bargap=0.35,
    )
    figure.update_traces(textfont=font)
    figure.update_xaxes(visible=False, range=[None, max(most, 1) * 2.6])
    figure.update_yaxes(tickfont=font, type="category")


def _clipped(text: str, longest: int = 46) -> str:
    """Plotly reads some HTML in texts; people's words stay words."""
    short = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return escaped(short)


def _choosing(desk: Desk, activity: Activity, result: VoteResult, top: int) -> None:
    """The best n into planning. Where the n-th has equals outside, people decide, not the software."""
    chosen = [o.text for o in activity.options if o.id in activity.chosen]
    if chosen:
        rows = "".join(f'<li dir="auto">{escaped(text)}</li>' for text in chosen)
        st.html(f"<p><b>{escaped(desk.t('desk.vote.chosen'))}</b></p><ul class='d-list'>{rows}</ul>")
    most = len(result.rows)
    n = st.number_input(
        desk.t("desk.vote.take"), 1, most, min(top, most), key=f"take-{activity.id}", width=150
    )
    sure, tied = best(result.rows, int(n))
    with st.container(horizontal=True):
        _take(desk, activity, [*sure, *tied])
        if tied and sure:
            _take(desk, activity, sure)
    if tied:
        names = ", ".join(row.option.text for row in tied)
        st.warning(
            plain(desk.t.count("desk.vote.tie_at_edge", len(tied), names=names)), icon=":material/balance:"
        )


def best(rows: tuple[Row, ...], n: int) -> tuple[list[Row], list[Row]]:
    """The first n that are sure, and those that tie for the last places (empty when nothing ties there)."""
    counted = [row for row in rows if row.score > 0]
    if len(counted) <= n or counted[n - 1].score > counted[n].score:
        return counted[:n], []
    edge = counted[n - 1].score
    return [r for r in counted if r.score > edge], [r for r in counted if r.score == edge]


def _take(desk: Desk, activity: Activity, rows: list[Row]) -> None:
    ids = [row.option.id for row in rows]
    st.button(
        desk.t.count("desk.vote.take_best", len(ids)),
        key=f"take-{activity.id}-{len(ids)}",
        icon=":material/playlist_add_check:",
        disabled=not ids,
        on_click=send,
        args=(desk.code, "choose", None, "desk.vote.taken"),
        kwargs={"activity": activity.id, "options": ids},
    )
