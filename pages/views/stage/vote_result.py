"""The vote's result: a bar and its numbers for each option, the top ones ranked, ties named."""

from typing import Any

from facilitation.kinds.vote import Row, VoteResult
from locales import Words
from pages.views.stage.moment import Moment

MARKS = {
    "yesno": ((1, "yes"), (-1, "no"), (0, "pass")),
    "score": tuple((n, f"s{n}") for n in (1, 2, 3, 4, 5)),
}
"""Methods whose bars have parts: mark → look, in the order of drawing."""
CHANNELS = ("phone", "device", "paper", "hands")


def draw(moment: Moment, meaning: str) -> dict[str, Any]:
    t, result = moment.t, moment.result
    bars = {
        "type": "bars",
        "legend": _legend(t, result),
        "columns": _columns(t, result),
        "rows": [_row(moment, row) for row in result.rows],
        "zeros": t.count(f"stage.result.zeros.{result.method}", sum(map(_is_zero, result.rows))),
        "rule": " ".join(filter(None, (t(f"stage.result.rule.{result.method}"), _tie(moment), meaning))),
        "channels": _channels(t, result),
    }
    return {"counts": t.count("stage.result.voters", result.voters), "blocks": [bars]}


def _row(moment: Moment, row: Row) -> dict[str, Any]:
    t, result = moment.t, moment.result
    return {
        "id": row.option.id,
        "rank": t("stage.result.rank", n=row.rank) if row.rank else "",
        "tie": t("stage.result.tie") if row.tied else "",
        "number": t.number(row.option.number) if moment.settings.numbered else "",
        "text": row.option.text,
        "zero": _is_zero(row),
        "parts": _parts(t, result, row),
        "values": _values(t, result, row),
    }


def _is_zero(row: Row) -> bool:
    """Nobody gave it any mark. Where people cannot be known, no score means the same."""
    return not row.people and row.score == 0


def _parts(t: Words, result: VoteResult, row: Row) -> list[dict[str, Any]]:
    """Widths as shares of the longest bar there can be, so that bars compare."""
    if result.method not in MARKS:
        most = max((r.score for r in result.rows), default=0)
        return [{"id": "all", "look": "one", "share": _share(row.score, most), "text": ""}]
    most = max((r.people or 0 for r in result.rows), default=0)
    counts = ((look, row.parts.get(mark, 0)) for mark, look in MARKS[result.method])
    return [{"id": look, "look": look, "share": _share(n, most), "text": t.number(n)} for look, n in counts]


def _values(t: Words, result: VoteResult, row: Row) -> list[str]:
    if result.method == "yesno":
        return [t.number(row.parts.get(mark, 0)) for mark, _ in MARKS["yesno"]]
    if result.method == "score":
        return [t.mean(row.score) if row.people else "–", t.number(row.people or 0)]
    return [t.number(row.score)]


def _columns(t: Words, result: VoteResult) -> list[dict[str, str]]:
    if result.method == "yesno":
        return [{"label": t(f"stage.result.column.{look}"), "look": look} for _, look in MARKS["yesno"]]
    if result.method == "score":
        return [{"label": t(f"stage.result.column.{name}"), "look": ""} for name in ("mean", "people")]
    return [{"label": t(f"stage.result.column.{result.method}"), "look": ""}]


def _legend(t: Words, result: VoteResult) -> list[dict[str, str]]:
    if result.method != "score":
        return []
    return [{"label": t(f"stage.result.score.{mark}"), "look": look} for mark, look in MARKS["score"]]


def _tie(moment: Moment) -> str:
    """Nothing breaks a tie but people."""
    return moment.t("stage.result.tie_at_the_edge") if moment.result.tie_at_the_edge else ""


def _channels(t: Words, result: VoteResult) -> str:
    """Each way of voting apart; nothing where all came by phone."""
    used = [c for c in CHANNELS if result.by_channel.get(c)]
    if set(used) <= {"phone"}:
        return ""
    return " · ".join(t(f"stage.result.channel.{c}", n=t.number(result.by_channel[c])) for c in used)


def _share(part: float, whole: float) -> float:
    return round(max(0.0, part) / whole, 4) if whole else 0.0
