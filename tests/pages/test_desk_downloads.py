"""Downloads: the file is written at the click, from the workshop as it is then, for one who leads it."""

import json

import pytest

from pages.views.desk.parts import downloads
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import CODE, FOREVER, Hall, NewHall


def test_the_summary_is_offered_at_any_moment_and_the_backup_at_the_end(new_hall: NewHall) -> None:
    """Private files are not in the way in the middle of an evening; the list has both of them."""
    hall = new_hall(step("ideas"), step("thanks"))
    summary = ["PDF", "Excel", "Kalenteri", "JSON"]
    assert summary == _offered(hall, "desk_run")
    assert summary == _offered(hall, "desk_agenda")
    assert [*summary, "Lataa varmuuskopio (yksityinen)"] == _offered(
        hall.on("next", "next", "next"), "desk_run"
    )
    both = ["Lataa tulokset (JSON)", "Lataa varmuuskopio (yksityinen)"]
    assert both == _offered(hall, "desk", code="")


@pytest.mark.parametrize("name", ["export", "backup"])
def test_a_file_holds_what_came_after_the_page_was_drawn(hall: Hall, name: str) -> None:
    """It is written when it is asked for, and nothing is written before."""
    content = downloads.written_when_asked(hall.code, name)
    hall.on("next", "next")
    hall.gives("anna", "ideas", text="Kirsikkapuisto")
    assert "Kirsikkapuisto" in json.dumps(json.loads(content()), ensure_ascii=False)


@pytest.mark.parametrize(
    "session",
    [None, Session("manager", "QQQQQQ", FOREVER), Session("cofacilitator", CODE, FOREVER)],
    ids=["nobody", "leads another", "leads along"],
)
def test_the_backup_is_for_the_manager_of_this_workshop(hall: Hall, session: Session | None) -> None:
    """Even if the button were drawn for others; and whoever is out by the click gets nothing either."""
    content = downloads.written_when_asked(hall.code, "backup")
    hall.session = session
    assert b"" == content()


def test_who_leads_along_is_not_offered_the_backup(new_hall: NewHall) -> None:
    """The results they may have."""
    hall = new_hall(step("thanks"))
    hall.session = Session("cofacilitator", CODE, FOREVER)
    assert ["Lataa tulokset (JSON)"] == _offered(hall, "desk", code="")
    assert ["PDF", "Excel", "Kalenteri", "JSON"] == _offered(hall.on("next"), "desk_run")
    assert downloads.written_when_asked(hall.code, "export")()


def _offered(hall: Hall, page: str, **query: str) -> list[str]:
    return [button.label for button in hall.page(page, **query).app.get("download_button")]
