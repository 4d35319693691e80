"""The final evaluation: calm until it is shown; then bars for each statement and the open answers let through."""

from collections.abc import Iterable
from typing import Any

from facilitation.kinds.evaluation import ENOUGH, SCALE, Evaluated, Question, Statement
from pages.views.stage import diverging
from pages.views.stage.answering import alone, is_ahead, progress_of, until_it_opens
from pages.views.stage.moment import Moment
from service import plotly_script


def draw(moment: Moment) -> dict[str, Any]:
    if is_ahead(moment):
        return {"blocks": [until_it_opens(moment, moment.t("stage.starts_soon"))]}
    return {"plotly": plotly_script.address(), **_part(moment)}


def _part(moment: Moment) -> dict[str, Any]:
    result: Evaluated | None = moment.result
    if result is None:
        key = "stage.evaluation.closed" if moment.phase == "closed" else "stage.evaluation.how"
        return {"blocks": [alone(moment.t(key)), progress_of(moment, moment.answered)]}
    return {
        "counts": moment.t.count("stage.evaluation.people", result.people),
        "blocks": [_ratings(moment, result)],
    }


def _ratings(moment: Moment, result: Evaluated) -> dict[str, Any]:
    t = moment.t
    reach = diverging.reach(result.statements)
    questions = list(_questions(moment, result.questions))
    return {
        "type": "ratings",
        "script": plotly_script.address(),
        "legend": [{"label": t(f"stage.result.score.{k}"), "look": f"s{k}"} for k in SCALE],
        "columns": [t("stage.evaluation.dont_know"), t("stage.evaluation.n")],
        "rows": [_row(moment, n, statement, reach) for n, statement in enumerate(result.statements)],
        "why_few": _why_few(moment, result.statements),
        "questions": questions,
        "empty": "" if result.statements or questions else t("stage.evaluation.nothing"),
    }


def _row(moment: Moment, place: int, statement: Statement, reach: tuple[float, float]) -> dict[str, Any]:
    """Below `ENOUGH` answers only how many there are."""
    t = moment.t
    row = {"id": place, "text": moment.text(statement.text)}
    if statement.parts is None:
        few = t.count("stage.evaluation.answers", statement.n)
        return {**row, "few": few, "figure": None, "values": []}
    numbers = [t.number(statement.parts[k]) for k in SCALE]
    spoken = " · ".join(f"{k}: {n}" for k, n in zip(SCALE, numbers, strict=True))
    return {
        **row,
        "few": "",
        "figure": diverging.figure(statement.parts, numbers, reach),
        "spoken": spoken,
        "counts": spoken if diverging.has_narrow(statement.parts) else "",
        "values": [t.number(statement.dont_know), t.number(statement.n)],
    }


def _why_few(moment: Moment, statements: Iterable[Statement]) -> str:
    """Said once, however many rows have no spread."""
    if all(statement.parts is not None for statement in statements):
        return ""
    return moment.t("common.evaluation.too_few", enough=moment.t.number(ENOUGH))


def _questions(moment: Moment, questions: Iterable[Question]) -> Iterable[dict[str, Any]]:
    """Only those with something that the manager has let through."""
    for place, question in enumerate(questions):
        answers = [{"id": answer.id, "text": answer.text} for answer in question.shown]
        if answers:
            yield {"id": place, "text": moment.text(question.text), "answers": answers}
