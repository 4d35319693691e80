"""A series of meetings in one workshop: its agenda holds the same kind of step twice."""

from io import BytesIO

from pypdf import PdfReader

from locales import words
from reports.parts import NextMeeting
from reports.pdf import pdf
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


def test_each_of_several_evaluations_stands_under_its_title() -> None:
    """Two tables of answers to the same questions; a single one needs no title of its own."""
    hall = room(step("evaluation"), step("evaluation", "again"))
    hall.on("open", "close_now", "reveal")
    assert "evaluation" not in _pdf(hall)
    hall.on("next", "close_now", "reveal")
    assert _pdf(hall).index("evaluation") < _pdf(hall).index("evaluation 2")


def test_steps_of_the_same_title_are_told_apart() -> None:
    """By the numbers that they had on the screens."""
    vote = step("vote", source="typed", typed=["Penkki"])
    evening = room(step("ideas"), step("ideas", "more"), vote, vote.but(id="again")).on("open", "close")
    evening.on("next", "close", "next", "open", "close_now", "next", "next", "open")
    found = summary(evening, FI)
    assert ["ideas", "ideas 2"] == [wall.title for wall in found.walls]
    assert ["vote", "vote 2"] == [vote.title for vote in found.votes]


def _pdf(hall: Room) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf(summary(hall, FI), FI))).pages)
