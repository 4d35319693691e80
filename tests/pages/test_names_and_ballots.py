"""No screen leads from a ballot to a person: neither a name nor a number of anybody is sent beside what they gave."""

import json
from typing import Any

import pytest

from pages.views.stage.moment import moment
from pages.views.stage.screen import screen
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page

WHO, NAME = "Xk3-aino-Zq", "Aino Virtanen"
AGENDA = (
    step("ideas"),
    step("vote", method="dots", dots=3),
    step("plan"),
    step("roles", defaults=[{"title": {"fi": "Vetäjä"}}]),
    step("evaluation", statements=[{"fi": "Viihdyin"}], questions=[{"fi": "Hyvää"}]),
)


@pytest.fixture
def hall(new_hall: NewHall) -> Hall:
    """One of three has given something everywhere, and a name that may stand nowhere."""
    hall = new_hall(*AGENDA).on("open")
    for person in (WHO, "Yq8-eetu-Lp", "Zr1-fatima-Mk"):
        key = hall.gives(person, "ideas", text=f"Idea {person[:3]}")
    hall.on("close", "next", "open")
    for person in (WHO, "Yq8-eetu-Lp"):
        hall.gives(person, "vote", marks={key: 2})
    hall.on("close_now", "reveal", "next")
    project = hall.workshop.projects[0].id
    for act in ({"act": "seat"}, {"act": "pen", "holds": True}):
        hall.gives(WHO, "plan", project=project, **act)
    hall.gives(WHO, "plan", project=project, act="line", field="why", text="Jotta jaksaa")
    hall.on("next")
    hall.does("go", activity="roles")
    role = hall.workshop.projects[0].roles[0].id
    hall.gives(WHO, "roles", offers={role: "gladly"}, name=NAME, contact="040 1")
    hall.does("confirm", role=role, participant=WHO)
    hall.does("go", activity="evaluation")
    hall.does("open")
    hall.gives(WHO, "evaluation", scores={"0": 5}, answers={"0": "Kahvi"})
    return hall


def sent(page: Page) -> str:
    """Everything that goes to the browser, names of widgets too."""
    return "\n".join(str(element.proto) for element in _elements(page) if element.proto is not None)


def _elements(page: Page) -> list[Any]:
    return [element for element in page.app.main if hasattr(element, "proto")]


@pytest.mark.parametrize("at", [step.id for step in AGENDA])
def test_the_desk_is_sent_nobodys_number(hall: Hall, at: str) -> None:
    """At every step; and a name is on no page of a step but that of the roles, which it was given for."""
    hall.does("go", activity=at)
    there = sent(hall.page())
    assert len(there) > 500
    assert WHO not in there
    assert at == "roles" or NAME not in there


@pytest.mark.parametrize("name", ["desk_agenda", "desk_ideas", "desk_log", "desk_privacy"])
def test_no_other_page_of_the_desk_is_sent_them_either(hall: Hall, name: str) -> None:
    """Nor a name."""
    there = sent(hall.page(name))
    assert [] == [each for each in (WHO, NAME) if each in there]


@pytest.mark.parametrize("at", [step.id for step in AGENDA])
def test_the_shared_screen_is_sent_neither(hall: Hall, at: str) -> None:
    """Its owner let the name stand nowhere; whoever looks at the projector's browser finds nobody."""
    hall.does("go", activity=at)
    now = moment(hall.house, hall.reader, "http://ilta.example")
    shown = json.dumps(screen(now, "1", "/live"), ensure_ascii=False)
    assert [] == [each for each in (WHO, NAME) if each in shown]
