"""What is typed in a step's form and not saved yet survives a press elsewhere."""

import pytest

from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page

NOT_SAVED = "Muutoksia ei ole vielä tallennettu."


def _field(page: Page, label: str):
    fields = [*page.app.text_input, *page.app.text_area]
    return next(each for each in fields if each.label.startswith(label))


def _options(n: int) -> tuple[str, ...]:
    return tuple(f"Asia {each}" for each in range(1, n + 1))


def test_a_vote_opens_on_the_options_that_stand_in_the_form(new_hall: NewHall) -> None:
    """Typed, and the big button pressed: in one drawing, as a browser sends both."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b")))
    page = hall.page()
    assert NOT_SAVED not in page.said
    _field(page, "Vaihtoehdot").set_value("Grillipaikka\nTalkoot\nKirpputori")
    page.press("Avaa äänestys")
    assert ("open", ["Grillipaikka", "Talkoot", "Kirpputori"]) == (
        hall.now.state,
        [option.text for option in hall.now.options],
    )


def test_what_is_not_saved_is_said(new_hall: NewHall) -> None:
    """Until it is."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b")))
    page = hall.page()
    _field(page, "Kysymys").set_value("Mikä ensin?")
    assert NOT_SAVED in page.run().said
    page.press("Tallenna")
    assert NOT_SAVED not in page.said
    assert {"fi": "Mikä ensin?"} == hall.now.settings["prompt"]


def test_a_form_that_is_refused_stops_the_press(new_hall: NewHall) -> None:
    """The vote stays as it was, and what was typed stays in its field."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b")))
    page = hall.page()
    _field(page, "Vaiheen nimi").set_value("  ")
    page.press("Avaa äänestys")
    assert "Vastaus puuttuu" in page.toasts[0]
    assert ("draft", "  ") == (hall.now.state, _field(page, "Vaiheen nimi").value)


@pytest.mark.parametrize(("stored", "typed", "state"), [(40, 2, "open"), (2, 40, "draft")])
def test_so_many_options_are_asked_about_by_what_the_form_says(
    new_hall: NewHall, stored: int, typed: int, state: str
) -> None:
    """Forty stored and two typed: it opens; two stored and forty typed: it asks first."""
    hall = new_hall(step("vote", source="typed", typed=_options(stored)))
    page = hall.page()
    _field(page, "Vaihtoehdot").set_value("\n".join(_options(typed)))
    page.press("Avaa äänestys")
    assert (state, [*_options(typed)]) == (hall.now.state, [*hall.now.settings["typed"]])


def test_choosing_another_step_saves_this_one(hall: Hall) -> None:
    """On the agenda; the choice comes after it."""
    page = hall.page("desk_agenda")
    page.app.radio(key="agenda-step").set_value("ideas")
    page.run()
    _field(page, "Kysymys").set_value("Mitä teemme?")
    page.app.radio(key="agenda-step").set_value("vote")
    page.run()
    assert {"fi": "Mitä teemme?"} == hall.workshop.activity("ideas").settings["prompt"]
    assert "vote" == page.app.radio(key="agenda-step").value


def test_choosing_another_language_saves_this_one(hall: Hall) -> None:
    """What was typed in Finnish is not lost for having looked at the Swedish."""
    page = hall.page("desk_agenda")
    page.app.radio(key="agenda-step").set_value("ideas")
    page.run()
    _field(page, "Kysymys").set_value("Mitä teemme?")
    page.app.segmented_control(key="edit-language").set_value("sv")
    page.run()
    assert {"fi": "Mitä teemme?"} == hall.workshop.activity("ideas").settings["prompt"]
    assert ("sv", "") == (
        page.app.segmented_control(key="edit-language").value,
        _field(page, "Kysymys").value,
    )
