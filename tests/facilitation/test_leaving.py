"""Taking one's answers away: nothing of mine is left, nothing of yours is lost, and undo neither brings it back nor
stumbles."""

import pytest

from facilitation import verbs
from facilitation.errors import NotAllowed
from facilitation.kinds import kind
from facilitation.leavers import mark_of
from facilitation.permissions import MANAGER, Actor
from facilitation.projects import planned_in
from facilitation.verbs.leaving import take_away
from facilitation.verbs.taking_part import give
from tests.facilitation.room import Phone, Room, planning, room, stands, voting, writes

WORDS = "Sininen keinu"
CORRECTED = "Sininen keinu pihaan"


def goes(phone: Phone) -> tuple[str, ...]:
    return take_away(phone.room, phone.actor)


def everything(hall: Room) -> str:
    """All that is kept of this evening."""
    return f"{hall.workshop.model_dump_json()} {hall.given} {hall.people}"


def undo_all(hall: Room) -> None:
    while hall.workshop.history:
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)


def redo_all(hall: Room) -> None:
    while hall.workshop.undone:
        verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)


@pytest.fixture
def wall() -> Room:
    """Aino's idea is corrected, sorted, and Bea's stands under it; the vote is not open yet."""
    hall = room().on("next", "next", "open")
    hall.phone("aino").writes(WORDS, "of-aino")
    hall.phone("bea").writes("Keinu", "of-bea")
    hall.does("edit", activity="ideas", ideas=["of-aino-"], text=CORRECTED)
    hall.does("theme", activity="ideas", ideas=["of-aino-", "of-bea--"], theme="Piha")
    hall.does("merge", activity="ideas", ideas=["of-bea--"], into="of-aino-")
    return hall


def aino(hall: Room) -> Phone:
    return Phone(hall, Actor("participant", "aino"))


def test_an_idea_is_nowhere_any_more(wall: Room) -> None:
    """Not on the wall, not among corrections, not in the history: neither my words nor who I was."""
    assert ("ideas",) == goes(aino(wall))
    assert [] == [words for words in (WORDS, '"aino"', "'aino'") if words in everything(wall)]


def test_what_stood_under_it_stands_by_itself(wall: Room) -> None:
    """Others lose no word, and no theme."""
    goes(aino(wall))
    activity = wall.workshop.activity("ideas")
    shown = kind("ideas").result(activity, wall.contributions("ideas")).shown
    assert [("Keinu", "Piha")] == [(idea.text, idea.theme) for idea in shown]


def test_undo_and_redo_go_on_without_it(wall: Room) -> None:
    """All the way back and forth; a step that was only about it is gone from the history."""
    goes(aino(wall))
    assert "edit" not in [each.verb for each in wall.workshop.history]
    undo_all(wall)
    redo_all(wall)
    assert WORDS not in everything(wall)
    assert {"of-bea--": "of-aino-"} == wall.workshop.activity("ideas").curation.merged


def test_undo_counts_nobody_in_again(wall: Room) -> None:
    """How many have left is no step of the manager's."""
    goes(aino(wall))
    undo_all(wall)
    assert (1, wall.now) == (wall.workshop.left, wall.workshop.forgotten_at)


def test_an_idea_called_like_a_part_of_the_document_takes_nothing_with_it() -> None:
    """The key of an idea is made on a phone, and somebody may play."""
    hall = room().on("next", "next", "open")
    for key in ("meetings", "settings", "projects", "activities"):
        hall.phone("aino").gives("ideas", key, text=WORDS)
    before = hall.workshop
    goes(aino(hall))
    gone = (mark_of("aino"),)
    assert before.but(left=1, gone=gone, forgotten_at=hall.now) == hall.workshop


@pytest.mark.parametrize("path", [(), ("close_now",), ("close_now", "reveal")])
def test_a_ballot_goes_at_any_time(path: tuple[str, ...]) -> None:
    """Also when the vote is over and shown: whoever gave it may take it back, and it is recounted."""
    hall = voting("dots", "Puu", "Penkki")
    hall.phone("aino").votes(o1=3)
    hall.phone("bea").votes(o2=1)
    hall.on(*path)
    goes(aino(hall))
    result = kind("vote").result(hall.workshop.now, hall.contributions("vote"))
    assert (1, ["Penkki"]) == (result.voters, [row.option.text for row in result.top])


def test_a_ballot_keeps_the_words_that_others_vote_on() -> None:
    """An idea that stands on an open vote is the room's; nothing there says whose it was."""
    hall = room().on("next", "next", "open")
    hall.phone("aino").writes(WORDS, "of-aino")
    hall.on("close", "next", "open")
    hall.phone("bea").votes(**{"of-aino-": 2})
    goes(aino(hall))
    result = kind("vote").result(hall.workshop.now, hall.contributions("vote"))
    assert [(WORDS, 2.0)] == [(row.option.text, row.score) for row in result.top]
    assert "aino'" not in everything(hall)


@pytest.fixture
def table() -> Room:
    """Aino has the pen of a project, from the desk, and wrote; her line has Bea's support; she said yes and leads."""
    hall = planning()
    one, two = hall.phone("aino"), hall.phone("bea")
    for each in (one, two):
        each.acts("seat", "a")
    one.acts("pen", "a", holds=True)
    writes(one, "Penkki pihaan")
    hall.now += 1
    hall.does("pass_pen", project="a", to="aino")
    one.acts("line", "a", "by-aino", field="why", text=WORDS)
    two.acts("support", "a", line="by-aino-")
    hall.does("hide", activity="plan", ideas=["by-aino-"])
    hall.does("ask", project="a")
    one.acts("agree", "a", mark=1)
    hall.does("add_role", project="a", title={"fi": "Vetäjä"}, id="lead")
    hall.does("go", activity="roles")
    one.gives("roles", offers={"lead": "gladly"}, name="Aino", in_summary=True, contact="040 1")
    hall.does("confirm", role="lead", participant="aino")
    return hall


def test_a_project_keeps_the_words_of_its_table(table: Room) -> None:
    """What the pen wrote was the table's; a line, a yes and an offer were mine, and go."""
    goes(aino(table))
    now = stands(table)
    assert ("Penkki pihaan", "", 0) == (now.text("what"), now.pen, now.agreement.answered)
    assert ((), ["bea"]) == (now.lines, sorted(now.seats))
    assert [] == [
        words for words in (WORDS, "aino'", '"aino"', "Aino", "040 1") if words in everything(table)
    ]


def test_a_role_is_open_again(table: Room) -> None:
    """The desk sees that somebody has withdrawn, and not who."""
    goes(aino(table))
    (role,) = stands(table).roles
    assert (1, [""]) == (role.open, [each.name for each in role.people])


def test_what_the_desk_did_with_somebody_who_left_can_still_be_taken_back(table: Room) -> None:
    """The pen it gave them lies on the table, the role it gave them is nobody's, in each step of the history."""
    goes(aino(table))
    while table.workshop.history:
        verbs.take_back(table, MANAGER, table.workshop.history[-1].id)
        assert "aino" not in {p.pen for p in planned_in(table)} | {table.workshop.model_dump_json()}
    redo_all(table)
    assert "" == stands(table).pen


def test_who_comes_again_is_somebody_new(wall: Room) -> None:
    """The old id opens nothing any more; taking away twice does nothing the second time."""
    goes(aino(wall))
    with pytest.raises(NotAllowed, match="join_first"):
        give(wall, Actor("participant", "aino"), "ideas", {"text": "Puu"}, "anew-----")
    assert () == goes(aino(wall))
    assert 1 == wall.workshop.left


def test_only_a_participant_takes_answers_away(wall: Room) -> None:
    """Nobody does it for somebody else, not even the manager."""
    with pytest.raises(NotAllowed):
        take_away(wall, Actor("manager", "aino"))
    assert WORDS in everything(wall)
