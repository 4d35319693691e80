"""Downloads: the file is written at the click, from the workshop as it is then, for one who leads it."""

import json

import pytest

from pages.views.desk.parts import downloads
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import FOREVER, Hall, NewHall


def test_the_list_and_the_end_offer_both_files(new_hall: NewHall) -> None:
    """In the middle of an evening they are not in the way."""
    hall = new_hall(step("ideas"), step("thanks"))
    assert [] == _offered(hall, "desk_run")
    assert 2 == len(_offered(hall.on("next", "next", "next"), "desk_run"))
    assert 2 == len(_offered(hall, "desk"))


@pytest.mark.parametrize("name", ["export", "backup"])
def test_a_file_holds_what_came_after_the_page_was_drawn(hall: Hall, name: str) -> None:
    """It is written when it is asked for, and nothing is written before."""
    content = downloads.written_when_asked(hall.code, name)
    hall.on("next", "next")
    hall.gives("anna", "ideas", text="Kirsikkapuisto")
    assert "Kirsikkapuisto" in json.dumps(json.loads(content()), ensure_ascii=False)


def test_one_who_leads_another_workshop_gets_nothing(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the button were drawn for them."""
    monkeypatch.setattr(downloads, "may_lead", Session("manager", "QQQQQQ", FOREVER).may_lead)
    assert b"" == downloads.written_when_asked(hall.code, "backup")()


def _offered(hall: Hall, page: str) -> list[object]:
    return list(hall.page(page).app.get("download_button"))
