"""The PDF's bars, as shares of their length and colours. What they say stands beside them in words."""

from collections.abc import Mapping
from typing import Any

from reports.parts import VotePart, VoteRow
from theme import colours

Bar = list[dict[str, Any]]

YES_NO = {1: ("yes", colours.YES), -1: ("no", colours.NO), 0: ("pass", colours.PASS)}
SCORES = dict(enumerate(colours.SCORES, 1))


def whole_bar(vote: VotePart) -> float:
    """What the longest bar stands for; for a mean the whole scale."""
    if vote.method == "score":
        return 5.0
    of = (sum(r.parts.values()) if vote.method == "yesno" else r.score for r in vote.rows)
    return max(of, default=0.0)


def vote_bar(vote: VotePart, row: VoteRow, whole: float) -> Bar:
    if not whole:
        return []
    if vote.method != "yesno":
        return [{"share": _share(row.score, whole), "colour": colours.CATEGORIES[0]}]
    return [
        {"share": _share(row.parts.get(mark, 0), whole), "colour": colour}
        for mark, (_, colour) in YES_NO.items()
        if row.parts.get(mark)
    ]


def _share(value: float, whole: float) -> float:
    """In percent of the longest bar; rounded down, so that parts never stand over its end."""
    return max(0, int(1000 * value / whole) / 10)


def scores_bar(parts: Mapping[int, int] | None, n: int) -> Bar:
    return [
        {"share": _share(people, n), "colour": SCORES[score]}
        for score, people in (parts or {}).items()
        if people
    ]
