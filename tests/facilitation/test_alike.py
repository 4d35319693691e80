"""Steps of the same title: what they are called, on every screen and in every file."""

from facilitation.alike import own_title
from tests.facilitation.room import room, step


def names(hall, language="fi"):
    return {a.id: own_title(hall.workshop, a, language) for a in hall.workshop.agenda}


def again():
    return room(step("ideas"), step("ideas", "again"), step("thanks")).on("open")


def test_the_second_of_a_title_is_told_apart():
    """Only where it is the same in the language that is read."""
    hall = again()
    assert {"ideas": "ideas", "again": "ideas 2", "thanks": "thanks"} == names(hall)
    hall.does("configure", activity="again", title={"fi": "ideas", "sv": "pihasta"})
    assert ("ideas 2", "pihasta") == (names(hall)["again"], names(hall, "sv")["again"])


def test_what_is_left_out_takes_no_number_from_what_the_room_sees():
    """Nobody meets a second one without a first; the desk still has two names for two steps."""
    hall = again()
    hall.does("go", activity="again")
    hall.does("skip", activity="ideas")
    assert {"ideas": "ideas 2", "again": "ideas", "thanks": "thanks"} == names(hall)


def test_no_number_makes_a_title_that_stands_on_the_agenda():
    """Somebody may have numbered a step by hand before they repeated another one."""
    hall = room(step("ideas"), step("ideas", "again"), step("ideas", "third"), step("ideas 2"))
    assert ["ideas", "ideas 3", "ideas 4", "ideas 2"] == list(names(hall).values())
