"""Running the evening: the one button, going back, taking back."""

import pytest

from facilitation import verbs
from facilitation.errors import Invalid, NotOpen, Refused, Stale
from facilitation.history import as_it_was
from facilitation.permissions import MANAGER
from facilitation.verbs.running import next_step
from tests.facilitation.room import room, step, voting


def test_the_primary_button_walks_through_the_whole_evening():
    """Open, close, reveal, on: each its own press, in the order of the agenda."""
    hall = room()
    pressed = []
    phone = hall.phone("a")
    while press := next_step(hall.workshop, hall.now):
        pressed.append((press.verb, press.on.kind))
        hall.does("next", drawn=press.turn)
        hall.now += 30
        if hall.workshop.now.kind == "ideas" and hall.workshop.now.state == "open":
            phone.writes("Pihajuhlat", "one")
    assert [
        ("open", "arrival"),
        ("move", "arrival"),
        ("close", "ideas"),
        ("move", "ideas"),
        ("open", "vote"),
        ("close", "vote"),
        ("reveal", "vote"),
        ("move", "vote"),
    ] == pressed


def test_a_second_tap_moves_nothing():
    """Two taps drawn for the same state are one step."""
    hall = room()
    drawn = hall.workshop.turn
    hall.does("next", drawn=drawn)
    before = hall.workshop
    with pytest.raises(Stale):
        hall.does("next", drawn=drawn)
    assert before == hall.workshop


def test_a_second_tap_on_undo_takes_back_one_step():
    """Undo names the step that it takes back."""
    hall = room().on("next", "next")
    newest = hall.workshop.history[-1].id
    verbs.take_back(hall, MANAGER, newest)
    with pytest.raises(Stale):
        verbs.take_back(hall, MANAGER, newest)
    assert "arrival" == hall.workshop.current


def test_closing_counts_down_and_then_takes_nothing():
    """For twenty seconds answers still count; after that they are refused."""
    hall = voting("approval", "a", "b")
    phone = hall.phone("p")
    hall.does("close")
    hall.now += 19
    phone.votes(o1=1)
    hall.now += 2
    with pytest.raises(NotOpen, match="late"):
        phone.votes(o2=1)
    assert {"o1": 1} == hall.contribution("vote", "p").payload["marks"]


def test_a_result_cannot_be_shown_while_answers_are_taken():
    """Closing and revealing are two things, and the first comes first."""
    hall = voting("approval", "a")
    with pytest.raises(NotOpen, match="not_closed_yet"):
        hall.does("reveal")
    hall.does("close")
    with pytest.raises(NotOpen, match="not_closed_yet"):
        hall.does("reveal")
    hall.now += 21
    hall.does("reveal")
    assert "revealed" == hall.workshop.now.state


def test_undoing_a_close_keeps_its_votes():
    """What people gave is not a step of the manager."""
    hall = voting("approval", "a")
    hall.phone("p").votes(o1=1)
    hall.does("close")
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert "open" == hall.workshop.now.state
    assert {"o1": 1} == hall.contribution("vote", "p").payload["marks"]


def test_everything_can_be_taken_back_to_the_first_moment_and_done_again():
    """One linear history, both ways, exactly."""
    hall = room()
    first = hall.workshop
    hall.on("next", "next")
    hall.phone("p").writes("Kukkia", "k")
    hall.does("theme", activity="ideas", ideas=["k-------"], theme="Piha")
    hall.does("headcount", people=34)
    hall.does("add", kind_name="info", title={"fi": "Tauko"}, id="tauko")
    hall.does("reorder", activity="thanks", place=0)
    last = hall.workshop
    while hall.workshop.history:
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert _content(first) == _content(hall.workshop)
    while hall.workshop.undone:
        verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
    assert _content(last) == _content(hall.workshop)


def test_a_command_drawn_before_an_undo_is_stale():
    """Taking back moves on: the state may look the same, but it is another moment."""
    hall = room()
    drawn = hall.workshop.turn
    hall.does("next")
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    with pytest.raises(Stale):
        hall.does("next", drawn=drawn)


def test_the_held_picture_is_the_moment_of_holding():
    """While the stage is held, what the manager does later is not in it."""
    hall = room().on("next", "next")
    hall.phone("p").writes("Kukkia", "k")
    hall.does("stage", mode="held")
    hall.now += 5
    hall.does("hide", activity="ideas", ideas=["k-------"])
    then = as_it_was(hall.workshop, hall.workshop.stage.held_at)
    assert {} == then.activity("ideas").curation.hidden
    assert "held" == then.stage.mode


def test_going_back_reopens_what_only_needs_showing():
    """Back to the arrival is the arrival again; back to a shown vote leaves it shown."""
    hall = room().on("next", "next", "back")
    assert ("arrival", "open") == (hall.workshop.current, hall.workshop.now.state)
    assert "closed" == hall.workshop.activity("ideas").state


def test_a_reopened_vote_hides_its_result_and_keeps_its_options():
    """Ballots keep their meaning."""
    hall = voting("approval", "a", "b").on("close", "close_now", "reveal", "reopen")
    assert "open" == hall.workshop.now.state
    assert ["a", "b"] == [o.text for o in hall.workshop.now.options]


def test_what_a_ballot_depends_on_is_fixed_once_open():
    """The number of dots cannot change under those who voted; the prompt can."""
    hall = voting("dots", "a", "b")
    with pytest.raises(Refused, match="set_while_open"):
        hall.does("configure", activity="vote", settings={"dots": 9})
    hall.does("configure", activity="vote", settings={"prompt": {"fi": "Mikä ensin?"}})
    assert {"fi": "Mikä ensin?"} == hall.workshop.now.settings["prompt"]


def test_what_was_voted_on_stays_though_the_opening_is_taken_back():
    """Ballots name options by their places: neither new settings nor an older undo puts other words there."""
    hall = room(step("vote", source="typed", typed=("a", "b")))
    hall.does("configure", activity="vote", settings={"typed": ["c", "d"]})
    hall.on("open")
    hall.phone("aino").votes(o1=2)
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    with pytest.raises(Refused, match="set_while_open"):
        hall.does("configure", activity="vote", settings={"typed": ["e", "f"]})
    with pytest.raises(Refused, match="set_while_open"):
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    hall.on("open")
    assert ["c", "d"] == [o.text for o in hall.workshop.now.options]


def test_what_was_counted_and_taken_back_holds_up_nothing():
    """A rehearsal at the desk: hands were entered, and everything is undone again."""
    hall = room(step("vote", source="typed", typed=("a", "b")))
    hall.does("configure", activity="vote", settings={"typed": ["c", "d"]})
    hall.on("open")
    hall.does("enter_counts", activity="vote", counts={"o1": {"1": 3}}, voters=3, key="hands-1")
    for _ in range(3):
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert ["a", "b"] == list(hall.workshop.now.settings["typed"])


def test_the_room_s_clock_ends_with_its_step():
    """Nobody reads "time left" beside "answering is over", nor over the next step."""
    hall = room().on("next", "next")
    hall.does("countdown", seconds=60)
    hall.on("close")
    assert hall.workshop.countdown is None


def test_a_skipped_step_is_passed_over_and_can_come_back():
    """Left out, the evening goes past it; forward and back."""
    hall = room().on("next")
    hall.does("skip", activity="ideas")
    hall.on("next")
    assert "vote" == hall.workshop.current
    hall.on("back")
    assert "arrival" == hall.workshop.current
    hall.does("skip", activity="ideas", skipped=False)
    hall.on("next")
    assert "ideas" == hall.workshop.current


def test_a_repeated_step_is_empty_and_comes_next():
    """Another round starts without the first one's answers."""
    hall = voting("approval", "a")
    hall.does("repeat", activity="vote", id="again")
    hall.does("repeat", activity="vote", id="again")
    assert ["vote", "again"] == [a.id for a in hall.workshop.agenda]
    assert ("draft", ()) == (hall.workshop.activity("again").state, hall.workshop.activity("again").options)


def test_a_step_that_is_repeated_anew_has_nothing_of_a_repetition_that_was_taken_back():
    """The desk names both alike. Ballots of a round that nobody remembers would count in the next one; done again, the
    round has its own."""
    hall = voting("approval", "a", "b").on("close", "close_now")
    hall.does("repeat", activity="vote", id="again")
    hall.on("next", "next", "open")
    hall.phone("p").gives("again", marks={"o1": 1})
    for _ in range(4):
        verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    undone = hall.workshop
    for _ in range(2):
        hall.does("repeat", activity="vote", id="again")
    hall.on("next", "next", "open")
    assert (2, "open") == (len(hall.workshop.agenda), hall.workshop.now.state)
    assert {} == hall.contributions(hall.workshop.current)
    hall.workshop = undone
    for _ in range(4):
        verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
    assert ("again", 1) == (hall.workshop.current, len(hall.contributions(hall.workshop.current)))


def test_a_vote_without_anything_to_vote_on_does_not_open():
    """The desk says so instead of showing an empty list to a hall."""
    hall = room(step("ideas"), step("vote"))
    with pytest.raises(Invalid, match="no_options"):
        hall.does("open_kind", kind_name="vote")
    assert "ideas" == hall.workshop.current


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("countdown", {"seconds": -1}),
        ("countdown", {"seconds": "5"}),
        ("headcount", {"people": -3}),
        ("stage", {"mode": "upside down"}),
        ("configure", {"activity": "ideas", "minutes": 100_000}),
        ("configure", {"activity": "ideas", "title": {"fi": "   "}}),
        ("configure", {"activity": "vote", "settings": {"dots": 0}}),
        ("configure", {"activity": "vote", "settings": {"nonsense": 1}}),
        ("rename", {"title": {"fi": "x" * 121}}),
        ("add", {"kind_name": "quiz", "title": {"fi": "Visa"}}),
        ("go", {"activity": "nowhere"}),
        ("no such verb", {}),
        ("hide", {"activity": "ideas"}),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(verb, arguments):
    """Every wrong command has a key to say it by."""
    hall = room()
    before = hall.workshop
    with pytest.raises(Refused):
        hall.does(verb, **arguments)
    assert before == hall.workshop


def _content(workshop):
    return workshop.model_dump(exclude={"history", "undone", "turn", "log"})
