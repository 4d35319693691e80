"""Downloads: which files each page of the desk offers to whom, at addresses that are there."""

import asyncio

import httpx
import pytest

from phone.application import own_pages
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import CODE, FOREVER, Hall, NewHall

SUMMARY = ["PDF", "Excel", "Kalenteri", "JSON"]
EXPORT, BACKUP = "Lataa tulokset (JSON)", "Lataa varmuuskopio (yksityinen)"


def test_the_summary_is_offered_at_any_moment_and_the_backup_at_the_end(new_hall: NewHall) -> None:
    """Private files are not in the way in the middle of an evening; the list has both of them."""
    hall = new_hall(step("ideas"), step("thanks"))
    assert SUMMARY == [*hall.page("desk_run").files]
    assert SUMMARY == [*hall.page("desk_agenda").files]
    assert [*SUMMARY, BACKUP] == [*hall.on("next", "next", "next").page("desk_run").files]
    assert [EXPORT, BACKUP] == [*hall.page("desk", code="").files]
    assert [EXPORT, BACKUP] == [*hall.page("desk_privacy").files]


def test_who_leads_along_is_not_offered_the_backup(new_hall: NewHall) -> None:
    """The results they may have."""
    hall = new_hall(step("thanks"))
    hall.session = Session("cofacilitator", CODE, FOREVER)
    assert [EXPORT] == [*hall.page("desk", code="").files]
    assert SUMMARY == [*hall.on("next").page("desk_run").files]


def test_of_the_summary_s_files_the_json_says_that_what_is_hidden_is_in_it(new_hall: NewHall) -> None:
    """It is the whole export, and stands under a sentence that holds for the others alone."""
    hall = new_hall(step("ideas"), step("thanks")).on("open")
    hall.gives("anna", "ideas", text="Naapurin Kalle on hullu")
    (idea,) = hall.reader.contributions("ideas")
    hall.does("hide", activity="ideas", ideas=[idea])
    page = hall.page("desk_run")
    shared = {name: asyncio.run(_asked(page.files[name])).content for name in ("Kalenteri", "JSON")}
    assert ["JSON"] == [name for name, content in shared.items() if b"Kalle" in content]
    assert "Piilotettu ei tule mukaan." in page.html
    assert ["JSON"] == [name for name, said in page.said_of_files.items() if "Myös piilotetut" in said]


def test_every_file_that_is_offered_is_there(hall: Hall) -> None:
    """Its address answers with a file, in the language that is chosen."""
    run = hall.page("desk_run")
    run.app.button_group(key=f"summary-language-{CODE}").set_value("sv")
    offered = {**run.run().files, **hall.page("desk", code="").files}
    assert 6 == len(offered)
    assert f"/desk/files/{CODE}/summary/sv/pdf" == offered["PDF"]
    for label, address in offered.items():
        answer = asyncio.run(_asked(address))
        found = (answer.status_code, answer.headers.get("content-disposition", "")[:33])
        assert (200, 'attachment; filename="asukasilta-') == found, label


async def _asked(address: str) -> httpx.Response:
    transport = httpx.ASGITransport(own_pages())
    async with httpx.AsyncClient(transport=transport, base_url="http://ilta.example") as client:
        return await client.get(address)


@pytest.mark.parametrize("page", ["desk_run", "desk_agenda", "desk_privacy"])
def test_an_address_stays_while_the_evening_goes_on(hall: Hall, page: str) -> None:
    """The desk is drawn at each vote: a press between two drawings must find what it was drawn for."""
    before = hall.page(page).files
    hall.on("next", "next")
    hall.gives("anna", "ideas", text="Kirsikkapuisto")
    assert before
    assert before == hall.page(page).files
