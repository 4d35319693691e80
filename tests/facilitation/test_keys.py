"""The keys to the doors: who may change them, and that a changed one stays changed."""

import pytest

from facilitation import verbs
from facilitation.errors import Invalid, NotAllowed
from facilitation.permissions import MANAGER, Actor
from tests.facilitation.room import room


def test_a_link_is_changed_for_itself():
    """The others stay as old as they are."""
    hall = room()
    hall.now = 2000.0
    hall.does("revoke", link="stage", age=0)
    ages = {role: hall.workshop.link(role).age for role in ("manager", "cofacilitator", "stage")}
    assert {"manager": 0, "cofacilitator": 0, "stage": 1} == ages
    assert (2000.0, 0) == (hall.workshop.link("stage").made_at, hall.workshop.link("manager").made_at)


def test_a_second_tap_changes_no_second_link():
    """The link that came of the first may have been handed out already."""
    hall = room()
    hall.does("revoke", link="stage", age=0)
    hall.does("revoke", link="stage", age=0)
    assert 1 == hall.workshop.link("stage").age


@pytest.mark.parametrize("undone", ["before", "after"])
def test_undo_brings_no_link_back(undone):
    """Neither as a step of its own, nor with a step from before or after it."""
    hall = room()
    if undone == "before":
        hall.does("headcount", people=5)
    hall.does("revoke", link="stage", age=0)
    if undone == "after":
        hall.does("headcount", people=5)
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert (None, 1) == (hall.workshop.headcount, hall.workshop.link("stage").age)
    verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
    assert (5, 1) == (hall.workshop.headcount, hall.workshop.link("stage").age)


def test_who_leads_along_changes_no_link():
    """Keys are the manager's."""
    hall = room()
    with pytest.raises(NotAllowed):
        hall.does("revoke", actor=Actor("cofacilitator"), link="stage", age=0)


def test_there_are_no_other_links():
    """A word that is none of them changes nothing."""
    hall = room()
    with pytest.raises(Invalid):
        hall.does("revoke", link="participant", age=0)
