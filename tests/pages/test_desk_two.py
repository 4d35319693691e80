"""Two who lead at two desks: what one of them is typing stays, and what the other saves is not lost by it."""

from typing import Any

import pytest

from facilitation.model import Project, Role
from locales import words
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page

COOK = Role(id="cook", title={"fi": "Keittäjä", "sv": "Kock"}, wanted=2)
GRILL = Project(id="p1", title="Grilli-ilta", roles=(COOK,))
CHANGED, WRITTEN = map(words("fi"), ("desk.edit.changed_meanwhile", "desk.plan.written_meanwhile"))


@pytest.fixture
def planning(new_hall: NewHall) -> Hall:
    return new_hall(step("plan"), projects=(GRILL,)).on("open")


@pytest.fixture
def sharing(new_hall: NewHall) -> Hall:
    return new_hall(step("roles"), projects=(GRILL,)).on("open")


def _types(page: Page, form: str) -> Page:
    """As a browser tells of it: without the words."""
    page.app.session_state["forms"][form]["typed"] = True
    return page.run()


def _field(page: Page, start: str, end: str = "") -> Any:
    """By how its key begins and ends."""
    fields = (
        each for each in (*page.app.text_input, *page.app.text_area, *page.app.number_input) if each.key
    )
    return next(each for each in fields if each.key.startswith(start) and each.key.endswith(end))


def _submit(page: Page, form: str) -> Page:
    next(b for b in page.app.button if b.form_id.startswith(form)).click()
    return page.run()


def test_a_title_that_is_typed_stays_when_another_desk_renames_the_project(planning: Hall) -> None:
    """It is said, and what is saved here stands in the end."""
    page = _types(planning.page(), "title")
    there = _field(page, "title-p1").key
    planning.does("retitle_project", project="p1", title="Saunailta")
    assert (there, True) == (_field(page.run(), "title-p1").key, CHANGED in page.said)
    _field(page, "title-p1").set_value("Grillijuhla")
    _submit(page, "form-title-p1")
    assert ("Grillijuhla", False) == (planning.workshop.projects[0].title, CHANGED in page.said)


def test_who_gives_up_a_title_sees_the_other_desks(planning: Hall) -> None:
    """Also where nothing had been typed."""
    page = planning.page()
    planning.does("retitle_project", project="p1", title="Saunailta")
    assert "Saunailta" == _field(page.run(), "title-p1").value
    _types(page, "title")
    planning.does("retitle_project", project="p1", title="Talkoot")
    page.run().press("Peru muutokset")
    assert ("Talkoot", False) == (_field(page, "title-p1").value, CHANGED in page.said)


def test_a_role_that_is_changed_stays_as_it_is_typed(sharing: Hall) -> None:
    """Another desk says for how many it is, and both stand in the end."""
    page = _types(sharing.page(), "role-cook")
    there = _field(page, "role-cook", "-title").key
    sharing.does("change_role", role="cook", wanted=3)
    assert (there, True) == (_field(page.run(), "role-cook", "-title").key, CHANGED in page.said)
    _field(page, "role-cook", "-title").set_value("Kokki")
    _submit(page, "form-role-cook")
    role = sharing.workshop.projects[0].roles[0]
    assert ({"fi": "Kokki"}, 3) == (role.title, role.wanted)
    assert (3, False) == (_field(page, "role-cook", "-wanted").value, CHANGED in page.said)


@pytest.mark.parametrize(
    ("kind", "field", "verb", "adds"),
    [
        ("roles", ("role-new-p1", "-title"), "add_role", {"project": "p1", "title": {"fi": "Siivooja"}}),
        ("roles", ("by-hand-cook", "-name"), "enter_holder", {"role": "cook", "name": "Kalle"}),
        ("plan", ("new-project", ""), "add_project", {"title": "Saunailta"}),
    ],
)
def test_what_is_about_to_be_added_stays_when_another_desk_adds_one(
    new_hall: NewHall, kind: str, field: tuple[str, str], verb: str, adds: dict[str, Any]
) -> None:
    """The fields are the same ones until it is added here; then they are empty ones."""
    hall = new_hall(step(kind), projects=(GRILL,)).on("open")
    page = hall.page()
    there = _field(page, *field).key
    hall.does(verb, **adds)
    assert there == _field(page.run(), *field).key
    _field(page, *field).set_value("Toinen")
    _submit(page, f"form-{field[0]}")
    assert "" == _field(page, *field).value


@pytest.mark.parametrize(
    ("field", "first", "then", "said"),
    [
        ("what", {"text": "Makkarat"}, {"text": "Salaatit"}, "Salaatit"),
        ("when", {}, {"when": {"kind": "season", "year": 2027, "season": "summer"}}, "kesä 2027"),
    ],
)
def test_what_another_desk_wrote_is_read_before_it_is_written_over(
    planning: Hall, field: str, first: dict[str, Any], then: dict[str, Any], said: str
) -> None:
    """It stands below what is being typed here, and only what was written since that was begun."""
    planning.does("write", project="p1", field=field, **first)
    page = _presses_write(planning.page(), field)
    planning.does("write", project="p1", field="first", text="Kutsu naapurit")
    assert WRITTEN not in page.run().said
    planning.does("write", project="p1", field=field, **then)
    page.run()
    assert (True, True) == (WRITTEN in page.said, said in page.html)
    assert WRITTEN not in _presses_write(_presses_write(page, field), field).said


def test_another_language_is_nothing_that_was_written_elsewhere(planning: Hall) -> None:
    """A time is said in other words there, and is the same."""
    summer = {"kind": "season", "year": 2027, "season": "summer"}
    planning.does("write", project="p1", field="when", when=summer)
    page = _presses_write(planning.page(), "when")
    planning.language = "sv"
    assert words("sv")("desk.plan.written_meanwhile") not in page.run().said


def _presses_write(page: Page, field: str) -> Page:
    """Which opens its form, or closes it."""
    page.app.button(key=f"write-p1-{field}").click()
    return page.run()
