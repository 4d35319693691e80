"""A second plan step: what was proposed in the first is carried on, and every button on it does what it says."""

from typing import Any

import pytest

from tests.phone.people import Hall, Page, Person
from tests.phone.tables import BENCH, PARK, at_the_table, look_at_board


@pytest.fixture
def hall(new_hall: Any) -> Hall:
    evening: Hall = new_hall(template="evening")
    evening.plan(PARK, BENCH)
    return evening


def in_the_next_step(hall: Hall, *people: Person) -> None:
    """All sit down where they sat."""
    hall.do("repeat", activity=hall.now.id, id="again")
    hall.do("go", activity="again")
    for person in people:
        person.does("seat", project="p1")


def pressed(hall: Hall, person: Person, day: str) -> bool:
    return f'id="fits-{day}" aria-pressed="true"' in look_at_board(hall, person)


def takes_back(person: Person, page: Page) -> None:
    """What the board offers to take back."""
    form = next(f for f in page.forms if f.action.endswith("/withdraw"))
    person.post(form.action, form.fields)


def supporters(person: Person, n: int) -> bool:
    return person.t.count("phone.plan.supporters", n) in person.look().text


def test_a_line_of_an_earlier_step_can_be_supported(hall: Hall) -> None:
    """And no longer; one's own is still one's own."""
    one, other = at_the_table(hall), at_the_table(hall)
    one.does("line", field="why", text="Jotta jaksaa")
    assert "support" in other.look().acts()
    in_the_next_step(hall, one, other)
    assert "support" not in one.look().acts()
    assert one.t("phone.plan.own_line") in one.look().text
    page = other.does("support")
    assert supporters(one, 1)
    takes_back(other, page)
    assert not supporters(one, 1)


def test_support_of_an_earlier_step_still_counts_and_is_given_once(hall: Hall) -> None:
    """And is taken back as in that step, by who gave it alone."""
    one, other, third = (at_the_table(hall) for _ in range(3))
    one.does("line", field="why", text="Jotta jaksaa")
    other.does("support")
    in_the_next_step(hall, one, other, third)
    page = other.look()
    assert "support" not in page.acts()
    third.does("support")
    assert supporters(one, 2)
    told = third.get(f"{hall.address}/mine").text
    assert "Jotta jaksaa" in told
    takes_back(other, page)
    assert supporters(one, 1)
    assert "support" in other.look().acts()


def test_ones_own_line_of_an_earlier_step_can_be_taken_away(hall: Hall) -> None:
    """It stands on the board of this step, so it goes from there; nobody else can do that."""
    one, other = at_the_table(hall), at_the_table(hall)
    one.does("line", field="why", text="Jotta jaksaa")
    in_the_next_step(hall, one, other)
    page = one.look()
    takes_back(other, page)
    assert "Jotta jaksaa" in one.look().text
    takes_back(one, page)
    assert "Jotta jaksaa" not in one.look().text
    assert "Jotta jaksaa" not in one.get(f"{hall.address}/mine").text


def test_days_that_suit_are_still_chosen(hall: Hall) -> None:
    """One more tap adds one more day, and takes the others' from nobody."""
    days = [{"day": day} for day in ("2027-02-01", "2027-02-02")]
    hall.do("write", project="p1", field="when", when={"kind": "days", "days": days})
    one, other = at_the_table(hall), at_the_table(hall)
    for person in (one, other):
        person.does("fits", days="2027-02-01")
    in_the_next_step(hall, one, other)
    assert pressed(hall, one, "2027-02-01")
    form = next(f for f in one.look().forms if ("days", "2027-02-01,2027-02-02") in f.buttons)
    one.post(form.action, {**form.fields, "days": "2027-02-01,2027-02-02"})
    assert (True, True) == (pressed(hall, one, "2027-02-01"), pressed(hall, one, "2027-02-02"))
    assert (True, False) == (pressed(hall, other, "2027-02-01"), pressed(hall, other, "2027-02-02"))
    assert one.t.count("phone.plan.suits", 2) in one.look().text


def test_my_data_says_which_answer_of_two_steps_holds(hall: Hall) -> None:
    """Both are stored; nobody is told that they are at two projects."""
    one = at_the_table(hall)
    overtaken = one.t("phone.mine.overtaken")
    assert overtaken not in one.get(f"{hall.address}/mine").text
    in_the_next_step(hall, one)
    one.post(one.look().act("seat").action, {"act": "seat", "project": "p2"})
    told = one.get(f"{hall.address}/mine").text
    assert f"{PARK} {overtaken}" in told
    assert f"{BENCH} {overtaken}" not in told


def test_who_goes_back_to_the_first_step_finds_its_board(hall: Hall) -> None:
    """The board that is looked at again every few seconds is that of the step that is on."""
    one, other = at_the_table(hall), at_the_table(hall)
    one.does("line", field="why", text="Jotta jaksaa")
    first = hall.now.id
    in_the_next_step(hall, one, other)
    hall.do("back")
    assert f"/a/{first}" in look_at_board(hall, other)
    hall.open("roles")
    assert "<form" not in look_at_board(hall, other)
