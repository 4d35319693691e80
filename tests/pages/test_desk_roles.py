"""Roles at the desk: what is open, who does it, and nothing of an offer until it is asked for."""

import pytest

from facilitation.model import Project, Role
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page

COOK = Role(id="cook", title={"fi": "Keittäjä", "sv": "Kock"}, wanted=1)
HELP = Role(id="help", title={"fi": "Auttaja"}, size="medium", wanted=2)
GRILL = Project(id="p1", title="Grilli-ilta", roles=(COOK, HELP))
PRIVATE = {"name": "Anna Aalto", "contact": "040 1234567"}


@pytest.fixture
def hall(new_hall: NewHall) -> Hall:
    """Anna and Bo have offered."""
    hall = new_hall(step("roles"), projects=(GRILL,)).on("open")
    hall.gives("anna", "roles", offers={"cook": "gladly"}, **PRIVATE)
    hall.gives("bo", "roles", offers={"help": "gladly"})
    return hall


def uncovered(page: Page) -> Page:
    page.app.toggle(key="private-roles").set_value(True)
    return page.run()


def test_offers_names_and_contacts_are_not_on_the_page_until_asked_for(hall: Hall) -> None:
    """The desk may be mirrored on the wall; a reload covers them again."""
    hall.does("confirm", role="cook", participant="anna")
    page = hall.page()
    assert not [text for text in (*PRIVATE.values(), "mielellään") if text in _all(page)]
    assert "1 vapaaehtoinen" in page.html

    said = _all(uncovered(page))
    assert all(text in said for text in (*PRIVATE.values(), "mielellään", "Nimetön 1"))

    assert PRIVATE["name"] not in _all(hall.page())


def test_a_name_with_leave_stands_there_as_on_the_stage(hall: Hall) -> None:
    """Its owner let it."""
    hall.gives("anna", "roles", offers={"cook": "gladly"}, name="Anna Aalto", on_screen=True)
    hall.does("confirm", role="cook", participant="anna")
    assert "Anna Aalto" in hall.page().html


def test_an_offer_is_confirmed_and_released(hall: Hall) -> None:
    """And the sum follows."""
    page = uncovered(hall.page())
    assert "0 paikkaa täynnä · 3 avointa paikkaa" in page.html
    page.app.menu_button(key="confirm-cook-0").click("anna")
    assert "1 paikka täynnä · 2 avointa paikkaa" in page.run().html

    page.press("Vapauta tehtävästä")
    assert () == hall.workshop.projects[0].roles[0].holders


def test_whatever_people_call_themselves_each_of_them_can_be_chosen(new_hall: NewHall) -> None:
    """Of two who are called Pekka the second has a number; a third one, or who gave no name, may have put that into the
    own name. Streamlit draws no menu in which two are called alike."""
    hall = new_hall(step("roles"), projects=(GRILL,)).on("open")
    names = ("Pekka", "Pekka", "Pekka 2", "Nimetön 1", "", "ab@cd", "ab\N{WORD JOINER}@cd", "ab@cd")
    people = {f"person{n}": name for n, name in enumerate(names)}
    for person, name in people.items():
        hall.gives(person, "roles", offers={"cook": "gladly"}, name=name)
    menu = uncovered(hall.page()).app.menu_button(key="confirm-cook-0")
    said = ["Pekka", "Pekka 3", "Pekka 2", "Nimetön 1", "Nimetön 2"]
    assert [f"{name} · mielellään" for name in said] == menu.options[: len(said)]
    assert len(people) == len(set(menu.options))
    page = menu.click("person1").run()
    assert not page.exception
    assert ["person1"] == [h.participant for h in hall.workshop.projects[0].roles[0].holders]


def test_a_withdrawn_offer_is_named_as_such(hall: Hall) -> None:
    """The place is open again."""
    hall.does("confirm", role="cook", participant="anna")
    hall.gives("anna", "roles", offers={}, name="Anna Aalto")
    page = uncovered(hall.page())
    assert "perui, paikka on avoin" in page.html
    assert "0 paikkaa täynnä · 3 avointa paikkaa" in page.html


def test_a_proposal_is_shown_in_words_and_taken_over_with_one_undo(hall: Hall) -> None:
    """Who would get what, and what stays open."""
    page = uncovered(hall.page()).press("Ehdota jako")
    assert "Keittäjä: <b>Anna Aalto (mielellään)</b>" in page.html
    assert "Auttaja: <b>Nimetön 1 (mielellään)</b>" in page.html
    assert "Avoimeksi jää: Auttaja" in page.html

    page.press("Ota käyttöön")
    assert [1, 1] == [len(r.holders) for r in hall.workshop.projects[0].roles]
    page.press("Kumoa tehtävien jako")
    assert [0, 0] == [len(r.holders) for r in hall.workshop.projects[0].roles]


def test_somebody_without_a_phone_takes_a_role(hall: Hall) -> None:
    """Where the name may stand is asked for."""
    page = hall.page()
    _named(page, "text_input", "by-hand-cook-", "-name").set_value("Kalle")
    _named(page, "checkbox", "by-hand-cook-", "-on_screen").set_value(True)
    _submit(page, "form-by-hand-cook-")
    (holder,) = hall.workshop.projects[0].roles[0].holders
    assert ("Kalle", True, False) == (holder.name, holder.on_screen, holder.in_summary)
    assert "Kalle" in page.run().html


def test_roles_are_added_changed_and_dropped(hall: Hall) -> None:
    """A new title does not keep what the old one was called in other languages."""
    page = hall.page()
    _named(page, "text_input", "role-new-p1-", "-title").set_value("Siivooja")
    _submit(page, "form-role-new-p1-")
    assert "Siivooja" == hall.workshop.projects[0].roles[2].title["fi"]

    page.run()
    fields = [f for f in page.app.text_input if f.value == "Keittäjä"]
    fields[0].set_value("Kokki")
    _submit(page, "form-role-cook-")
    assert {"fi": "Kokki"} == hall.workshop.projects[0].roles[0].title

    page.run().app.button(key="drop-help").click()
    page.run()
    assert ["cook", hall.workshop.projects[0].roles[1].id] == [r.id for r in hall.workshop.projects[0].roles]


def test_default_roles_are_set_up(new_hall: NewHall) -> None:
    """A row each, and two empty ones for more."""
    hall = new_hall(step("roles", defaults=[{"title": {"fi": "Tekijä", "sv": "Utförare"}, "wanted": 4}]))
    page = hall.page("desk_agenda")
    first, second = [f for f in page.app.text_input if {"title1", "title2"} & set((f.key or "").split("-"))]
    first.set_value("Vetäjä")
    second.set_value("Kahvinkeittäjä")
    page.press("Tallenna")

    defaults = hall.workshop.now.settings["defaults"]
    assert [{"fi": "Vetäjä", "sv": "Utförare"}, {"fi": "Kahvinkeittäjä"}] == [d["title"] for d in defaults]
    assert [4, 1] == [d["wanted"] for d in defaults]


def _all(page: Page) -> str:
    menus = [str(menu.proto) for menu in page.app.menu_button]
    return "\n".join([page.said, *menus])


def _submit(page: Page, form: str) -> None:
    """The first button of the form that begins so."""
    found = [b for b in page.app.button if b.form_id.startswith(form)]
    found[0].click()
    page.run()


def _named(page: Page, kind: str, start: str, end: str):
    """The field whose key begins and ends so: in between stands what changes with each that is added."""
    fields = (each for each in page.app.get(kind) if each.key)
    return next(each for each in fields if each.key.startswith(start) and each.key.endswith(end))
