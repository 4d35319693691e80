"""Phones of people who have taken their answers away, or are not known after a restore."""

from facilitation.permissions import MANAGER
from service import snapshots
from service.giving_out import give_out
from tests.phone.people import Hall
from tests.phone.test_mine import IDEA, take_away


def test_who_has_left_comes_in_as_somebody_new_though_the_answer_was_lost(hall: Hall) -> None:
    """A phone that still has its cookie, or the door it came in through: the number that left never comes back."""
    person = hall.somebody()
    door = person.look().form("join").action
    person.post(door)
    kept = list(person.cookies)
    (first,) = hall.house.store.read(hall.code).participants()
    take_away(hall, person)
    for cookie in kept:
        person.cookies.set_cookie(cookie)
    for each in (person, hall.somebody()):
        each.post(door)
    assert first not in hall.house.store.read(hall.code).participants()


def test_who_is_not_in_after_a_restore_can_take_away_what_was_there_before_it(hall: Hall) -> None:
    """It stands in the copy by which the restore is undone; the page says that nothing is left, and so it is."""
    house, empty = hall.house, give_out(hall.house, MANAGER, hall.code, "backup")
    hall.open("ideas")
    person = hall.resident()
    person.idea(IDEA)
    whole = give_out(house, MANAGER, hall.code, "backup")
    snapshots.restore(house, hall.code, empty)
    page = person.post(f"{hall.address}/mine/away")
    assert person.t("phone.away.nothing_left") in page.text
    assert [] == [
        n for n in snapshots.names(house, hall.code) if IDEA in snapshots.text_of(house, hall.code, n)
    ]
    assert 1 == snapshots.restore(house, hall.code, whole).left_out
    assert [] == hall.ideas()
