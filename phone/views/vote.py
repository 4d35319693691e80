"""The vote: what is asked, a mark for each option, and the result only when it is shown to all."""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from facilitation.ballot_codes import is_coded
from facilitation.errors import Invalid
from facilitation.kinds import kind
from facilitation.kinds.vote import Row, VoteResult, VoteSettings, order_for
from facilitation.model import Activity, Option
from phone import shared
from phone.own_words import Own
from phone.seen import Seen

MARK = "m_"
"""What the name of an option's field begins with; its id follows."""
MARKS = (MARK,)
CODE = "code"
"""The name of the field for a one-time code."""
FEW = 10
"""Up to as many dots are chosen from a list, more are typed."""
SCORES = (1, 2, 3, 4, 5)
YES_NO = {1: "yes", -1: "no", 0: "pass"}

_SMALL_NUMBER = re.compile(r"-?[0-9]{1,3}")


def face(seen: Seen) -> dict[str, Any]:
    settings: VoteSettings = seen.settings
    marks = _marks(seen)
    most = min(settings.cap or settings.dots, settings.dots)
    return {
        "prompt": seen.say(settings.prompt),
        "method": settings.method,
        "meaning": meaning(seen),
        "dots": settings.dots,
        "cap": settings.cap if settings.cap and settings.cap < settings.dots else None,
        "most": most,
        "few": most <= FEW,
        "left": settings.dots - sum(marks.values()) if settings.method == "dots" else 0,
        "numbered": settings.numbered,
        "options": [_option(o, marks) for o in _options(seen)],
        "scores": SCORES,
        "sides": YES_NO,
        "coded": bool(seen.activity.codes),
        "code": seen.kept.get(CODE, ""),
        "done": bool(_saved(seen).get("done")),
        "sealed": bool(_saved(seen).get("done") and not seen.kept),
        "answered": len(marks),
        "given": any(ballot.payload.get("marks") for ballot in seen.own),
        "result": result(seen),
    }


def order(seen: Seen) -> list[int]:
    place = {option.id: n for n, option in enumerate(seen.activity.options)}
    return [place[option.id] for option in order_for(seen.activity, seen.visit.who or "")]


def payload(activity: Activity, form: Mapping[str, str]) -> dict[str, Any]:
    unmarked = "0" if kind(activity.kind).of(activity).method == "dots" else None
    marks = {
        name[len(MARK) :]: _whole(value)
        for name, value in form.items()
        if name.startswith(MARK) and value.strip() and value != unmarked
    }
    return {"marks": marks, "done": form.get("done", "1") != "0", "code": form.get(CODE, "")}


def outcome(seen: Seen) -> dict[str, Any] | None:
    found = result(seen)
    return found and {"prompt": seen.say(seen.settings.prompt), "meaning": meaning(seen), "result": found}


def meaning(seen: Seen) -> str:
    """What this vote is, in one or two sentences, so that nobody expects something else of it."""
    settings: VoteSettings = seen.settings
    words = seen.visit.words
    if settings.meaning != "wish":
        return words(f"phone.vote.meaning.{settings.meaning}")
    wish = words(
        "phone.vote.meaning.wish_to" if settings.decider else "phone.vote.meaning.wish", who=settings.decider
    )
    if settings.answer_by is None:
        return wish
    return words("phone.vote.meaning.wish_by", wish=wish, date=words.date(settings.answer_by))


def result(seen: Seen) -> dict[str, Any] | None:
    """None unless it is revealed: until then nothing of it may leave the server."""
    if not kind(seen.activity.kind).may_show(seen.activity) or not seen.activity.options:
        return None
    found: VoteResult = seen.result
    words, best = seen.visit.words, _best(found)
    return {
        "voters": words.count("phone.result.voters", found.voters),
        "rule": words(f"phone.result.rule.{found.method}"),
        "method": found.method,
        "rows": [_row(seen, row, best) for row in found.rows],
        "tie": any(row.tied for row in found.rows),
        "tie_at_the_edge": found.tie_at_the_edge,
    }


def mine(seen: Seen) -> list[Own]:
    """The ballot given here; of those that codes have cast only how many, since they may be anybody's."""
    words, marks = seen.visit.words, _saved_marks(seen)
    own = [Own(_in_words(seen, marks[o.id]), o.text) for o in seen.activity.options if o.id in marks]
    coded = sum(is_coded(ballot.key) for ballot in seen.own)
    if coded:
        own.append(Own(words.count("phone.mine.coded", coded), note=words("phone.mine.coded.whose")))
    return own


def same_for_all(seen: Seen) -> bool:
    """A shown result: one's own marks are put in."""
    return seen.phase == "revealed"


def own(seen: Seen) -> dict[str, Markup]:
    if seen.phase != "revealed":
        return {}
    return {f"{shared.OWN}{option.id}|": _own_mark(seen, option.id) for option in seen.activity.options}


def _row(seen: Seen, row: Row, best: float) -> dict[str, Any]:
    return {
        "number": row.option.number if seen.settings.numbered else None,
        "text": row.option.text,
        "rank": row.rank,
        "tied": row.tied,
        "bars": _bars(seen, row, best),
        "own": _own_mark(seen, row.option.id),
    }


def _bars(seen: Seen, row: Row, best: float) -> list[dict[str, Any]]:
    """The parts of an option's bar: look, where it starts and how long it is in percent, and what it says."""
    words, method = seen.visit.words, seen.settings.method
    if method == "yesno":
        return _sides(seen, row, best)
    if method == "score" and not row.people:
        says = words("phone.result.no_ratings")
    elif method == "score":
        people = words.count("phone.result.people", row.people or 0)
        says = words("phone.result.score", mean=words.mean(row.score), people=people)
    else:
        says = words.count(f"phone.result.{method}", int(row.score))
    return [{"look": "all", "start": 0, "percent": _percent(row.score, best), "says": says}]


def _sides(seen: Seen, row: Row, best: float) -> list[dict[str, Any]]:
    bars, before = [], 0
    for mark, look in YES_NO.items():
        people = row.parts.get(mark, 0)
        says = seen.visit.words(f"phone.result.{look}", n=seen.visit.words.number(people))
        start = _percent(before, best)
        before += people
        bars.append({"look": look, "start": start, "percent": _percent(before, best) - start, "says": says})
    return bars


def _own_mark(seen: Seen, option: str) -> Markup:
    """What one gave to this option, privately."""
    if not seen.personal:
        return Markup(f"{shared.OWN}{option}|")  # noqa: S704 (ids are letters, digits, - and _)
    mark = _saved_marks(seen).get(option)
    return Markup() if mark is None else Markup('<p class="tag own">{}</p>').format(_in_words(seen, mark))


def _in_words(seen: Seen, mark: int) -> str:
    words, method = seen.visit.words, seen.settings.method
    if method == "dots":
        return words.count("phone.result.own.dots", mark)
    if method == "approval":
        return words("phone.result.own.approval")
    name = YES_NO.get(mark, "") if method == "yesno" else mark
    return words("phone.result.own.mark", mark=words(f"phone.vote.{method}.{name}"))


def _best(found: VoteResult) -> float:
    """The length of the longest bar: the most people or dots; for a mean the whole scale."""
    if found.method == "score":
        return float(SCORES[-1])
    if found.method == "yesno":
        return float(max((row.people or 0 for row in found.rows), default=0))
    return max((row.score for row in found.rows), default=0.0)


def _percent(value: float, best: float) -> int:
    return max(0, round(100 * value / best)) if best else 0


def _options(seen: Seen) -> tuple[Option, ...]:
    return order_for(seen.activity, seen.visit.who or "") if seen.personal else seen.activity.options


def _option(option: Option, marks: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": f"{MARK}{option.id}",
        "number": option.number,
        "text": option.text,
        "mark": marks.get(option.id),
    }


def _marks(seen: Seen) -> dict[str, int]:
    """What the form shows: what was ticked when it was refused, else what is stored."""
    if not any(name.startswith(MARK) for name in seen.kept):
        return _saved_marks(seen)
    ticked = ((name[len(MARK) :], value) for name, value in seen.kept.items() if name.startswith(MARK))
    return {option: int(value) for option, value in ticked if _is_small_number(value)}


def _saved_marks(seen: Seen) -> dict[str, int]:
    return dict(_saved(seen).get("marks", {}))


def _saved(seen: Seen) -> dict[str, Any]:
    """The ballot given here. Not one that a code has cast: that phone may be passed around, and the next one to hold it
    shall see nothing of it."""
    return next((ballot.payload for ballot in seen.own if not is_coded(ballot.key)), {})


def _is_small_number(value: str) -> bool:
    return _SMALL_NUMBER.fullmatch(value) is not None


def _whole(value: str) -> int:
    if not _is_small_number(value):
        raise Invalid("not_a_value")
    return int(value)
