"""A series of meetings in one workshop: its agenda holds the same kind of step twice."""

from locales import words
from reports.parts import NextMeeting
from reports.summary import summary
from tests.facilitation.room import Room, room, step

FI = words("fi")
PLACE = {"next_place": "Kerhohuone"}


def _next_meeting(hall: Room) -> NextMeeting | None:
    return summary(hall, FI).next_meeting


def test_the_next_meeting_is_the_one_that_the_thanks_of_this_meeting_name() -> None:
    """Not that which people have come to, nor one after it; what stands on the screens stands in the files."""
    hall = room(step("ideas"), step("thanks", **PLACE), step("ideas", "later"), step("thanks", "last"))
    for go, place in (("ideas", "Kerhohuone"), ("thanks", "Kerhohuone"), ("later", ""), ("last", "")):
        hall.does("go", activity=go)
        found = _next_meeting(hall)
        assert place == (found.place if found else ""), go
    hall.does("configure", activity="last", settings={"next_place": "Kirjasto"})
    assert NextMeeting(None, "Kirjasto") == _next_meeting(hall)
    hall.does("go", activity="ideas")
    assert NextMeeting(None, "Kerhohuone") == _next_meeting(hall)
