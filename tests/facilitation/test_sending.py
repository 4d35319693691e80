"""One phone's requests that come in another order than they were sent."""

import pytest

from facilitation.errors import NotOpen, Overtaken
from facilitation.sending import MOST_OVER, Sending
from facilitation.verbs import taking_part
from tests.facilitation.room import Phone, room, voting

OLD, NEW = "aaaaaaaaaa", "bbbbbbbbbb"


def votes(phone: Phone, sending: Sending, **marks: int) -> None:
    taking_part.give(phone.room, phone.actor, "vote", {"marks": marks}, sending=sending)


def test_a_ballot_that_was_held_back_takes_the_place_of_no_newer_one() -> None:
    """Of one person the newest choice counts, not what came last."""
    hall = voting("approval", "a", "b")
    phone = hall.phone("p")
    votes(phone, Sending(NEW, (OLD,)), o2=1)
    with pytest.raises(Overtaken):
        votes(phone, Sending(OLD), o1=1)
    assert {"o2": 1} == hall.contribution("vote", "p").payload["marks"]


def test_a_change_of_mind_is_no_late_copy() -> None:
    """Back to what was chosen first is a sending of its own; and whoever is not named goes on counting."""
    hall = voting("approval", "a", "b")
    phone, other = hall.phone("p"), hall.phone("q")
    votes(phone, Sending(OLD), o1=1)
    votes(phone, Sending(NEW, (OLD,)), o2=1)
    votes(phone, Sending("cccccccccc"), o1=1)
    votes(other, Sending(OLD), o2=1)
    assert [{"o1": 1}, {"o2": 1}] == [hall.contribution("vote", who).payload["marks"] for who in "pq"]


def test_an_idea_that_was_taken_back_does_not_come_again_by_itself() -> None:
    """But by its owner, who undoes it; then the withdrawal is what comes too late."""
    hall = room().on("next", "next", "open")
    hall.does("go", activity="ideas")
    hall.does("open")
    phone = hall.phone("p")
    phone.writes("Penkki", "k")
    taking_part.withdraw(hall, phone.actor, "ideas", "k-------", Sending(NEW, (OLD,)))
    idea = {"text": "Penkki"}
    with pytest.raises(Overtaken):
        taking_part.give(hall, phone.actor, "ideas", idea, "k-------", Sending(OLD))
    assert {} == hall.contributions("ideas")
    taking_part.give(hall, phone.actor, "ideas", idea, "k-------", Sending("cccccccccc", (NEW,)))
    with pytest.raises(Overtaken):
        taking_part.withdraw(hall, phone.actor, "ideas", "k-------", Sending(NEW))
    assert ["k-------"] == list(hall.contributions("ideas"))


def test_a_late_copy_is_overtaken_also_when_the_step_is_over() -> None:
    """It asks for nothing, so nobody need be told that it came too late; a new one must be."""
    hall = voting("approval", "a", "b")
    phone = hall.phone("p")
    votes(phone, Sending(NEW, (OLD,)), o2=1)
    hall.does("close_now")
    with pytest.raises(Overtaken):
        votes(phone, Sending(OLD), o1=1)
    with pytest.raises(NotOpen):
        votes(phone, Sending("cccccccccc"), o1=1)


def test_what_is_remembered_of_a_phone_stays_small() -> None:
    """The newest, each once."""
    hall = voting("approval", "a", "b")
    phone = hall.phone("p")
    for n in range(3 * MOST_OVER):
        votes(phone, Sending(f"new{n:07}", (f"old{n:07}", f"old{n:07}")), o1=1)
        votes(phone, Sending(f"new{n:07}", (f"old{n:07}",)), o1=1)
    wanted = tuple(f"old{n:07}" for n in range(2 * MOST_OVER, 3 * MOST_OVER))
    assert wanted == hall.participant("p").over


@pytest.mark.parametrize(
    ("stamp", "over", "read"),
    [
        (NEW, f"{OLD}.cccccccccc", Sending(NEW, (OLD, "cccccccccc"))),
        ("", "", Sending()),
        ("UP", f"..{OLD}.<b>.{'x' * 41}.é", Sending("", (OLD,))),
        (
            NEW,
            ".".join(f"old{n:07}" for n in range(50)),
            Sending(NEW, tuple(f"old{n:07}" for n in range(38, 50))),
        ),
    ],
)
def test_only_stamps_are_read(stamp: str, over: str, read: Sending) -> None:
    """Whatever else comes in their place is nothing, and of many the last count."""
    assert read == Sending.of(stamp, over)
