"""The running page: the right button, once, and the way back."""

import pytest

from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall

OPTIONS = ("Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille")


def vote(**settings):
    return step("vote", **{"source": "typed", "typed": OPTIONS, "method": "approval"} | settings)


def test_the_primary_button_leads_through_the_evening(hall: Hall) -> None:
    """Each step ends in its own way, and the button always says what comes."""
    vote_step = {"activity": "vote", "settings": {"source": "typed", "typed": OPTIONS}}
    hall.does("configure", **vote_step)
    page = hall.page()

    for label, phase in (
        ("Aloita tapahtuma", ("arrival", "open")),
        ("Seuraava: ideas", ("ideas", "open")),
        ("Lopeta ideointi", ("ideas", "closed")),
        ("Seuraava: vote", ("vote", "draft")),
        ("Avaa äänestys", ("vote", "open")),
        ("Sulje äänestys (20 s)", ("vote", "closing")),
        ("Sulje äänestys heti", ("vote", "closed")),
        ("Näytä tulos", ("vote", "revealed")),
        ("Seuraava: thanks", ("thanks", "open")),
    ):
        page.press(label)
        assert phase == (hall.now.id, hall.now.phase(hall.clock.now))
    assert "Kaikki vaiheet on käyty läpi" in page.said


def test_a_button_drawn_for_a_step_that_has_passed_does_nothing_and_says_so(hall: Hall) -> None:
    """Somebody at another desk was faster."""
    page = hall.page()
    hall.on("next", "next")

    page.press("Aloita tapahtuma")

    assert "ideas" == hall.now.id
    assert ["Tämä oli jo tehty."] == page.toasts


def test_two_hands_at_two_desks_move_one_step(hall: Hall) -> None:
    """Both press what both have read, forwards and back; the second is told that it was done."""
    hall.on("open")
    one, two = hall.page(), hall.page()
    for label, there in (("Seuraava: ideas", "ideas"), ("Takaisin: arrival", "arrival")):
        one.run()
        two.run()
        one.press(label)
        two.press(label)
        assert there == hall.now.id
        assert ["Tämä oli jo tehty."] == two.toasts


def test_closing_now_after_the_countdown_does_not_reveal(new_hall: NewHall) -> None:
    """What the button said is what is sent, although the clock has moved the step on by itself."""
    hall = new_hall(vote())
    hall.on("open", "close")
    page = hall.page()
    hall.clock.now += 21

    page.press("Sulje äänestys heti")

    assert "closed" == hall.now.state


def test_back_reopen_and_conceal_stand_beside_it(new_hall: NewHall) -> None:
    """Each only when there is something to go back to, open again, or hide."""
    hall = new_hall(step("ideas"), vote())
    page = hall.on("open").page()
    assert not [b for b in page.buttons if b.startswith(("Takaisin", "Ota taas", "Piilota tulos"))]

    hall.on("close")
    page.run().press("Ota taas ideoita")
    assert "open" == hall.now.state

    hall.on("close", "next", "open", "close_now", "reveal")
    page.run().press("Piilota tulos")
    assert "closed" == hall.now.state
    page.press("Avaa äänestys uudelleen")
    assert "open" == hall.now.state
    page.press("Takaisin: ideas")
    assert "ideas" == hall.now.id


def test_undo_and_redo_name_their_step(hall: Hall) -> None:
    """And take back or do again exactly that one."""
    page = hall.page().press("Aloita tapahtuma").press("Seuraava: ideas")
    page.press("Kumoa siirtyminen")
    assert "arrival" == hall.now.id
    page.press("Kumoa avaaminen")
    assert "draft" == hall.now.state
    assert not [b for b in page.buttons if b.startswith("Kumoa")]

    page.press("Tee uudelleen: avaaminen").press("Tee uudelleen: siirtyminen")
    assert "ideas" == hall.now.id


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("next",), "avaaminen"),
        (("next", "next"), "sulkeminen"),
        (("next", "next", "next"), "siirtyminen"),
    ],
)
def test_undoing_what_a_script_called_next_says_what_it_did(
    new_hall: NewHall, path: tuple[str, ...], said: str
) -> None:
    """ "Next" opens, closes and moves; its undo says which."""
    hall = new_hall(step("ideas"), vote()).on(*path)
    assert f"Kumoa {said}" in hall.page().buttons


def test_phones_and_heads_are_kept_apart(hall: Hall) -> None:
    """A phone may be shared, and not everybody has one."""
    for name in ("anna", "bo"):
        hall.person(name)
    page = hall.page()
    page.app.number_input(key=f"heads-{hall.code}").set_value(31)
    page.run()

    assert 31 == hall.workshop.headcount
    assert "2 puhelinta paikalla" in page.html
    hall.does("headcount", people=35)
    assert 35 == page.run().app.number_input(key=f"heads-{hall.code}").value


def test_the_countdown_is_set_and_taken_away(hall: Hall) -> None:
    """By the server's clock."""
    page = hall.page().press("5 min")
    assert hall.clock.now + 300 == hall.workshop.countdown.ends_at
    page.press("Poista")
    assert hall.workshop.countdown is None


def test_the_stage_is_held_and_blanked(hall: Hall) -> None:
    """What the room sees is said beside it."""
    page = hall.on("open").page()
    for mode, said in (
        ("held", "Näyttö pysäytettiin klo"),
        ("blank", "Yhteinen näyttö on peitetty"),
        ("live", "QR-koodi"),
    ):
        page.app.segmented_control(key=f"stage-{hall.code}").set_value(mode)
        assert said in page.run().html
        assert mode == hall.workshop.stage.mode


def test_the_desk_says_when_nothing_can_be_stored(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the wall does, before a press finds out; and no longer than that."""
    page, said = hall.page(), hall.t("stage.away")
    with monkeypatch.context() as away:
        away.setattr(type(hall.house.store), "answers", lambda store, code: False)
        assert said in page.run().said
    assert said not in page.run().said


def test_lateness_names_what_could_be_skipped(new_hall: NewHall) -> None:
    """By the name that the agenda gives it; one press leaves it out."""
    hall = new_hall(step("info", "a"), step("info", "b"), step("thanks")).on("open")
    hall.clock.now += 25 * 60
    page = hall.page()
    assert "15 minuuttia myöhässä." in page.html

    page.press("info 2 · 10 min")

    assert hall.workshop.activity("b").skipped
    assert "info 2 · 10 min" not in page.buttons
