"""The final evaluation: how well it went, and open questions. What came of it is seen when it is shown to all."""

from collections.abc import Mapping
from typing import Any

from facilitation.errors import Invalid
from facilitation.kinds import kind
from facilitation.kinds.evaluation import DONT_KNOW, ENOUGH, LONGEST_ANSWER, SCALE, Statement
from facilitation.model import Activity
from locales import Words
from phone.own_words import Own
from phone.seen import Seen

SCORE, ANSWER = "s_", "a_"
"""What the names of fields begin with; the place of the statement or question follows."""
MARKS = (SCORE,)


def face(seen: Seen) -> dict[str, Any]:
    scores, answers = _given(seen)
    settings = seen.settings
    asked = len(settings.statements) + len(settings.questions)
    return {
        "body": seen.say(settings.body),
        "statements": [
            {"name": f"{SCORE}{n}", "text": seen.say(text), "score": scores.get(str(n))}
            for n, text in enumerate(settings.statements)
        ],
        "questions": [
            {"name": f"{ANSWER}{n}", "text": seen.say(text), "answer": answers.get(str(n), "")}
            for n, text in enumerate(settings.questions)
        ],
        "scale": SCALE,
        "dont_know": DONT_KNOW,
        "longest": LONGEST_ANSWER,
        "open": asked - len(scores) - sum(1 for answer in answers.values() if answer.strip()),
        "given": bool(seen.own),
        "result": result(seen),
    }


def payload(activity: Activity, form: Mapping[str, str]) -> dict[str, Any]:
    marks = {name[len(SCORE) :]: mark for name, mark in form.items() if name.startswith(SCORE) and mark}
    if not all(mark in "012345" and len(mark) == 1 for mark in marks.values()):
        raise Invalid("not_a_value")
    return {
        "scores": {place: int(mark) for place, mark in marks.items()},
        "answers": {name[len(ANSWER) :]: text for name, text in form.items() if name.startswith(ANSWER)},
    }


def texts(kept: Mapping[str, str]) -> list[str]:
    return [text for name, text in kept.items() if name.startswith(ANSWER)]


def outcome(seen: Seen) -> dict[str, Any] | None:
    found = result(seen)
    return found and {"result": found}


def mine(seen: Seen) -> list[Own]:
    given, settings, words = seen.own[0].payload, seen.settings, seen.visit.words
    rated = [
        Own(_score(words, given["scores"][str(n)]), seen.say(text))
        for n, text in enumerate(settings.statements)
        if str(n) in given["scores"]
    ]
    written = [
        Own(given["answers"][str(n)], seen.say(text))
        for n, text in enumerate(settings.questions)
        if str(n) in given["answers"]
    ]
    return rated + written


def _score(words: Words, score: int) -> str:
    return words("phone.evaluation.dont_know" if score == DONT_KNOW else f"phone.vote.score.{score}")


def same_for_all(seen: Seen) -> bool:
    """The result: nobody's own is in it."""
    return seen.phase == "revealed" and not seen.aside


def result(seen: Seen) -> dict[str, Any] | None:
    """None unless it is revealed: until then nothing of it may leave the server."""
    if not kind(seen.activity.kind).may_show(seen.activity):
        return None
    found = seen.result
    return {
        "people": seen.visit.words.count("phone.result.voters", found.people),
        "enough": ENOUGH,
        "too_few": any(s.parts is None for s in found.statements),
        "statements": [_statement(seen, s) for s in found.statements],
        "questions": [
            {"text": seen.say(q.text), "answers": [a.text for a in q.shown]} for q in found.questions
        ],
    }


def _statement(seen: Seen, found: Statement) -> dict[str, Any]:
    words = seen.visit.words
    parts, bars, before = found.parts or {}, [], 0
    for score, people in parts.items():
        start = round(100 * before / found.n)
        before += people
        says = words(
            "phone.evaluation.part", score=words(f"phone.vote.score.{score}"), n=words.number(people)
        )
        width = round(100 * before / found.n) - start
        bars.append({"look": f"s{score}", "start": start, "percent": width, "says": says})
    return {
        "text": seen.say(found.text),
        "n": words.count("phone.evaluation.n", found.n),
        "dont_know": words.count("phone.evaluation.dont_knows", found.dont_know) if found.dont_know else "",
        "bars": bars,
        "mean": words("phone.evaluation.mean", mean=words.mean(found.mean)) if found.mean else "",
    }


def _given(seen: Seen) -> tuple[dict[str, int], dict[str, str]]:
    """What the form shows: what was sent when it was refused, else what is stored."""
    if seen.kept:
        kept = {n: m for n, m in seen.kept.items() if not n.startswith(SCORE) or m in ("0", *map(str, SCALE))}
        sent = payload(seen.activity, kept)
        return sent["scores"], sent["answers"]
    stored = seen.own[0].payload if seen.own else {"scores": {}, "answers": {}}
    return dict(stored["scores"]), dict(stored["answers"])
