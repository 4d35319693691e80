"""Evaluation and thanks at the desk: nothing that may not be seen, and open answers looked at first."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from facilitation.kinds.evaluation import Evaluated, Evaluation
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page

HEARD, GOOD = {"fi": "Miten hyvin sinua kuunneltiin?"}, {"fi": "Mikä meni hyvin?"}


@pytest.fixture
def hall(new_hall: NewHall) -> Hall:
    return new_hall(step("evaluation", statements=[HEARD], questions=[GOOD]), step("thanks")).on("open")


def rated(hall: Hall, *scores: int, **answers: str) -> None:
    for n, score in enumerate(scores):
        hall.gives(f"p{n}", "evaluation", scores={"0": score})
    for name, text in answers.items():
        hall.gives(name, "evaluation", answers={"0": text})


def uncovered(page: Page) -> Page:
    page.app.toggle(key="private-evaluation").set_value(True)
    return page.run()


def test_a_distribution_is_covered_until_it_is_revealed(hall: Hall) -> None:
    """Behind "show only to me", and not while answers still come; then with n, and who does not know apart."""
    rated(hall, 5, 5, 4, 4, 3, 0)
    assert "hyvin: 2" not in uncovered(hall.page()).html
    hall.on("close_now")
    page = hall.page()
    assert "hyvin: 2" not in page.html
    assert "n = 5 · 1 ei tiedä · keskiarvo 4,2" in uncovered(page).html
    assert "hyvin: 2" in hall.on("reveal").page().html


def test_fewer_than_five_are_never_shown(hall: Hall) -> None:
    """Also to the manager, and it says why."""
    rated(hall, 5, 5, 4, 1)
    page = uncovered(hall.on("close_now", "reveal").page())
    assert page.html.count("vasta, kun vastauksia on vähintään 5") == 1
    assert "n = 4" in page.html
    assert "hyvin: 2" not in page.html
    assert "keskiarvo" not in page.html


def test_open_answers_are_let_through_and_hidden_several_at_once(hall: Hall) -> None:
    """Covered until asked for; what is ticked goes, the rest waits."""
    rated(hall, anna="Kahvi oli hyvää", bo="Naapuri Virtanen on ääliö", cilla="Tunnelma")
    page = hall.page()
    assert "3 avointa vastausta odottaa" in page.said
    assert "Virtanen" not in page.said

    boxes = {box.label: box for box in uncovered(page).app.checkbox}
    boxes["Kahvi oli hyvää"].check()
    boxes["Tunnelma"].check()
    page.press("Päästä valitut läpi")
    boxes = {box.label: box for box in page.run().app.checkbox}
    boxes["Naapuri Virtanen on ääliö"].check()
    page.press("Piilota valitut")

    (question,) = hall_result(hall).questions
    assert {"Kahvi oli hyvää", "Tunnelma"} == {a.text for a in question.shown}
    assert "Virtanen" not in hall.on("close_now", "reveal").page().said


def test_the_pile_that_is_looked_at_stays_when_an_answer_leaves_it(hall: Hall) -> None:
    """Its words tell how many there are, and a browser knows a choice by its words: other words, another widget."""
    rated(hall, anna="Kahvi", bo="Ääliö")
    page = uncovered(hall.page()).press("Päästä kaikki läpi")
    _piles(page).set_value("shown")
    before = _piles(page.run()).key
    hall.does("hide_answers", activity="evaluation", answers=[_answers(hall)["Ääliö"]])
    page.run()
    assert ("shown", ["Kahvi"]) == (_piles(page).value, [box.label for box in page.app.checkbox])
    assert before != _piles(page).key


def test_questions_stand_still_once_somebody_has_answered(new_hall: NewHall) -> None:
    """Also somebody who had to leave before the step was opened."""
    agenda = (step("info"), step("evaluation", statements=[HEARD], questions=[GOOD]))
    hall = new_hall(*agenda).on("open")
    page = hall.page("desk_agenda")
    page.app.radio[0].set_value("evaluation")
    (questions,) = [a for a in page.run().app.text_area if a.label.startswith("Avoimet")]
    questions.set_value("Mikä meni hyvin?\nMitä toisin?")
    page.press("Tallenna")
    assert [GOOD, {"fi": "Mitä toisin?"}] == hall.workshop.activity("evaluation").settings["questions"]

    hall.gives("anna", "evaluation", scores={"0": 4})
    assert "Joku on jo vastannut" in page.run().said
    assert all(a.disabled for a in page.app.text_area if a.label.startswith(("Avoimet", "Kysymykset")))


def test_the_next_meeting_is_set_in_the_workshops_own_time(hall: Hall) -> None:
    """Whatever zone the laptop is in; the desk says what the room sees, and where the summary is."""
    page = hall.on("close_now", "reveal", "next").page()
    assert "Seuraavaa tapaamista ei ole vielä sovittu" in page.said

    page = hall.page("desk_agenda")
    page.app.date_input[0].set_value(date(2026, 9, 15))
    page.app.time_input[0].set_value(time(17, 30))
    (place,) = [f for f in page.app.text_input if f.label == "Paikka"]
    place.set_value("Asukastupa")
    page.press("Tallenna")

    meets = datetime.fromisoformat(hall.workshop.activity("thanks").settings["next_at"])
    assert "2026-09-15T14:30:00+00:00" == meets.astimezone(UTC).isoformat()
    assert "Seuraavan kerran: ti 15.9.2026 klo 17.30, Asukastupa" in hall.page().html


def hall_result(hall: Hall) -> Evaluated:
    return Evaluation().result(hall.now, hall.reader.contributions("evaluation"))


def _answers(hall: Hall) -> dict[str, str]:
    """Text → id."""
    return {answer.text: answer.id for question in hall_result(hall).questions for answer in question.answers}


def _piles(page: Page) -> Any:
    return next(group for group in page.app.button_group if (group.key or "").startswith("pile-"))
