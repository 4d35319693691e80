"""Time on the agenda."""

from facilitation.schedule import schedule
from tests.facilitation.room import room


def test_before_the_start_nothing_is_late():
    """There is no planned end before somebody started."""
    assert schedule(room().workshop, 5000).planned_end is None


def test_the_planned_end_is_the_start_and_all_minutes():
    """Four steps of ten minutes."""
    hall = room().on("next")
    assert 1000 + 40 * 60 == schedule(hall.workshop, hall.now).planned_end


def test_staying_too_long_makes_late_and_says_what_could_be_skipped():
    """Fifteen minutes in a step of ten are five minutes late; never the thanks are offered."""
    hall = room().on("next")
    late = schedule(hall.workshop, hall.now + 15 * 60)
    assert 5 == late.late_minutes
    assert ["ideas", "vote"] == [a.id for a in late.could_skip]


def test_leaving_a_step_out_wins_its_minutes():
    """The expected end comes earlier; what was promised at the start stays."""
    hall = room().on("next")
    hall.now += 25 * 60
    assert 15 == schedule(hall.workshop, hall.now).late_minutes
    hall.does("skip", activity="ideas")
    assert 5 == schedule(hall.workshop, hall.now).late_minutes


def test_what_is_left_out_before_the_start_was_never_planned():
    """The promise is the agenda that people were shown."""
    hall = room()
    hall.does("skip", activity="ideas")
    hall.on("next")
    assert 1000 + 30 * 60 == schedule(hall.workshop, hall.now).planned_end
