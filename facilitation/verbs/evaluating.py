"""What the room may see of open answers: nothing until the manager has looked at it. Each is harmless to repeat."""

from facilitation.errors import NotFound
from facilitation.kinds.evaluation import Evaluation
from facilitation.model import Curation, Workshop
from facilitation.turn import Turn
from facilitation.verbs import helps
from facilitation.verbs.change import find, with_activity


@helps("show_answers")
def show_answers(turn: Turn, activity: str, answers: list[str]) -> Workshop:
    """Let them through to the room."""
    curation = _curation(turn, activity, answers)
    hidden = {a: True for a in curation.hidden if a not in answers}
    approved = {**curation.approved, **dict.fromkeys(answers, True)}
    return with_activity(turn.workshop, activity, curation=curation.but(hidden=hidden, approved=approved))


@helps("hide_answers")
def hide_answers(turn: Turn, activity: str, answers: list[str]) -> Workshop:
    """From the room and the summary; the desk still has them."""
    curation = _curation(turn, activity, answers)
    hidden = {**curation.hidden, **dict.fromkeys(answers, True)}
    return with_activity(turn.workshop, activity, curation=curation.but(hidden=hidden))


def _curation(turn: Turn, activity: str, answers: list[str]) -> Curation:
    """Raises NotFound("no_such_answer"), also for one whose words have changed since it was looked at."""
    step = find(turn.workshop, activity)
    if step.kind != Evaluation.name:
        raise NotFound("no_such_answer")
    result = Evaluation().result(step, turn.contributions(activity))
    known = {a.id for q in result.questions for a in q.answers}
    if set(answers) - known:
        raise NotFound("no_such_answer")
    return step.curation
