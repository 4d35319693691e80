"""What, why, when: one pen, many lines, and what the room agreed."""

import pytest

from facilitation import verbs
from facilitation.errors import Invalid, NotFound, NotOpen, Refused, Stale
from facilitation.kinds.plan import OVERVIEW
from facilitation.permissions import MANAGER
from facilitation.projects import source_of
from facilitation.verbs.running import next_step
from tests.facilitation.room import later, planning, room, stands, step, writes

DAYS = {"kind": "days", "days": [{"day": "1970-06-01"}, {"day": "1970-06-02"}]}


def test_a_line_is_proposed_and_supported_once_by_everybody_but_its_own():
    """Sent twice it is one; support can be taken back; the most supported is shown first."""
    hall = planning()
    one, two = hall.phone("one"), hall.phone("two")
    one.acts("line", "a", "first", field="why", text="Jotta jaksaa")
    assert not one.acts("line", "a", "first", field="why", text="Jotta jaksaa").new
    one.acts("line", "a", "second", field="why", text="Jotta tavataan")
    two.acts("support", "a", line="second--")
    two.acts("support", "a", line="second--")
    with pytest.raises(Invalid, match="own_line"):
        one.acts("support", "a", line="second--")
    with pytest.raises(NotFound, match="no_such_line"):
        two.acts("support", "b", line="second--")
    assert [("Jotta tavataan", 1), ("Jotta jaksaa", 0)] == [
        (line.text, line.support) for line in stands(hall).shown_lines("why")
    ]
    hall.does("hide", activity="plan", ideas=["second--"])
    two.withdraws("plan", "support.second--.two")
    assert ["Jotta jaksaa"] == [line.text for line in stands(hall).shown_lines("why")]
    assert [0, 0] == [line.support for line in stands(hall).lines]


def test_a_line_keeps_the_words_that_others_support():
    """Other words are another line; nobody writes over somebody else's."""
    hall = planning()
    one, two = hall.phone("one"), hall.phone("two")
    one.acts("line", "a", "first", field="why", text="Jotta jaksaa")
    for phone in (one, two):
        with pytest.raises(NotFound, match="old_form"):
            phone.acts("line", "a", "first", field="why", text="Aivan muuta")
    assert ["Jotta jaksaa"] == [line.text for line in stands(hall).lines]


def test_what_belongs_to_the_project_is_nobodys_to_take_away():
    """The pen is laid down and a text cleared, and an answer stands once the question is closed."""
    hall = planning()
    one = hall.phone("one")
    one.acts("pen", "a", holds=True)
    writes(one, "Penkki")
    for key in ("pen.a", "text.a.what"):
        with pytest.raises(NotFound, match="old_form"):
            one.withdraws("plan", key)
    later(hall, "ask", project="a")
    one.acts("agree", "a", mark=1)
    later(hall, "close_ask", project="a")
    with pytest.raises(NotOpen, match="not_asked_now"):
        one.withdraws("plan", "agree.a.one")
    assert ("Penkki", True) == (stands(hall).text("what"), stands(hall).agreement.agreed)


def test_only_days_that_are_offered_can_fit():
    """Marks for a day that is not offered any more do not count."""
    hall = planning()
    one = hall.phone("one")
    with pytest.raises(Invalid, match="not_an_option"):
        one.acts("fits", "a", days=["1970-06-01"])
    later(hall, "write", project="a", field="when", when=DAYS)
    one.acts("fits", "a", days=["1970-06-01", "1970-06-02"])
    with pytest.raises(Invalid, match="not_an_option"):
        one.acts("fits", "a", days=["1970-06-03"])
    assert {"1970-06-01": 1, "1970-06-02": 1} == stands(hall).fits
    others = {"kind": "days", "days": [{"day": "1970-06-02"}, {"day": "1970-06-03"}]}
    later(hall, "write", project="a", field="when", when=others)
    assert {"1970-06-02": 1} == stands(hall).fits


def test_the_room_agrees_while_it_is_asked():
    """Counted anew from the answers; a retry finds its answer also after the close, and nothing is written then."""
    hall = planning()
    phones = [hall.phone(name) for name in ("one", "two", "three")]
    phones[0].acts("pen", "a", holds=True)
    with pytest.raises(NotOpen, match="not_asked_now"):
        phones[0].acts("agree", "a", mark=1)
    later(hall, "ask", project="a")
    for phone, mark in zip(phones, (1, -1, -1), strict=True):
        phone.acts("agree", "a", mark=mark)
    assert stands(hall).agreement.agreed is None
    phones[1].acts("agree", "a", mark=1)
    later(hall, "close_ask", project="a")
    agreement = stands(hall).agreement
    assert (2, 1, 0, True) == (agreement.yes, agreement.no, agreement.passed, agreement.agreed)
    assert not phones[1].acts("agree", "a", mark=1).new
    with pytest.raises(NotOpen, match="not_asked_now"):
        phones[1].acts("agree", "a", mark=0)
    with pytest.raises(Invalid, match="agreed_already"):
        writes(phones[0], "Jotain muuta")


def test_hands_decide_where_phones_do_not():
    """Taken away again, it is as unknown as it was before; with nobody's answer it stays unknown."""
    hall = planning()
    later(hall, "by_hand", project="a", agreed=None)
    assert ("", None) == (stands(hall).project.asked, stands(hall).agreement.agreed)
    later(hall, "by_hand", project="a", agreed=True)
    assert stands(hall).agreement.agreed is True
    later(hall, "by_hand", project="a", agreed=None)
    assert stands(hall).agreement.agreed is None
    with pytest.raises(Invalid):
        hall.does("by_hand", project="a", agreed="yes")


def test_ready_is_what_why_when_and_agreed():
    """One missing, and it is not; days to choose from are not yet a when."""
    hall = planning()
    for field, more in (("what", {"text": "Penkki"}), ("why", {"text": "Ilo"}), ("when", {"when": DAYS})):
        later(hall, "write", project="a", field=field, **more)
    assert not stands(hall).ready
    later(hall, "by_hand", project="a", agreed=True)
    assert not stands(hall).ready
    later(hall, "write", project="a", field="when", when={"kind": "day", "day": "1970-06-01"})
    assert stands(hall).ready
    later(hall, "write", project="a", field="when")
    assert not stands(hall).ready


def test_the_primary_button_goes_through_every_project():
    """Looked at, asked, answered, the next one; one that was passed over comes before the overview; then on."""
    hall = planning("Penkki", "Puu")
    pressed = []
    while (press := next_step(hall.workshop, hall.now)).inside:
        pressed.append((press.inside.verb, *press.inside.arguments.values()))
        hall.does("next", drawn=press.turn)
        with pytest.raises(Stale):
            hall.does("next", drawn=press.turn)
        if pressed == [("focus", "a")]:
            hall.does("focus", on="b")
    assert [
        ("focus", "a"),
        ("ask", "b"),
        ("close_ask", "b"),
        ("focus", "a"),
        ("ask", "a"),
        ("close_ask", "a"),
        ("focus", OVERVIEW),
    ] == pressed
    assert ("move", "roles") == (press.verb, press.to.id)


def test_a_dropped_project_is_off_every_screen_and_comes_back_whole():
    """Nobody looks at it any more; undo brings back its lines and who had the pen."""
    hall = planning()
    one = hall.phone("one")
    one.acts("seat", "b")
    one.acts("pen", "b", holds=True)
    one.acts("line", "b", "first", field="why", text="Jotta jaksaa")
    hall.does("focus", on="b")
    before = stands(hall, "b")
    hall.does("drop_project", project="b")
    assert ("", ["a", "c"]) == (hall.workshop.now.focus, [p.id for p in hall.workshop.projects])
    with pytest.raises(NotFound, match="no_such_project"):
        one.acts("support", "b", line="first---")
    one.acts("pen", "a", holds=True)
    assert "one" == stands(hall).pen
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert before == stands(hall, "b")


def test_a_plan_that_is_opened_again_has_the_projects_it_had():
    """Undone by mistake, opened again: what people wrote meanwhile is there. What was dropped stays dropped."""
    vote = step("vote", method="approval", source="typed", typed=["Penkki", "Puu", "Kahvila"], top=2)
    hall = room(vote, step("plan")).on("open")
    hall.phone("one").votes(o1=1, o2=1)
    hall.on("close", "close_now", "reveal", "next")
    first = hall.workshop.projects[0]
    hall.phone("one").acts("line", first.id, "first", field="why", text="Jotta jaksaa")
    assert 1 == source_of(hall, first).score
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    hall.on("next")
    assert ["Jotta jaksaa"] == [line.text for line in stands(hall, first.id).lines]
    hall.does("drop_project", project=hall.workshop.projects[1].id)
    hall.on("back", "next")
    assert ["Penkki"] == [p.title for p in hall.workshop.projects]
    hall.does("choose", activity="vote", options=["o1", "o3"])
    hall.on("back", "next")
    assert ["Penkki", "Kahvila"] == [p.title for p in hall.workshop.projects]
    hall.does("drop_project", project=hall.workshop.projects[1].id)
    hall.on("back", "next")
    assert ["Penkki"] == [p.title for p in hall.workshop.projects]
    hall.on("back", "reopen")
    assert source_of(hall, first) is None


@pytest.mark.parametrize("chosen", [[], ["o1"]])
def test_the_last_project_of_a_vote_stays_dropped_too(chosen):
    """Whoever goes back for a moment does not find again what the room let go; undo alone brings it back."""
    vote = step("vote", method="approval", source="typed", typed=["Penkki", "Puu"], top=1)
    hall = room(vote, step("plan")).on("open")
    hall.phone("one").votes(o1=1)
    hall.on("close", "close_now", "reveal")
    hall.does("choose", activity="vote", options=chosen)
    hall.on("next")
    hall.does("drop_project", project=hall.workshop.projects[0].id)
    hall.does("add_project", title="Oma", id="own")
    hall.on("back", "next")
    assert ["Oma"] == [p.title for p in hall.workshop.projects]
    hall.does("choose", activity="vote", options=["o1"])
    hall.on("back", "next")
    assert ["Oma", "Penkki"] == [p.title for p in hall.workshop.projects]


def test_a_second_plan_step_goes_on_where_the_first_ended():
    """Texts and lines are there; the pen lies on the table, and nobody answers twice."""
    hall = planning("Penkki")
    one = hall.phone("one")
    one.acts("pen", "a", holds=True)
    writes(one, "Penkki pihaan")
    one.acts("line", "a", "first", field="why", text="Jotta jaksaa")
    later(hall, "ask", project="a")
    one.acts("agree", "a", mark=-1)
    hall.does("repeat", activity="plan", id="again")
    hall.does("go", activity="again")
    found = stands(hall)
    assert ("Penkki pihaan", 1, "") == (found.text("what"), len(found.lines), found.pen)
    hall.now += 1
    one.gives("again", act="agree", project="a", mark=1)
    later(hall, "close_ask", project="a")
    assert (1, 0) == (stands(hall).agreement.yes, stands(hall).agreement.no)


@pytest.mark.parametrize(
    "act",
    [
        {"act": "dance", "project": "a"},
        {"act": "seat"},
        {"act": "seat", "project": ["a"]},
        {"act": "seat", "project": "nowhere"},
        {"act": "pen", "project": "a", "holds": "yes"},
        {"act": "write", "project": "a", "field": "colour", "text": "x"},
        {"act": "write", "project": "a", "field": "what", "text": "x" * 281},
        {"act": "write", "project": "a", "field": "ask", "text": "x" * 141},
        {"act": "write", "project": "a", "field": "when", "when": {"kind": "day", "day": "1969-12-31"}},
        {"act": "write", "project": "a", "field": "when", "when": 5},
        {"act": "line", "project": "a", "field": "why", "text": "  "},
        {"act": "line", "project": "a", "field": "why", "text": None},
        {"act": "line", "project": "a", "field": "first", "text": "x"},
        {"act": "support", "project": "a", "line": "pen.a"},
        {"act": "fits", "project": "a", "days": "1970-06-01"},
        {"act": "agree", "project": "a", "mark": 2},
        {},
    ],
)
def test_nonsense_from_a_phone_is_refused(act):
    """With a sentence, and nothing is stored."""
    hall = planning()
    phone = hall.phone("one")
    phone.acts("pen", "a", holds=True)
    before = dict(hall.contributions("plan"))
    with pytest.raises(Refused):
        phone.gives("plan", "key-----", **act)
    assert before == hall.contributions("plan")


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("add_project", {"title": "  "}),
        ("add_project", {"title": "x" * 281}),
        ("add_project", {"title": "Penkki", "id": "a.b"}),
        ("add_project", {"title": "Penkki", "id": OVERVIEW}),
        ("focus", {"on": "nowhere"}),
        ("write", {"project": "a", "field": "colour", "text": "x"}),
        ("write", {"project": "a", "field": "when", "when": {"kind": "day", "day": "1970-02-31"}}),
        ("pass_pen", {"project": "a", "to": "nobody"}),
        ("ask", {"project": "nowhere"}),
    ],
)
def test_nonsense_from_the_desk_is_refused(verb, arguments):
    """Nothing changes, and there is nothing to take back."""
    hall = planning()
    before = hall.workshop
    with pytest.raises(Refused):
        hall.does(verb, **arguments)
    assert before == hall.workshop
