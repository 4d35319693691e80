"""The final evaluation: who is asked, what few answers do not show, and what the manager has looked at."""

import pytest

from facilitation import verbs
from facilitation.errors import Invalid, NotFound, NotOpen, Refused
from facilitation.kinds.evaluation import ENOUGH, Evaluation
from facilitation.permissions import MANAGER
from tests.facilitation.room import room, step

STEPS = (
    step("ideas"),
    step(
        "evaluation",
        statements=[{"fi": "Viihdyin"}, {"fi": "Opin"}],
        questions=[{"fi": "Hyvää"}, {"fi": "Huonoa"}],
    ),
    step("thanks"),
)


def evaluating():
    return room(*STEPS).on("open", "close", "next")


def result(hall):
    return Evaluation().result(hall.workshop.activity("evaluation"), hall.contributions("evaluation"))


def rates(phone, *scores, **answers):
    given = {str(n): score for n, score in enumerate(scores) if score is not None}
    return phone.gives("evaluation", scores=given, answers={k.strip("q"): v for k, v in answers.items()})


def shown(hall):
    return [a.text for q in result(hall).questions for a in q.shown]


def ids(hall):
    return {a.text: a.id for q in result(hall).questions for a in q.answers}


def test_half_answered_is_answered():
    """A statement left out is no score; "I don't know" stands apart; white space is no answer."""
    hall = evaluating()
    rates(hall.phone("aino"), 5)
    rates(hall.phone("eetu"), None, 0)
    rates(hall.phone("fatima"), q0=" Kahvi ", q1="  ")
    found = result(hall)
    assert [(1, 0), (0, 1)] == [(s.n, s.dont_know) for s in found.statements]
    assert (3, [["Kahvi"], []]) == (found.people, [[a.text for a in q.answers] for q in found.questions])
    with pytest.raises(Invalid, match="empty"):
        rates(hall.phone("olli"), q0=" ")


def test_what_was_erased_is_gone():
    """Whoever empties their own answer has not answered, and nothing of it is kept, nor shared."""
    hall = evaluating()
    rates(hall.phone("aino"), q0="Kalle on naapurini")
    rates(hall.phone("aino"))
    assert (0, []) == (result(hall).people, [a for q in result(hall).questions for a in q.answers])
    given = hall.contributions("evaluation")
    assert "Kalle" not in str(given)
    assert [] == Evaluation().to_share(hall.workshop.now, list(given.values()))


def test_below_five_answers_nothing_is_told_of_them():
    """Neither the spread nor the mean, on a screen or in a table; five are enough."""
    hall = evaluating()
    for n in range(1, ENOUGH + 1):
        rates(hall.phone(f"phone{n}"), n, 3 if n < ENOUGH else 0)
    first, second = result(hall).statements
    assert ({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, 3.0) == (first.parts, first.mean)
    assert (ENOUGH - 1, 1, None, None) == (second.n, second.dont_know, second.parts, second.mean)
    frame = result(hall).frame()
    assert [False, True] == list(frame["mean"].isna())
    assert [1, ENOUGH - 1] == [frame["score_1"].notna().sum(), frame["n"][1]]


def test_nothing_of_it_is_seen_before_it_is_shown():
    """It ends by showing, like a vote."""
    hall = evaluating()
    kind = Evaluation()
    assert not kind.may_show(hall.workshop.now)
    hall.on("close", "close_now")
    assert not kind.may_show(hall.workshop.now)
    hall.on("reveal")
    assert kind.may_show(hall.workshop.now)
    hall.on("reopen")
    assert not kind.may_show(hall.workshop.now)


def test_who_leaves_early_answers_from_any_step_once_the_evening_is_on():
    """What they gave counts with the rest; once the evaluation is over, it is over."""
    hall = room(*STEPS)
    aino = hall.phone("aino")
    with pytest.raises(NotOpen, match="not_open_yet"):
        rates(aino, 4)
    hall.on("open")
    rates(aino, 4)
    rates(aino, 5)
    hall.on("close", "next")
    rates(hall.phone("eetu"), 3)
    assert (2, 2) == (result(hall).people, result(hall).statements[0].n)
    hall.on("close", "close_now", "reveal", "next")
    with pytest.raises(NotOpen, match="late"):
        rates(aino, 1)


def test_statements_stand_still_once_somebody_has_answered():
    """Also while the step is not open yet: their scores would go to other words."""
    hall = room(*STEPS).on("open")
    hall.does("configure", activity="evaluation", settings={"statements": [{"fi": "Viihdyin"}]})
    rates(hall.phone("aino"), 4)
    with pytest.raises(Refused, match="set_while_open"):
        hall.does("configure", activity="evaluation", settings={"statements": [{"fi": "Opin"}]})
    hall.does("configure", activity="evaluation", settings={"body": {"fi": "Kerro vielä"}})
    hall = evaluating()
    with pytest.raises(Refused, match="set_while_open"):
        hall.does("configure", activity="evaluation", settings={"questions": []})


def test_an_open_answer_is_shown_after_the_manager_has_looked_at_it():
    """Hidden again it is gone from the room; undo shows it."""
    hall = evaluating()
    rates(hall.phone("aino"), q0="Kahvi")
    rates(hall.phone("eetu"), q0="Kiire")
    assert [] == shown(hall)
    hall.does("show_answers", activity="evaluation", answers=list(ids(hall).values()))
    assert ["Kahvi", "Kiire"] == sorted(shown(hall))
    hall.does("hide_answers", activity="evaluation", answers=[ids(hall)["Kiire"]])
    assert ["Kahvi"] == shown(hall)
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert 2 == len(shown(hall))


def test_a_changed_answer_has_to_be_looked_at_anew():
    """Nobody gets other words onto the wall than those that were let through; the same words again are those."""
    hall = evaluating()
    aino = hall.phone("aino")
    rates(aino, q0="Kahvi")
    before = ids(hall)["Kahvi"]
    hall.does("show_answers", activity="evaluation", answers=[before])
    rates(aino, q0="Jotain rumaa")
    assert [] == shown(hall)
    with pytest.raises(NotFound, match="no_such_answer"):
        hall.does("show_answers", activity="evaluation", answers=[before])
    rates(aino, q0="Kahvi")
    assert ["Kahvi"] == shown(hall)
    with pytest.raises(NotFound, match="no_such_answer"):
        hall.does("hide_answers", activity="ideas", answers=[])


@pytest.mark.parametrize(
    "given",
    [
        {"scores": {"0": 6}},
        {"scores": {"0": "5"}},
        {"scores": {"2": 3}},
        {"scores": {"00": 3}},
        {"scores": {"-1": 3}},
        {"scores": [5]},
        {"scores": {}, "answers": {"2": "Kahvi"}},
        {"scores": {}, "answers": {"x": "Kahvi"}},
        {"scores": {}, "answers": {"0": "x" * 501}},
        {"scores": {}, "answers": "Kahvi"},
    ],
)
def test_nonsense_is_refused(given):
    """With a sentence, and nothing is stored."""
    hall = evaluating()
    with pytest.raises(Invalid):
        hall.phone("aino").gives("evaluation", **given)
    assert {} == hall.contributions("evaluation")
