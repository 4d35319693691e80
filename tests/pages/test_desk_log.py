"""The log at the desk: readable by who leads, in their language, with titles as letters."""

import asyncio

import pytest

from facilitation.permissions import MANAGER
from service import people_files
from service.giving_out import take_along
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import FOREVER, Hall, NewHall


def test_the_manager_reads_what_was_done(hall: Hall) -> None:
    """The newest first, each with who and at which step."""
    hall.on("next", "next", "next", "reopen")
    said = hall.page("desk_log").html
    assert said.index("Uudelleen avaaminen") < said.index("Sulkeminen") < said.index("Siirtyminen")
    assert 4 == said.count(">vetäjä<")


def test_a_vote_is_not_closed_twice_in_it(new_hall: NewHall) -> None:
    """The countdown is one thing, and ending it early another: whoever reads it later asks when votes still counted."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b")))
    said = hall.on("open", "close", "close_now").page("desk_log").html
    assert (1, 1) == (said.count(">Sulkeminen<"), said.count(">Sulkeminen heti<"))


def test_an_undo_from_the_desk_is_in_it(hall: Hall) -> None:
    """It says what was taken back."""
    hall.on("next", "next", "next")
    hall.page("desk_run").press("Kumoa sulkeminen")
    assert "Kumottiin: sulkeminen" in hall.page("desk_log").html


@pytest.mark.parametrize(
    "language, none", [("fi", "Lokissa ei ole"), ("sv", "ännu inget"), ("en", "nothing in")]
)
def test_an_empty_log_says_so(hall: Hall, language: str, none: str) -> None:
    """In the desk's language."""
    hall.language = language
    assert none in hall.page("desk_log").html


def test_a_title_in_the_log_is_letters(new_hall: NewHall) -> None:
    """Titles come from files of others, too."""
    hall = new_hall(step("ideas").but(title={"fi": "<img src=x onerror=alert(1)>"}))
    assert "<img src=x" not in hall.on("open").page("desk_log").html


def test_somebody_who_leads_another_evening_reads_nothing(hall: Hall) -> None:
    """The page guards itself."""
    hall.on("next")
    hall.session = Session("cofacilitator", "QQQQQQ", FOREVER)
    assert "Siirtyminen" not in hall.page("desk_log").html


def test_the_private_backup_keeps_it_and_the_export_does_not(hall: Hall) -> None:
    """Who did what at the desk is nobody's business but the organisers'."""
    hall.on("next", "next")
    files = hall.house.store.files(hall.code)
    assert '"log"' in people_files.backup(hall.reader, files)
    assert '"log"' not in people_files.export(hall.reader, files)


def test_taking_a_file_along_is_noted(hall: Hall) -> None:
    """A curious manager leaves a trace where the others see it."""
    asyncio.run(take_along(hall.house, MANAGER, hall.code, "backup"))
    assert "Varmuuskopion lataaminen" in hall.page("desk_log").html
