"""Roles without JavaScript: an offer that only the manager sees, a name that stands where its owner says."""

from typing import Any

import pytest

from locales import LANGUAGES
from tests.phone.people import Hall, Page, Person, said
from tests.phone.tables import BENCH, HOSTILE, PARK

NAME, PHONE = "Aino Virtanen", "040 123 4567"


@pytest.fixture
def hall(new_hall: Any) -> Hall:
    """Roles are asked for; the first project's first one is for one person."""
    evening: Hall = new_hall(template="evening")
    evening.plan(PARK, BENCH)
    evening.open("roles")
    return evening


def role(hall: Hall, place: int = 0) -> str:
    return hall.workshop.projects[0].roles[place].id


def offer(person: Person, *roles: str, **more: str) -> Page:
    return person.send("roles", **{f"r_{each}": "gladly" for each in roles}, **more)


def offers(hall: Hall) -> list[dict[str, Any]]:
    return list(hall.given("roles").values())


def confirm(hall: Hall, place: int = 0) -> None:
    """The first who has offered gets the role."""
    hall.do("confirm", role=role(hall, place), participant=next(iter(hall.given("roles"))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_is_made_and_stands_in_the_form_again(hall: Hall, language: str) -> None:
    """What was ticked is what is stored; with the day on which the phone number goes."""
    person = hall.resident(language)
    page = person.look()
    assert all(person.t(f"phone.roles.size.{size}") in page.text for size in ("small", "medium"))
    assert person.t("phone.roles.places", wanted=4, there=0) in page.text
    assert person.t("phone.roles.neither") in page.text
    page = person.send(
        "roles", **{f"r_{role(hall)}": "friend", "name": NAME, "in_summary": "1", "contact": PHONE}
    )
    assert str(page.answer.url).endswith(f"{hall.address}?saved={hall.workshop.current}")
    stored = offers(hall)[0]
    assert {role(hall): "friend"} == stored["offers"]
    assert (NAME, False, True, PHONE) == tuple(
        stored[name] for name in ("name", "on_screen", "in_summary", "contact")
    )
    assert person.t("phone.roles.contact_kept", date=person.t.date(1_800_000_000 + 90 * 86_400)) in page.text
    again = page.form("roles").fields
    assert {f"r_{role(hall)}": "friend", "name": NAME, "in_summary": "1"}.items() <= again.items()


def test_a_contact_is_promised_to_go_after_its_day(hall: Hall) -> None:
    """On the day itself it is still there, and nothing else may be said."""
    person = hall.resident()
    page = person.send("roles", **{f"r_{role(hall)}": "friend", "name": NAME, "contact": PHONE})
    day = person.t.date(1_800_000_000 + 90 * 86_400)
    assert f"Se poistetaan {day} jälkeen." in page.text


def test_an_offer_is_taken_back(hall: Hall) -> None:
    """By choosing "not now" everywhere."""
    person = hall.resident()
    offer(person, role(hall), role(hall, 1))
    person.send("roles", **{f"r_{role(hall)}": ""})
    assert {role(hall, 1): "gladly"} == offers(hall)[0]["offers"]
    person.send("roles", **{f"r_{role(hall, 1)}": ""})
    assert {} == offers(hall)[0]["offers"]


def test_a_task_is_told_to_whom_it_was_given(hall: Hall) -> None:
    """And to nobody else; wherever they look."""
    person, other = hall.resident(), hall.resident()
    offer(person, role(hall))
    confirm(hall)
    yours = person.t("phone.roles.yours", role="Vastuuhenkilö")
    assert yours in person.look().text
    assert yours in person.get(f"{hall.address}/so-far").text
    keeps = {"x-keeps": f"{hall.now.id}.now"}
    assert yours in person.ask("GET", f"{hall.address}/now", headers=keeps).text
    hall.open("thanks")
    assert yours in person.look().text
    assert yours not in other.look().text + other.get(f"{hall.address}/so-far").text


def test_a_full_role_says_so(hall: Hall) -> None:
    """Who offered before keeps the choice; who comes too late is told, and nothing ticked is lost."""
    first, late = hall.resident(), hall.resident()
    form = late.look().form("roles")
    offer(first, role(hall))
    confirm(hall)
    assert f"r_{role(hall)}" in first.look().form("roles").choices
    page = late.look()
    assert f"r_{role(hall)}" not in page.form("roles").choices
    assert late.t("phone.roles.full") in page.text
    marks = {f"r_{role(hall)}": "gladly", f"r_{role(hall, 2)}": "if_needed", "name": HOSTILE}
    page = late.post(form.action, {**form.fields, **marks})
    assert said(late.t, "role_full", role="Vastuuhenkilö") in page.text
    again = page.form("roles").fields
    assert ("if_needed", HOSTILE) == (again[f"r_{role(hall, 2)}"], again["name"])
    assert HOSTILE not in page.answer.text


@pytest.mark.parametrize(
    "fields, why, values",
    [
        ({"on_screen": "1"}, "name_missing", {}),
        ({"name": "x" * 61}, "too_long", {"length": 61, "limit": 60}),
        ({"contact": "x" * 121}, "too_long", {"length": 121, "limit": 120}),
    ],
)
def test_what_cannot_be_taken_stays_in_the_form(
    hall: Hall, fields: dict[str, str], why: str, values: dict[str, int]
) -> None:
    """With the reason; the roles too."""
    person = hall.resident()
    page = offer(person, role(hall), **fields)
    assert (422, True) == (page.status, said(person.t, why, **values) in page.text)
    assert {**fields, f"r_{role(hall)}": "gladly"}.items() <= page.form("roles").fields.items()
    assert [] == offers(hall)


def test_a_role_that_is_gone_is_said_and_the_rest_stays(hall: Hall) -> None:
    """The form comes back without it and can be sent."""
    person = hall.resident()
    form, gone = person.look().form("roles"), role(hall)
    hall.do("drop_role", role=gone)
    marks = {f"r_{gone}": "gladly", f"r_{role(hall)}": "later", "name": NAME}
    page = person.post(form.action, {**form.fields, **marks})
    assert said(person.t, "no_such_role") in page.text
    again = page.form("roles")
    assert (False, "later", NAME) == (
        f"r_{gone}" in again.fields,
        again.fields[f"r_{role(hall)}"],
        again.fields["name"],
    )
    person.post(again.action, again.fields)
    assert {role(hall): "later"} == offers(hall)[0]["offers"]


def test_somebody_thinks_again_after_the_step(hall: Hall) -> None:
    """From "so far"; the place is open again, and the page says that it is saved."""
    person = hall.resident()
    offer(person, role(hall))
    confirm(hall)
    hall.open("evaluation")
    page = person.get(f"{hall.address}/so-far")
    roles_step = next(a.id for a in hall.workshop.agenda if a.kind == "roles")
    address = f"{hall.address}/beside/{roles_step}"
    assert f'href="{address}"' in page.answer.text
    form = person.get(address).form("roles")
    page = person.post(form.action, {**form.fields, f"r_{role(hall)}": ""})
    assert str(page.answer.url).endswith(f"{address}?saved={roles_step}")
    assert person.t("phone.flash.saved") in page.text
    assert {} == offers(hall)[0]["offers"]
    refused = person.post(form.action, {**form.fields, "on_screen": "1", "name": ""})
    assert said(person.t, "name_missing") in refused.text
    assert "on_screen" in refused.form("roles").fields
    places = person.t.count("phone.roles.open", 1)
    assert places in hall.resident().get(f"{hall.address}/so-far").text


def test_who_has_not_joined_is_sent_to_the_door(hall: Hall) -> None:
    """A page for one person is for somebody."""
    hall.open("evaluation")
    roles_step = next(a.id for a in hall.workshop.agenda if a.kind == "roles")
    for path in (f"beside/{roles_step}", "beside/nothing", "leaving"):
        page = hall.somebody().get(f"{hall.address}/{path}")
        assert (200, True) == (page.status, page.has_form("join"))


def test_names_and_offers_reach_no_other_phone(hall: Hall) -> None:
    """Whatever their owner allowed: the screen of the room and the summary are for that, phones are not."""
    person, other = hall.resident(), hall.resident()
    offer(person, role(hall), name=NAME, on_screen="1", in_summary="1", contact=PHONE)
    confirm(hall)
    hall.do("enter_holder", role=role(hall, 2), name="Reino Kotimies", on_screen=True, in_summary=True)
    seen = []
    for _ in range(3):
        for path in ("", "/now", "/so-far", "/plan/p1"):
            seen.append(other.ask("GET", hall.address + path).text)
        hall.do("next")
    assert other.t("common.template.thanks") not in seen[0]
    everything = "".join(seen)
    for word in (NAME, "Aino", PHONE, "Reino", "gladly checked"):
        assert word not in everything
    who = next(iter(hall.given("roles")))
    assert who not in everything
    assert NAME in person.get(f"{hall.address}/beside/{_roles(hall)}").answer.text


def _roles(hall: Hall) -> str:
    return next(a.id for a in hall.workshop.agenda if a.kind == "roles")


def test_without_projects_there_is_nothing_to_offer(new_hall: Any) -> None:
    """It says so, and everything else goes on."""
    hall = new_hall(template="evening")
    hall.open("roles")
    person = hall.resident()
    assert person.t("phone.roles.none") in person.look().text


def test_a_second_step_shows_what_was_offered_in_the_first(hall: Hall) -> None:
    """With the name, so that nobody withdraws unawares; what is left out there is withdrawn."""
    aino, first, second = hall.resident(), role(hall), role(hall, 1)
    offer(aino, first, second, name=NAME, contact=PHONE)
    hall.do("repeat", activity=hall.now.id, id="again")
    hall.do("next")
    shown = aino.look().form("roles").fields
    assert {"name": NAME, "contact": PHONE, f"r_{first}": "gladly"}.items() <= shown.items()
    assert "" == hall.resident().look().form("roles").fields["name"]
    page = aino.send("roles", **{f"r_{first}": ""})
    assert ("", "gladly") == tuple(page.form("roles").fields[f"r_{each}"] for each in (first, second))
