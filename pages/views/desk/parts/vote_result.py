"""The result: hidden behind "show only to me" until it is revealed, then a table, a chart, and what is taken on."""

from collections.abc import Callable

import streamlit as st

from facilitation.kinds.vote import Row, VoteResult
from facilitation.model import Activity
from pages.shared import Desk, escaped, send
from pages.views.desk.parts.vote_chart import chart, score_said
from pages.views.desk.parts.vote_choosing import choosing

_MARKS_APART = {"yesno": {1: "one", -1: "minus", 0: "zero"}}
"""Methods whose one number hides what people said: mark → its name."""

_UNKNOWN = "–"


def hidden_result(desk: Desk, activity: Activity, result: Callable[[], VoteResult]) -> None:
    """Before it is revealed the desk, which may be mirrored on the wall, shows it only on purpose; a reload covers
    it again. Nothing of it is sent to the browser before."""
    if st.toggle(desk.t("desk.private"), key=f"private-{activity.id}", help=desk.t("desk.private_help")):
        st.html(_table(desk, result()))


def shown_result(desk: Desk, activity: Activity, result: VoteResult, top: int) -> None:
    st.html(f'<p class="d-line">{escaped(_summary(desk, result))}</p>')
    if any(row.score for row in result.rows):
        choosing(desk, activity, result, top)
        chart(desk, result)
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
    return f"{row.rank}. {row.option.text} – {score_said(desk, row)}"


def voters_said(desk: Desk, result: VoteResult) -> str:
    """Who is counted, half-done ballots too: how many, and never for what."""
    channels = sorted(result.by_channel.items(), key=lambda by: by[0] != "phone")
    said = [desk.t.count(f"desk.vote.by.{channel}", n) for channel, n in channels if n]
    return desk.t("desk.vote.counted", who=", ".join(said)) if said else desk.t("desk.vote.no_votes")


def _summary(desk: Desk, result: VoteResult) -> str:
    voters = desk.t.count("desk.vote.voters", result.voters)
    hands = result.by_channel.get("hands", 0)
    counted = desk.t.count("desk.vote.of_hands", hands) if hands else ""
    tied = desk.t("desk.vote.tied") if any(row.tied for row in result.rows) else ""
    return " ".join(filter(None, (voters, counted, desk.t(f"desk.vote.rule.{result.method}"), tied)))


def _table(desk: Desk, result: VoteResult) -> str:
    t = desk.t
    marks = _MARKS_APART.get(result.method, {})
    numbers = (
        t("desk.vote.col.score"),
        *(t(f"desk.hands.{result.method}.{word}") for word in marks.values()),
    )
    heads = [f'<th scope="col">{escaped(t(f"desk.vote.col.{name}"))}</th>' for name in ("rank", "option")]
    heads += [
        f'<th scope="col" class="d-num">{escaped(n)}</th>' for n in (*numbers, t("desk.vote.col.people"))
    ]
    rows = "".join(_row(desk, row, tuple(marks)) for row in result.rows)
    return f'<table class="d-table d-votes"><thead><tr>{"".join(heads)}</tr></thead><tbody>{rows}</tbody></table>'


def _row(desk: Desk, row: Row, marks: tuple[int, ...]) -> str:
    rank = "" if row.rank is None else str(row.rank)
    tie = f' <span class="d-tag">{escaped(desk.t("desk.vote.tie"))}</span>' if row.tied else ""
    style = ' class="d-top-row"' if row.rank is not None else ""
    numbers = (
        score_said(desk, row),
        *(desk.t.number(row.parts.get(m, 0)) for m in marks),
        _UNKNOWN if row.people is None else desk.t.number(row.people),
    )
    cells = "".join(f'<td class="d-num">{escaped(number)}</td>' for number in numbers)
    return f'<tr{style}><td class="d-num">{rank}</td><td dir="auto">{escaped(row.option.text)}{tie}</td>{cells}</tr>'
