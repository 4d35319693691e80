"""Who may do what: every verb against every role in every state, from one table."""

import pytest

from facilitation import verbs
from facilitation.errors import NotAllowed, Refused
from facilitation.permissions import Actor
from facilitation.verbs import VERBS, taking_part
from tests.facilitation.room import Phone, room, step, voting

LEADS = frozenset({"manager", "cofacilitator"})
HELPS = LEADS | {"helper"}
ROLES = ("manager", "cofacilitator", "helper", "stage", "participant", "anyone")
STATES = {
    "draft": (),
    "open": ("open",),
    "closed": ("open", "close"),
    "revealed": ("open", "close_now", "reveal"),
}

WHO_MAY = {
    **dict.fromkeys(
        (
            "rename", "add", "repeat", "skip", "reorder", "configure",
            "edit", "merge", "unmerge", "theme",
            "focus", "ask", "close_ask", "by_hand", "write", "pass_pen", "add_project", "retitle_project",
            "drop_project",
            "next", "back", "go", "open", "open_kind", "close", "close_now", "reopen", "reveal", "conceal", "choose",
            "countdown", "stage", "headcount",
            "add_role", "change_role", "drop_role", "confirm", "assign", "release",
        ),
        LEADS,
    ),
    **dict.fromkeys(("revoke", "make_codes", "drop_codes", "keep"), frozenset({"manager"})),
    **dict.fromkeys(
        (
            "hide", "restore", "approve", "enter_idea", "enter_counts", "enter_ballot", "unenter", "enter_holder",
            "show_answers", "hide_answers",
        ),
        HELPS,
    ),
}  # fmt: skip
"""Verb → roles. A new verb needs a row."""

TAKES_ANSWERS = {
    "arrival": {"open"},
    "ideas": {"open", "closed"},
    "vote": {"open"},
    "plan": {"open"},
    "roles": {"open", "closed", "revealed"},
    "evaluation": {"open"},
}
"""Kind → states in which residents' answers are taken: late ideas until something is made of them; roles also later, by
who has thought it over. `closed` is when the countdown is over."""

ANSWERS = {
    "arrival": {"choice": 0},
    "ideas": {"text": "Kirsikkapuisto"},
    "vote": {"marks": {"o1": 1}},
    "plan": {"act": "seat", "project": "a"},
    "roles": {"offers": {}},
    "evaluation": {"answers": {"0": "Hyvä ilta"}},
}
SETTINGS = {
    "arrival": {"question": {"fi": "Mitä kuuluu?"}, "choices": [{"fi": "Hyvää"}, {"fi": "Kiitos"}]},
    "vote": {"source": "typed", "typed": ["Penkki", "Puu"], "method": "approval"},
    "evaluation": {"questions": [{"fi": "Hyvää"}]},
}


def test_every_verb_has_a_row():
    """Whoever adds one says who may use it."""
    assert set(WHO_MAY) == set(VERBS)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_each_verb_is_for_the_roles_of_the_table(role, state):
    """In every state: who may not is refused before anything else is looked at, and nothing moves."""
    for verb, roles in WHO_MAY.items():
        hall = voting("approval", "Penkki", "Puu").on(*STATES[state][1:]) if state != "draft" else room()
        before = hall.workshop
        allowed = _allowed(hall, verb, role)
        assert (role in roles) == allowed, verb
        if not allowed:
            assert before == hall.workshop, verb


def _allowed(hall, verb, role):
    try:
        hall.does(verb, actor=Actor(role, "aino"))
    except NotAllowed:
        return False
    except Refused:
        return True
    return True


@pytest.mark.parametrize("role", ROLES)
def test_undo_and_redo_are_for_who_leads(role):
    """As everything that moves the room."""
    hall = room().on("next", "next")
    for travel, steps in ((verbs.take_back, hall.workshop.history), (verbs.do_again, ())):
        before = hall.workshop
        try:
            travel(
                hall, Actor(role), steps[-1].id if steps else before.undone[-1].id if before.undone else ""
            )
        except NotAllowed:
            assert role not in LEADS
            assert before == hall.workshop
        else:
            assert role in LEADS


@pytest.mark.parametrize("role", ROLES)
def test_what_residents_do_is_for_residents(role):
    """A manager has no vote through the back door, and nobody votes without having come in."""
    hall = voting("approval", "Penkki", "Puu")
    hall.phone("aino").votes(o1=1)
    actor = Actor(role, "aino")
    acts = {
        "give": lambda: taking_part.give(hall, actor, "vote", {"marks": {"o2": 1}}),
        "speak": lambda: taking_part.speak(hall, actor, "sv"),
        "withdraw": lambda: taking_part.withdraw(hall, actor, "vote", "aino"),
    }
    for name, act in acts.items():
        if role == "participant":
            act()
        else:
            with pytest.raises(NotAllowed):
                act()
            assert {"o1": 1} == hall.given["vote"]["aino"].payload["marks"], name


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", TAKES_ANSWERS)
def test_answers_are_taken_in_the_states_of_the_table(kind, state):
    """Each kind in each state; what is refused leaves nothing behind."""
    hall = room(step(kind, **SETTINGS.get(kind, {})), step("thanks"))
    hall.does("add_project", title="Penkki", id="a")
    _bring(hall, state)
    phone = hall.phone("aino")
    taken = _is_taken(phone, kind)
    assert (state in TAKES_ANSWERS[kind]) == taken
    assert taken == bool(hall.given.get(kind))


def _bring(hall, state):
    """Past the countdown, too. A kind that is not closed by a button goes on to where its answers would be late."""
    for verb in STATES[state]:
        hall.does(verb)
    hall.now += 60


def _is_taken(phone: Phone, kind: str) -> bool:
    key = "own-key-1" if kind == "ideas" else ""
    try:
        phone.gives(kind, key, **ANSWERS[kind])
    except Refused:
        return False
    return True
