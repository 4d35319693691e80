"""What phones show, and when they are woken for it."""

from service.faces import coming, on_phones, phones_version
from tests.facilitation.room import room, step

AGENDA = (
    step("ideas"),
    step("vote", method="approval"),
    step("vote", "again", method="approval"),
    step("thanks"),
)


def hall_with_ideas():
    hall = room(*AGENDA).on("open")
    hall.phone("p").writes("Kukkia", "k")
    return hall


def shown(hall):
    return on_phones(hall.workshop, hall.now).id


def version(hall):
    return phones_version(hall.workshop, hall.now)


def test_phones_show_what_is_on():
    """And what comes after it."""
    hall = hall_with_ideas()
    assert "ideas" == shown(hall)
    assert "vote" == coming(hall.workshop, hall.workshop.now).id


def test_ideas_stay_on_phones_while_the_vote_is_prepared():
    """A late idea still has its place."""
    hall = hall_with_ideas().on("close", "next")
    assert "ideas" == shown(hall)
    hall.on("open")
    assert "vote" == shown(hall)


def test_a_result_stays_on_phones_while_the_next_vote_is_prepared():
    """People go on looking at it instead of at closed ideas."""
    hall = hall_with_ideas().on("close", "next", "open", "close", "close_now", "reveal", "next")
    assert "again" == hall.workshop.current
    assert "vote" == shown(hall)
    assert "again" == coming(hall.workshop, hall.workshop.activity("vote")).id


def test_others_answers_wake_no_phone():
    """Nothing repaints a form that somebody is filling in."""
    hall = hall_with_ideas()
    before = version(hall)
    hall.phone("q").writes("Penkkejä", "l")
    hall.does("hide", activity="ideas", ideas=["l-------"])
    hall.does("headcount", people=30)
    assert before == version(hall)


def test_what_changes_for_phones_wakes_them():
    """A close, the end of its countdown, a clock for the room: each is a new face."""
    hall = hall_with_ideas().on("close", "next", "open")
    faces = [version(hall)]
    hall.does("enter_counts", activity="vote", counts={}, voters=1, key="h")
    assert faces[0] == version(hall)
    hall.does("countdown", seconds=60)
    faces.append(version(hall))
    hall.does("close")
    faces.append(version(hall))
    hall.now += 21
    faces.append(version(hall))
    hall.does("reveal")
    faces.append(version(hall))
    hall.does("unenter", activity="vote", key="hands-h")
    faces.append(version(hall))
    assert len(faces) == len(set(faces))
