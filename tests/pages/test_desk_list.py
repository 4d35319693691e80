"""The list of workshops: a new one in a minute, a file taken in, a damaged one said and mended."""

import pytest

from facilitation.errors import Damaged
from facilitation.model import Workshop
from facilitation.turn import Reader
from pages.components.file_picker import Picked
from service.people_files import export
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import FOREVER, Hall, NewHall, Page

TITLE = "Koivukylän *kevät* [linkki](https://example.org) <b>"


def the_list(hall: Hall) -> Page:
    hall.code = ""
    return hall.page("desk")


def newest(hall: Hall) -> Workshop:
    return max((hall.house.workshop(code) for code in hall.house.store.codes()), key=lambda w: w.created_at)


@pytest.mark.parametrize(("template", "steps"), [("asukasilta", 5), ("evening", 9)])
def test_a_new_workshop_leads_straight_to_its_running_page(hall: Hall, template: str, steps: int) -> None:
    """A title and one press."""
    page = the_list(hall)
    hall.clock.now += 1
    page.app.text_input[0].set_value(TITLE)
    page.app.radio[0].set_value(template)
    page.press("Luo tapahtuma")

    made = newest(hall)
    assert (TITLE, steps) == (made.title["fi"], len(made.agenda))
    assert [made.code] == [page.app.query_params["code"]]
    assert "Aloita tapahtuma" in page.buttons
    assert "&lt;b&gt;</h1>" in page.html


def test_a_workshop_without_a_title_is_not_made(hall: Hall) -> None:
    """And nothing else that was chosen is lost."""
    page = the_list(hall)
    page.app.radio[0].set_value("evening")
    page.press("Luo tapahtuma")
    assert "Anna tapahtumalle ensin nimi." in page.said
    assert "evening" == page.app.radio[0].value
    assert 1 == len(hall.house.store.codes())


def test_the_list_says_what_is_on(hall: Hall) -> None:
    """Title, code, day and step."""
    page = the_list(hall)
    assert "ei vielä alkanut" in page.html
    hall.code = "ACDEFG"
    hall.on("next", "next")
    assert "nyt: ideas" in page.run().html


def test_the_list_names_a_repeated_step_as_the_desk_does(new_hall: NewHall) -> None:
    """By its number."""
    hall = new_hall(step("ideas"), step("ideas", "again")).on("open", "close_now", "next")
    assert "nyt: ideas 2" in the_list(hall).html


def test_a_link_to_one_workshop_lists_only_that_one(hall: Hall) -> None:
    """And makes no new ones."""
    hall.session = Session("manager", "QQQQQQ", FOREVER)
    page = the_list(hall)
    assert "Koivurinteen" not in page.said
    assert "Luo tapahtuma" not in page.buttons


def test_a_file_is_taken_in_under_a_new_code(hall: Hall) -> None:
    """Its own code is in use here."""
    hall.on("next", "next")
    hall.gives("anna", "ideas", text="Kirsikkapuisto")
    file = export(hall.reader, hall.house.store.files(hall.code))
    page = the_list(hall)
    page.app.session_state["import-file"] = Picked("ilta.json", file.encode())
    page.press("Tuo")
    assert "koodi on jo käytössä" in page.said

    page.app.text_input[1].set_value("tuo 234")
    page.press("Tuo")
    assert "ideas" == hall.house.workshop("TUO234").current


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe\x00", b"{}"])
def test_what_is_no_export_is_refused_in_words(hall: Hall, content: bytes) -> None:
    """Nothing is made of it."""
    page = the_list(hall)
    page.app.session_state["import-file"] = Picked("kuva.json", content)
    page.press("Tuo")
    assert "ei ole Asukasillan vienti" in page.said
    assert 1 == len(hall.house.store.codes())


def test_a_damaged_workshop_says_so_and_is_mended_at_a_press(hall: Hall) -> None:
    """The others stay usable; no traceback, and nothing is thrown away."""
    hall.on("next").restart(lambda: _cut_off(hall))
    page = the_list(hall)
    assert "ei voi lukea" in page.said
    hall.code = "ACDEFG"
    running = hall.page()
    assert "ei voi lukea" in running.said

    running.press("Ota viimeinen ehjä kopio käyttöön")

    assert "Koivurinteen ilta" in running.said
    assert not running.app.exception


def test_nobody_mends_it_who_does_not_lead(hall: Hall) -> None:
    """Whoever was signed out since the button was drawn."""
    hall.on("next").restart(lambda: _cut_off(hall))
    hall.code = "ACDEFG"
    running, hall.session = hall.page(), None
    running.press("Ota viimeinen ehjä kopio käyttöön")
    assert not running.app.exception
    with pytest.raises(Damaged):
        hall.house.store.read("ACDEFG")


def test_of_rows_that_cannot_be_read_no_copy_is_offered(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database keeps none; a backup can be put back, and the page says so."""

    def damaged(code: str) -> Reader:
        raise Damaged("damaged_rows")

    monkeypatch.setattr(hall.house.store, "read", damaged)
    page = the_list(hall)
    assert "Ota varmuuskopio käyttöön" in page.said
    assert "Ota viimeinen ehjä kopio käyttöön" not in [button.label for button in page.app.button]


def _cut_off(hall: Hall) -> None:
    """The workshop's file loses its end between two starts of the server."""
    file = next(hall.house.folder.rglob("workshop.json"))
    file.write_bytes(file.read_bytes()[:40])
