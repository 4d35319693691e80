"""What is typed in a step's form and not saved yet is not lost by a press elsewhere."""

from collections.abc import Callable

import pytest
import streamlit as st
from PIL import Image

from locales import words
from pages.components.file_picker import Picked
from pages.views.desk.parts import unsaved
from pages.views.desk.parts.widgets import when_pressed
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page
from tests.service.test_pictures import encoded

NOT_SAVED, SAVE_FIRST = "Muutoksia ei ole vielä tallennettu.", "Tallenna ensin muutokset."
CHANGED = words("fi")("desk.edit.changed_meanwhile")


def _field(page: Page, label: str):
    fields = [*page.app.text_input, *page.app.text_area]
    return next(each for each in fields if each.label.startswith(label))


def _types(page: Page, form: str = "edit") -> Page:
    """As a browser tells of it: without the words."""
    page.app.session_state["forms"][form]["typed"] = True
    return page.run()


def _on_the_agenda(hall: Hall, chosen: str) -> Page:
    page = hall.page("desk_agenda")
    page.app.radio[0].set_value(chosen)
    return page.run()


def test_a_vote_does_not_open_beside_options_that_are_not_saved(new_hall: NewHall) -> None:
    """Nothing can be changed once people may have voted."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b")))
    page = hall.page()
    assert NOT_SAVED not in page.said
    assert NOT_SAVED in _types(page).said
    page.press("Avaa äänestys")
    assert (SAVE_FIRST, "draft") == (page.toasts[0], hall.now.state)

    _field(page, "Vaihtoehdot").set_value("Grillipaikka\nTalkoot")
    page.press("Tallenna")
    assert NOT_SAVED not in page.said
    page.press("Avaa äänestys")
    assert ["Grillipaikka", "Talkoot"] == [option.text for option in hall.now.options]


def test_another_way_to_vote_is_a_change_too(new_hall: NewHall) -> None:
    """It stands outside the form, since it decides what is in it."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b"), method="dots"))
    page = hall.page()
    page.app.radio[0].set_value("score")
    assert NOT_SAVED in page.run().said
    page.press("Avaa äänestys")
    assert "draft" == hall.now.state


def test_changes_can_be_given_up(new_hall: NewHall) -> None:
    """Then the fields show what is stored, and the button opens."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b"), method="dots"))
    page = hall.page()
    page.app.radio[0].set_value("score")
    page.run().press("Peru muutokset")
    assert NOT_SAVED not in page.said
    assert "dots" == page.app.radio[0].value
    page.press("Avaa äänestys")
    assert "open" == hall.now.state


def test_a_result_is_not_shown_beside_hands_that_are_not_saved(new_hall: NewHall) -> None:
    """They would be missing in it."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b"), method="approval", numbered=True)).on(
        "open"
    )
    hall.gives("anna", "vote", marks={"o1": 1})
    page = hall.on("close_now").page()
    _types(page, "hands").press("Näytä tulos")
    assert (SAVE_FIRST, "closed") == (page.toasts[0], hall.now.state)

    next(n for n in page.app.number_input if n.label.startswith("Montako ihmistä")).set_value(3)
    next(n for n in page.app.number_input if n.label.startswith("2:")).set_value(3)
    page.press("Tallenna luvut")
    assert NOT_SAVED not in page.said
    page.press("Näytä tulos")
    assert "revealed" == hall.now.state


@pytest.mark.parametrize(
    "choose",
    [
        lambda app: app.radio[0].set_value("vote"),
        lambda app: app.segmented_control(key="edit-language").set_value("sv"),
    ],
)
def test_neither_step_nor_language_changes_over_what_is_not_saved(
    hall: Hall, choose: Callable[[object], None]
) -> None:
    """On the agenda."""
    page = _types(_on_the_agenda(hall, "ideas"))
    choose(page.app)
    page.run()
    assert SAVE_FIRST == page.toasts[0]
    assert ("ideas", "fi") == (
        page.app.radio[0].value,
        page.app.segmented_control(key="edit-language").value,
    )


@pytest.mark.parametrize("kind", ["arrival", "ideas", "vote", "thanks"])
def test_a_form_as_it_is_stored_holds_no_change(hall: Hall, kind: str) -> None:
    """However often the page is drawn."""
    assert NOT_SAVED not in _on_the_agenda(hall, kind).run().said


def test_what_is_typed_stays_when_another_desk_saves_the_same_step(new_hall: NewHall) -> None:
    """Its fields are the same ones, it is said, and what each of them has changed stands in the end."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b"), prompt={"fi": "Mitä?", "sv": "Vad?"}))
    page = _types(hall.page())
    there = _field(page, "Vaihtoehdot").key
    settings = {"prompt": {"fi": "Mitä?", "sv": "Vad gör vi?"}, "top": 2}
    hall.does("configure", activity="vote", minutes=25, settings=settings)
    assert there == _field(page.run(), "Vaihtoehdot").key
    assert (True, True) == (NOT_SAVED in page.said, CHANGED in page.said)
    _field(page, "Vaihtoehdot").set_value("Grillipaikka\nTalkoot")
    _field(page, "Kysymys").set_value("Mitä teemme?")
    page.press("Tallenna")
    stored = hall.now.settings
    assert (25, 2, ["Grillipaikka", "Talkoot"]) == (hall.now.minutes, stored["top"], stored["typed"])
    assert {"fi": "Mitä teemme?", "sv": "Vad gör vi?"} == stored["prompt"]
    assert (False, False) == (NOT_SAVED in page.said, CHANGED in page.said)
    assert 25 in [number.value for number in page.app.number_input]


def test_whoever_gives_up_their_changes_sees_the_other_desks(new_hall: NewHall) -> None:
    """And a form in which nothing was typed shows them at once."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b")))
    page = hall.page()
    hall.does("configure", activity="vote", settings={"typed": ["c", "d"]})
    assert "c\nd" == _field(page.run(), "Vaihtoehdot").value
    _types(page)
    hall.does("configure", activity="vote", settings={"typed": ["e", "f"]})
    assert "c\nd" == _field(page.run(), "Vaihtoehdot").value
    page.press("Peru muutokset")
    assert "e\nf" == _field(page, "Vaihtoehdot").value
    assert CHANGED not in page.said


def test_a_name_that_is_typed_stays_when_another_desk_renames(hall: Hall) -> None:
    """It is said, the other languages stay as they are there, and what is saved here stands in the end."""
    page = _types(hall.page("desk_agenda"), "name")
    there = _field(page, "Tapahtuman nimi").key
    hall.does("rename", title={"fi": "Toinen nimi", "sv": "Ett annat namn"})
    assert there == _field(page.run(), "Tapahtuman nimi").key
    assert CHANGED in page.said
    _field(page, "Tapahtuman nimi").set_value("Pihan ilta")
    page.press("Vaihda nimi")
    assert {"fi": "Pihan ilta", "sv": "Ett annat namn"} == hall.workshop.title
    assert CHANGED not in page.said


def test_giving_up_a_name_leaves_what_is_typed_in_the_step(hall: Hall) -> None:
    """Each form is given up for itself, and shows what another desk has stored."""
    page = _types(_types(_on_the_agenda(hall, "ideas")), "name")
    hall.does("rename", title={"fi": "Toinen nimi"})
    there = _field(page.run(), "Vaiheen nimi").key
    page.app.button(key="discard-name").click()
    assert "Toinen nimi" == _field(page.run(), "Tapahtuman nimi").value
    assert (there, True) == (_field(page, "Vaiheen nimi").key, NOT_SAVED in page.said)


def test_who_keeps_the_data_stays_as_it_is_typed(hall: Hall) -> None:
    """Another desk has saved how long meanwhile, and both stand in the end."""
    page = _types(hall.page("desk_privacy"), "keep")
    there = page.app.text_input[0].key
    hall.does("keep", controller="", contact="tupa@ilta.example", months=3)
    assert there == page.run().app.text_input[0].key
    assert CHANGED in page.said
    page.app.text_input[0].set_value("Asukastupa ry")
    page.press(hall.t("desk.privacy.save"))
    kept = hall.workshop.privacy
    assert ("Asukastupa ry", "tupa@ilta.example", 3) == (kept.controller, kept.contact, kept.months)
    assert (CHANGED in page.said, page.app.text_input[1].value) == (False, "tupa@ilta.example")


def _number(page: Page, label: str):
    return next(each for each in page.app.number_input if each.label.startswith(label))


@pytest.mark.parametrize("first", [{}, {"o1": {"1": 1}}], ids=["nothing counted", "counted before"])
def test_hands_that_are_being_counted_stay_when_another_desk_saves_its_own(
    new_hall: NewHall, first: dict[str, dict[str, int]]
) -> None:
    """Two who each count half of the options lose neither half."""
    settings = {"source": "typed", "typed": ("a", "b", "c"), "method": "approval", "numbered": True}
    hall = new_hall(step("vote", **settings)).on("open")
    if first:
        hall.does("enter_counts", activity="vote", counts=first, voters=1, key="hands-h")
    page = _types(hall.page(), "hands")
    there = _number(page, "1:").key
    hall.does("enter_counts", activity="vote", counts={"o1": {"1": 3}}, voters=6, key="hands-k")
    assert (there, True) == (_number(page.run(), "1:").key, CHANGED in page.said)
    _number(page, "3:").set_value(5)
    page.press("Tallenna luvut")
    counted = hall.reader.contribution("vote", hall.now.entered[0]).payload
    assert {"voters": 6, "counts": {"o1": {"1": 3}, "o3": {"1": 5}}} == counted
    assert (CHANGED in page.said, _number(page, "1:").value) == (False, 3)


@pytest.mark.parametrize("form", ["edit", "hands"])
def test_what_was_left_for_another_page_holds_no_change(new_hall: NewHall, form: str) -> None:
    """The fields show what is stored when somebody comes back, and keep nobody from going on."""
    hall = new_hall(step("vote", source="typed", typed=("a", "b"), numbered=True, method="approval"))
    page = _types(hall.on("open").page(), form)
    page.app.switch_page("desk_log.py").run()
    page.app.switch_page("desk_run.py").run()
    assert NOT_SAVED not in page.said
    page.press("Sulje äänestys")
    assert "closing" == hall.now.phase(hall.clock.now)


def test_a_press_is_not_lost_when_its_drawing_is_broken_off(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit tells only that one of it."""
    page = hall.page("desk_privacy")
    _field(page, hall.t("desk.privacy.controller")).set_value("Asukastupa")
    listen, broken_off = unsaved.listen, iter((True,))

    def news(*form: str) -> None:
        if next(broken_off, False):
            st.rerun()
        listen(*form)

    monkeypatch.setattr(unsaved, "listen", news)
    page.press(hall.t("desk.privacy.save"))
    assert "Asukastupa" == hall.workshop.privacy.controller
    assert [hall.t("desk.edit.saved")] == page.toasts


def test_a_press_of_a_form_that_was_left_comes_to_nothing(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes back finds what is stored, and is not told that it was saved."""
    page = hall.page("desk_privacy")
    _field(page, hall.t("desk.privacy.controller")).set_value("Asukastupa")
    with monkeypatch.context() as away:
        away.setattr(unsaved, "listen", lambda *form: st.stop())
        page.press(hall.t("desk.privacy.save"))
    page.app.switch_page("desk_log.py").run()
    page.app.switch_page("desk_privacy.py").run()
    assert ([], "") == (page.toasts, hall.workshop.privacy.controller)


def test_a_step_does_not_answer_for_another_of_a_longer_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second vote is `vote-2`."""
    field = "edit-vote-2-fi-1-title"
    monkeypatch.setattr(st, "session_state", {field: "Koivu"})
    unsaved.drawn(unsaved.SETTINGS, "vote-2", "edit-vote-2-fi-1-")
    st.session_state[field] = "Tuomi"
    assert (True, False) == (unsaved.changed("vote-2"), unsaved.changed("vote"))


def test_a_picture_that_was_chosen_is_a_change(new_hall: NewHall) -> None:
    """It stays when another desk saves the step, and is kept with it."""
    page = new_hall(step("info")).page("desk_agenda")
    name = page.app.session_state["forms"]["edit"]["name"]
    page.app.session_state[f"{name}picked"] = Picked("piha.png", encoded(Image.new("RGB", (8, 8))))
    assert NOT_SAVED in page.run().said
    page.hall.does("configure", activity="info", minutes=25)
    assert (True, True) == (CHANGED in page.run().said, NOT_SAVED in page.said)
    page.press(page.hall.t("desk.edit.save"))
    assert (25, False) == (page.hall.now.minutes, NOT_SAVED in page.said)
    assert page.hall.now.settings["picture"]


def test_what_cannot_be_done_is_not_tried_at_each_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page would be broken for as long as it is open."""
    monkeypatch.setattr(st, "session_state", {"presses": {"form"}})
    with pytest.raises(ZeroDivisionError):
        when_pressed("form", lambda: 1 / 0)
    when_pressed("form", lambda: 1 / 0)


def test_a_press_goes_with_the_form_that_it_was_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """An undo may bring back one of that name."""
    monkeypatch.setattr(st, "session_state", {"presses": {"edit-vote-1-"}})
    for form in ("edit-vote-1-", "edit-vote-2-", "edit-vote-1-"):
        unsaved.drawn(unsaved.SETTINGS, "vote", form)
    when_pressed("edit-vote-1-", pytest.fail)
