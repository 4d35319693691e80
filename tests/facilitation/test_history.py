"""The history: what was done stays as it was done, whoever looks back at it."""

from facilitation import verbs
from facilitation.history import as_it_was
from facilitation.kinds.evaluation import Evaluation
from facilitation.permissions import MANAGER
from facilitation.verbs import VERBS
from tests.facilitation.room import room, step

SECOND_HALF = ("planning", "sharing", "evaluating")


def test_looking_back_changes_no_step_of_the_history():
    """A picture of a moment before the agenda grew would otherwise rewrite what undoing goes back to."""
    hall = room()
    before = hall.now
    hall.now += 1
    hall.on("next", "next")
    hall.does("add", kind_name="info", title={"fi": "Tauko"}, id="break")
    history = hall.workshop.model_dump_json()
    as_it_was(hall.workshop, before)
    assert history == hall.workshop.model_dump_json()


DID = (
    ("add_project", {"title": "Puu", "id": "b"}),
    ("retitle_project", {"project": "a", "title": "Pöytä"}),
    ("focus", {"on": "a"}),
    ("write", {"project": "a", "field": "what", "text": "Penkki pihaan"}),
    ("write", {"project": "a", "field": "when", "when": {"kind": "day", "day": "1970-06-01"}}),
    ("pass_pen", {"project": "a", "to": "aino"}),
    ("ask", {"project": "a"}),
    ("close_ask", {"project": "a"}),
    ("by_hand", {"project": "a", "agreed": True}),
    ("add_role", {"project": "a", "title": {"fi": "Vetäjä"}, "id": "lead"}),
    ("change_role", {"role": "lead", "wanted": 3}),
    ("go", {"activity": "roles"}),
    ("confirm", {"role": "lead", "participant": "aino"}),
    ("release", {"role": "lead", "holder": "HOLDER"}),
    ("assign", {"holders": {"lead": ["aino"]}}),
    ("enter_holder", {"role": "lead", "name": "Irma"}),
    ("drop_role", {"role": "lead"}),
    ("drop_project", {"project": "b"}),
    ("hide", {"activity": "plan", "ideas": ["line----"]}),
    ("restore", {"activity": "plan", "ideas": ["line----"]}),
    ("go", {"activity": "evaluation"}),
    ("show_answers", {"activity": "evaluation", "answers": ["ANSWER"]}),
    ("hide_answers", {"activity": "evaluation", "answers": ["ANSWER"]}),
)


def test_every_verb_of_the_second_half_can_be_taken_back_and_done_again():
    """One after the other, each leaves exactly what was there before it, and then what was there after it."""
    hall = room(step("plan"), step("roles"), step("evaluation", questions=[{"fi": "Hyvää"}]))
    hall.does("add_project", title="Penkki", id="a")
    hall.on("open")
    aino = hall.phone("aino")
    aino.acts("line", "a", "line", field="why", text="Jotta jaksaa")
    was = [_content(hall)]
    for verb, arguments in DID:
        hall.now += 1
        if hall.workshop.current == "roles":
            aino.gives("roles", offers={"lead": "gladly"} if hall.workshop.project("a").roles else {})
        if hall.workshop.current == "evaluation":
            aino.gives("evaluation", answers={"0": "Kahvi"})
        assert hall.does(verb, **_known(hall, arguments)).done, verb
        was.append(_content(hall))
    for before in reversed(was[:-1]):
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
        assert before == _content(hall)
    for after in was[1:]:
        verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
        assert after == _content(hall)


def test_what_stays_on_a_ballot_stands_at_no_other_step_when_the_order_is_taken_back():
    """The words that were voted on, though the opening is taken back; done again, they stand where they stood."""
    other = step("vote", id="other", method="yesno", source="typed", typed=["Kahvila"])
    hall = room(step("ideas"), step("vote", method="approval"), other).on("open")
    hall.phone("aino").writes("Penkki", "k1")
    hall.does("reorder", activity="vote", place=2)
    hall.does("open_kind", kind_name="vote")
    hall.does("go", activity="vote")
    hall.does("open")
    (option,) = hall.workshop.activity("vote").options
    hall.phone("eetu").votes(**{option.id: 1})
    for way, steps in ((verbs.take_back, "history"), (verbs.do_again, "undone")):
        while getattr(hall.workshop, steps):
            way(hall, MANAGER, getattr(hall.workshop, steps)[-1].id)
            assert ("Penkki",) == tuple(o.text for o in hall.workshop.activity("vote").options)
            assert {"Kahvila"} >= {o.text for o in hall.workshop.activity("other").options}


def test_a_vote_that_comes_back_to_the_agenda_asks_what_it_asked():
    """Its ballots were given to those words, though they are corrected before it is opened again."""
    hall = room(step("ideas"), step("thanks")).on("open")
    hall.phone("aino").writes("Penkki", "k1")
    hall.does("add", kind_name="vote", title={"fi": "Vote"}, id="vote", settings={"method": "approval"})
    hall.does("go", activity="vote")
    hall.does("open")
    hall.phone("eetu").votes(**{hall.workshop.now.options[0].id: 1})
    for _ in range(3):
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
    hall.does("edit", activity="ideas", ideas=[*hall.contributions("ideas")], text="Sauna")
    hall.does("go", activity="vote")
    hall.does("open")
    assert ["Penkki"] == [o.text for o in hall.workshop.now.options]


def test_no_verb_of_the_second_half_is_forgotten_above():
    """A new one has to be taken back here too."""
    ours = {name for name, verb in VERBS.items() if verb.act.__module__.rpartition(".")[2] in SECOND_HALF}
    assert set() == ours - {verb for verb, _ in DID}


def _known(hall, arguments):
    """With the ids that were made meanwhile."""
    if arguments.get("holder") == "HOLDER":
        return arguments | {"holder": hall.workshop.project("a").roles[0].holders[0].id}
    if arguments.get("answers") == ["ANSWER"]:
        step = hall.workshop.activity("evaluation")
        asked = Evaluation().result(step, hall.contributions("evaluation")).questions[0]
        return arguments | {"answers": [asked.answers[0].id]}
    return arguments


def _content(hall):
    return hall.workshop.model_dump(exclude={"history", "undone", "turn", "log"})
