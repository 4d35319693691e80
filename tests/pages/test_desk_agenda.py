"""The agenda: every step can be moved, left out, repeated, added and set up."""

import pytest

from facilitation.kinds import KINDS
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page


def agenda(hall: Hall) -> Page:
    return hall.page("desk_agenda")


def choose(page: Page, activity: str) -> Page:
    page.app.radio[0].set_value(activity)
    return page.run()


def order(hall: Hall) -> list[str]:
    return [a.id for a in hall.workshop.agenda]


def test_steps_are_moved_up_and_down(hall: Hall) -> None:
    """One place at a press; the first has no way up, the last none down."""
    page = choose(agenda(hall), "ideas")
    page.press("Ylös")
    assert ["ideas", "arrival", "vote", "thanks"] == order(hall)
    assert page.run().button("Ylös").disabled
    page.press("Alas")
    page.run().press("Alas")
    assert ["arrival", "vote", "ideas", "thanks"] == order(hall)
    assert choose(page, "thanks").button("Alas").disabled


def test_a_step_is_left_out_and_taken_back_in(hall: Hall) -> None:
    """All but the one that is on."""
    page = choose(agenda(hall), "vote")
    page.press("Ohita")
    assert hall.workshop.activity("vote").skipped
    page.run().press("Ota takaisin")
    assert not hall.workshop.activity("vote").skipped
    assert choose(page, "arrival").button("Ohita").disabled


def test_a_step_is_repeated_once_however_often_it_is_pressed(hall: Hall) -> None:
    """Right after the current one, and empty."""
    page, stale = choose(agenda(hall), "ideas"), choose(agenda(hall), "ideas")
    page.press("Toista nyt")
    stale.press("Toista nyt")
    assert ["arrival", "ideas", "ideas", "vote", "thanks"] == [a.kind for a in hall.workshop.agenda]


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_of_any_kind_is_added_and_set_up(hall: Hall, kind: str) -> None:
    """Its name is there in every language, and its form can be saved as it stands."""
    page = choose(agenda(hall), "ideas")
    page.app.menu_button[0].click(kind)
    page.run()
    added = hall.workshop.agenda[2]
    assert (kind, {"fi", "sv", "en"}) == (added.kind, set(added.title))

    page.run().press("Tallenna")

    assert ["Tallennettu."] == page.toasts
    assert added == hall.workshop.agenda[2]


def test_an_added_step_asks_what_it_asks_in_the_whole_evening(hall: Hall) -> None:
    """An evaluation without questions would be an empty screen for sixty people."""
    page = choose(agenda(hall), "ideas")
    page.app.menu_button[0].click("evaluation")
    page.run()
    assert {"statements": 5, "questions": 4} == {
        name: len(texts) for name, texts in hall.workshop.agenda[2].settings.items() if name != "body"
    }


def test_texts_are_edited_in_one_language_and_the_others_stay(hall: Hall) -> None:
    """The workshop's language first."""
    hall.does("configure", activity="ideas", title={"fi": "Ideat", "sv": "Idéer"})
    page = choose(agenda(hall), "ideas")
    _field(page, "Vaiheen nimi").set_value("Ajatukset")
    _field(page, "Kysymys").set_value("Mitä teemme?")
    page.press("Tallenna")
    page.app.segmented_control(key="edit-language").set_value("en")
    page.run()
    _field(page, "Kysymys").set_value("What shall we do?")
    page.press("Tallenna")

    changed = hall.workshop.activity("ideas")
    assert {"fi": "Ajatukset", "sv": "Idéer"} == changed.title
    assert {"fi": "Mitä teemme?", "en": "What shall we do?"} == changed.settings["prompt"]


def test_a_vote_is_set_up_with_typed_options_and_a_wish(hall: Hall) -> None:
    """Who decides, and by when an answer was promised; more than twelve options are warned of."""
    page = choose(agenda(hall), "vote")
    page.app.radio[1].set_value("approval")
    _segment(page, "Mistä").set_value("typed")
    _segment(page, "Mitä tulos on").set_value("wish")
    page.run()
    page.app.text_area[0].set_value("\n".join(f"Asia {n}" for n in range(13)) + "\n\n  \n")
    _field(page, "Kuka päättää").set_value("Kaupunginosajohtaja")
    page.press("Tallenna")

    settings = hall.workshop.activity("vote").settings
    assert ("approval", "typed", "wish", "Kaupunginosajohtaja") == tuple(
        settings[name] for name in ("method", "source", "meaning", "decider")
    )
    assert [f"Asia {n}" for n in range(13)] == settings["typed"]
    assert "Yli 12 on paljon" in page.run().said


def test_what_ballots_depend_on_stands_still_once_it_has_been_open(new_hall: NewHall) -> None:
    """The rest can still be put right."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b"), method="dots")).on("open")
    page = agenda(hall)
    assert "ei voi enää muuttaa" in page.said
    assert page.app.radio[1].disabled
    _field(page, "Kysymys äänestäjille").set_value("Kumpi?")
    page.press("Tallenna")
    assert {"fi": "Kumpi?"} == hall.workshop.activity("vote").settings["prompt"]


def test_too_long_a_name_is_refused_and_nothing_is_lost(hall: Hall) -> None:
    """The words say how long it may be."""
    page = choose(agenda(hall), "ideas")
    _field(page, "Vaiheen nimi").set_value("   ")
    page.press("Tallenna")
    assert "Vastaus puuttuu" in page.toasts[0]
    assert {"fi": "ideas"} == hall.workshop.activity("ideas").title


def test_undo_here_takes_back_the_agenda_and_nothing_else(hall: Hall) -> None:
    """A press too many must not undo a step of the evening."""
    hall.on("next")
    page = choose(agenda(hall), "vote")
    assert not [b for b in page.buttons if b.startswith("Kumoa")]
    page.press("Ohita").press("Kumoa ohittaminen")
    assert not hall.workshop.activity("vote").skipped
    assert not [b for b in page.buttons if b.startswith("Kumoa")]


def _field(page: Page, label: str):  # type: ignore[no-untyped-def]
    return next(f for f in page.app.text_input if f.label.startswith(label))


def _segment(page: Page, label: str):  # type: ignore[no-untyped-def]
    return next(f for f in page.app.segmented_control if f.label.startswith(label))


def test_steps_of_one_name_are_told_apart(hall: Hall) -> None:
    """The second on the agenda has a number; the new one is chosen."""
    page = choose(agenda(hall), "ideas").press("Toista nyt")
    assert "ideas-4" == page.app.radio[0].value
    assert '<h2 class="d-h2" dir="auto">ideas</h2>' in page.html
    choose(page, "ideas")
    assert '<h2 class="d-h2" dir="auto">ideas 2</h2>' in page.html


def test_what_was_typed_right_after_a_step_was_chosen_keeps_it(hall: Hall) -> None:
    """Though the page has not been drawn with it when another step is chosen: a weak line brings both at once."""
    page = choose(agenda(hall), "ideas")
    page.app.session_state["forms"]["edit"]["typed"] = True
    choose(page, "vote")
    assert ([hall.t("desk.edit.save_first")], "ideas") == (page.toasts, page.app.radio[0].value)
