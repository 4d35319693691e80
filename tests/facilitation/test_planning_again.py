"""A second plan step: what somebody said in the first holds until they say otherwise, in whichever step."""

from tests.facilitation.room import Phone, Room, later, planning, stands

ONE, TWO = "1970-06-01", "1970-06-02"
DAYS = {"kind": "days", "days": [{"day": ONE}, {"day": TWO}]}


def in_a_second_step(hall: Room) -> None:
    later(hall, "repeat", activity="plan", id="again")
    later(hall, "go", activity="again")


def suits(phone: Phone, step: str, *days: str) -> bool:
    """Whether it was something new."""
    phone.room.now += 1
    return phone.gives(step, act="fits", project="a", days=days).new


def test_days_that_suit_are_taken_together_and_everybody_s_last_word_counts():
    """Who says nothing in the second step has said it in the first; also where the room goes back to that."""
    hall = planning("Penkki")
    later(hall, "write", project="a", field="when", when=DAYS)
    one, two = hall.phone("one"), hall.phone("two")
    assert suits(one, "plan", ONE)
    assert suits(two, "plan", ONE)
    in_a_second_step(hall)
    assert suits(one, "again", TWO)
    assert {ONE: 1, TWO: 1} == stands(hall).fits
    later(hall, "go", activity="plan")
    assert suits(one, "plan", ONE)
    assert {ONE: 2} == stands(hall).fits
