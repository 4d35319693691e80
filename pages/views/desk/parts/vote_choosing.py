"""Taking the best into planning. Where the last of them has an equal outside, people decide, not the software."""

import streamlit as st

from facilitation.by_itself import comes_by_itself
from facilitation.kinds.vote import Row, VoteResult
from facilitation.model import Activity
from pages.shared import Desk, escaped, plain, send
from pages.views.desk.parts.style import quiet
from pages.views.desk.parts.widgets import place


def choosing(desk: Desk, activity: Activity, result: VoteResult, top: int) -> None:
    if not any(a.kind == "plan" and not a.skipped for a in desk.workshop.agenda):
        return
    with place():
        _chosen(desk, activity, result)
    most = len(result.rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        n = st.number_input(
            desk.t("desk.vote.take"), 1, most, min(top, most), key=f"take-{activity.id}", width=180
        )
        sure, tied = best(result.rows, int(n))
        _take(desk, activity, [*sure, *tied])
        if tied and sure:
            _take(desk, activity, sure)
    if len(sure) + len(tied) < int(n):
        quiet(desk.t.count("desk.vote.fewer", len(sure) + len(tied)))
    if tied:
        names = ", ".join(row.option.text for row in tied)
        st.warning(
            plain(desk.t.count("desk.vote.tie_at_edge", len(tied), names=names)), icon=":material/balance:"
        )


def best(rows: tuple[Row, ...], n: int) -> tuple[list[Row], list[Row]]:
    """The first n that are sure, and those that tie for the last places (empty when nothing ties there)."""
    scored = [row for row in rows if row.score > 0]
    if len(scored) <= n or scored[n - 1].score > scored[n].score:
        return scored[:n], []
    edge = scored[n - 1].score
    return [r for r in scored if r.score > edge], [r for r in scored if r.score == edge]


def _chosen(desk: Desk, activity: Activity, result: VoteResult) -> None:
    chosen = [option.text for option in activity.options if option.id in activity.chosen]
    if chosen:
        rows = "".join(f'<li dir="auto">{escaped(text)}</li>' for text in chosen)
        heading = escaped(desk.t("desk.vote.chosen"))
        st.html(f'<p class="d-line"><b>{heading}</b></p><ul class="d-list">{rows}</ul>')
    elif result.top and comes_by_itself(desk.workshop, activity):
        quiet(desk.t.count("desk.vote.by_itself", len(result.top)))


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
