"""One pen for each project, whatever phones and desk do at once; and no line is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation import verbs
from facilitation.errors import Invalid, NotFound, Refused
from facilitation.permissions import MANAGER
from facilitation.projects import planned_in
from tests.facilitation.room import later, planning, stands, writes


def test_a_pen_that_two_take_at_once_has_one_holder():
    """The second hears so; once it is laid down, it is free."""
    hall = planning()
    one, two = hall.phone("one"), hall.phone("two")
    one.acts("pen", "a", holds=True)
    with pytest.raises(Invalid, match="pen_taken"):
        two.acts("pen", "a", holds=True)
    with pytest.raises(Invalid, match="pen_taken"):
        two.acts("pen", "a", holds=False)
    assert "one" == stands(hall).pen
    one.acts("pen", "a", holds=False)
    two.acts("pen", "a", holds=True)
    assert "two" == stands(hall).pen


def test_who_has_no_pen_writes_nothing():
    """Neither somebody else nor the one who had it before."""
    hall = planning()
    one, two = hall.phone("one"), hall.phone("two")
    with pytest.raises(Invalid, match="not_your_pen"):
        writes(one, "Penkki")
    one.acts("pen", "a", holds=True)
    writes(one, "Penkki")
    later(hall, "pass_pen", project="a", to="two")
    with pytest.raises(Invalid, match="not_your_pen"):
        writes(one, "Pöytä")
    writes(two, "Kaksi penkkiä")
    assert "Kaksi penkkiä" == stands(hall).text("what")


def test_the_desk_frees_a_pen_and_whoever_had_it_takes_it_again():
    """The same words as the first time are a new taking, not a repeat."""
    hall = planning()
    one = hall.phone("one")
    one.acts("pen", "a", holds=True)
    later(hall, "pass_pen", project="a")
    assert "" == stands(hall).pen
    assert one.acts("pen", "a", holds=True).new
    assert not one.acts("pen", "a", holds=True).new
    assert "one" == stands(hall).pen
    later(hall, "pass_pen", project="a", to="one")
    one.acts("pen", "a", holds=False)
    assert "" == stands(hall).pen


def test_the_newer_stands_though_the_clock_is_set_back():
    """A laptop that finds out in the middle of an evening what time it is; or another replica's clock is behind."""
    hall = planning()
    one = hall.phone("one")
    one.acts("pen", "a", holds=True)
    writes(one, "Penkki")
    hall.now -= 600
    hall.does("write", project="a", field="what", text="Pöytä")
    assert "Pöytä" == stands(hall).text("what")
    hall.now -= 600
    writes(one, "Kaksi pöytää")
    assert "Kaksi pöytää" == stands(hall).text("what")


def test_the_pen_goes_where_it_was_passed_though_the_clock_is_set_back():
    """And who had it takes it again."""
    hall = planning()
    one = hall.phone("one")
    one.acts("pen", "a", holds=True)
    hall.now -= 600
    hall.does("pass_pen", project="a")
    assert "" == stands(hall).pen
    hall.now -= 600
    one.acts("pen", "a", holds=True)
    assert "one" == stands(hall).pen


def test_undoing_a_passed_pen_gives_it_back():
    """Whoever had it before has it."""
    hall = planning()
    hall.phone("one").acts("pen", "a", holds=True)
    hall.phone("two")
    later(hall, "pass_pen", project="a", to="two")
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert "one" == stands(hall).pen


def test_whoever_goes_to_another_project_leaves_the_pen():
    """It lies there for the others; from elsewhere nobody takes it; back again it is theirs if nobody took it."""
    hall = planning()
    one, two = hall.phone("one"), hall.phone("two")
    one.acts("seat", "a")
    one.acts("pen", "a", holds=True)
    one.acts("seat", "b")
    assert ("", frozenset({"one"})) == (stands(hall).pen, stands(hall, "b").seats)
    with pytest.raises(NotFound, match="old_form"):
        one.acts("pen", "a", holds=True)
    one.acts("seat", "a")
    assert "one" == stands(hall).pen
    one.acts("seat", "b")
    two.acts("pen", "a", holds=True)
    one.acts("seat", "a")
    assert "two" == stands(hall).pen


def test_of_the_desks_and_the_pens_text_the_newer_stands():
    """Also where the pen writes the same words again that the desk wrote over."""
    hall = planning()
    one = hall.phone("one")
    one.acts("pen", "a", holds=True)
    writes(one, "Penkki")
    later(hall, "write", project="a", field="what", text="Kaksi penkkiä")
    assert "Kaksi penkkiä" == stands(hall).text("what")
    assert writes(one, "Penkki").new
    assert "Penkki" == stands(hall).text("what")
    assert not writes(one, "Penkki").new
    later(hall, "write", project="a", field="what", text="")
    assert "" == stands(hall).text("what")
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert "Penkki" == stands(hall).text("what")


PEOPLE = ("one", "two", "three")
people, projects = st.sampled_from(PEOPLE), st.sampled_from("abc")
acts = st.one_of(
    st.tuples(people, st.sampled_from(["seat"]), projects, st.just({})),
    st.tuples(people, st.just("pen"), projects, st.fixed_dictionaries({"holds": st.booleans()})),
    st.tuples(people, st.just("write"), projects, st.just({"field": "what", "text": "Teksti"})),
    st.tuples(people, st.just("line"), projects, st.just({"field": "why", "text": "Ehdotus"})),
    st.tuples(st.just("desk"), st.just("pass_pen"), projects, st.fixed_dictionaries({"to": people})),
    st.tuples(st.just("desk"), st.just("pass_pen"), projects, st.just({"to": ""})),
)


@settings(deadline=None)
@given(st.lists(acts, max_size=40))
def test_whatever_they_do_at_once_no_line_is_lost_and_no_pen_has_two_holders(everything):
    """Who was told that the pen is theirs can write, and nobody else; every line that was taken is there."""
    hall = planning()
    phones = {name: hall.phone(name) for name in PEOPLE}
    taken = []
    for number, (who, act, project, more) in enumerate(everything):
        pen_before = stands(hall, project).pen
        try:
            if who == "desk":
                later(hall, act, project=project, **more)
                continue
            is_new = phones[who].acts(act, project, f"line{number}", **more).new
        except Refused:
            assert who != pen_before or act not in ("write", "pen")
            continue
        if act == "line":
            taken.append((project, f"line{number}".ljust(8, "-")))
        if act == "write" and is_new:
            assert who == pen_before
        if act == "pen":
            assert more["holds"] == (who == stands(hall, project).pen)
    assert sorted(taken) == sorted((p.project.id, line.id) for p in planned_in(hall) for line in p.lines)
