"""Voting without JavaScript: every way, changed until it closes, in an own order, and ties named."""

import pytest

from facilitation.permissions import MANAGER
from service import acting
from tests.phone.people import Hall, said

PARK, BENCH, MARKET = "Kirsikkapuisto", "Penkki aurinkoon", "Kirpputori"


METHODS = {
    "dots": {"o1": "2", "o2": "1"},
    "approval": {"o1": "1"},
    "yesno": {"o1": "1", "o2": "-1", "o3": "0"},
    "score": {"o1": "5", "o2": "1"},
}


@pytest.mark.parametrize("method", METHODS)
def test_every_way_to_vote_works_without_scripts(hall: Hall, method: str) -> None:
    """What was ticked is what is stored, and the page shows it again."""
    hall.open_vote(PARK, BENCH, MARKET, method=method)
    resident = hall.resident()
    page = resident.vote(**METHODS[method])
    assert [{"marks": {o: int(m) for o, m in METHODS[method].items()}, "done": True}] == hall.ballots()
    again = page.form("vote").fields
    assert METHODS[method].items() <= {name[2:]: mark for name, mark in again.items()}.items()


def test_many_dots_are_typed(hall: Hall) -> None:
    """A list of a hundred numbers for each option would be heavy."""
    hall.open_vote(PARK, BENCH, dots=100)
    resident = hall.resident()
    resident.vote(o1="60", o2="40")
    assert [{"marks": {"o1": 60, "o2": 40}, "done": True}] == hall.ballots()


def test_a_vote_can_be_changed(hall: Hall) -> None:
    """Until it closes; the last one counts."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    resident.vote(o1="3")
    resident.vote(o1="0", o2="1")
    assert [{"marks": {"o2": 1}, "done": True}] == hall.ballots()


def test_an_answer_to_what_is_not_asked_any_more_is_refused(hall: Hall) -> None:
    """A phone slept while the vote was taken back and other options were put in: what it sends counts for none of them,
    and it takes the new ballot."""
    hall.open_vote(PARK, BENCH)
    sleeper = hall.resident()
    asleep = sleeper.look()
    acting.undo(hall.house, hall.code, MANAGER, hall.workshop.history[-1].id)
    hall.open_vote(MARKET, BENCH)
    page = sleeper.send("vote", asleep, m_o1="2")
    assert said(sleeper.t, "asked_anew") in page.text
    assert [] == hall.ballots()
    assert asleep.kept_form != page.kept_form
    assert {"0"} == {mark for name, mark in page.form("vote").fields.items() if name.startswith("m_")}
    sleeper.vote(o1="2")
    assert [{"marks": {"o1": 2}, "done": True}] == hall.ballots()


def test_options_are_shuffled_but_stay(hall: Hall) -> None:
    """Each phone has its own order, always the same; with numbers all have one."""
    names = [f"Vaihtoehto {n}" for n in range(8)]
    hall.open_vote(*names)
    people = [hall.resident() for _ in range(4)]
    orders = [p.order_of_options() for p in people]
    assert orders == [p.order_of_options() for p in people]
    assert len({tuple(order) for order in orders}) > 1


def test_numbered_options_stand_in_order(hall: Hall) -> None:
    """Hands and stickers are counted by these numbers."""
    hall.open_vote(*(f"Vaihtoehto {n}" for n in range(8)), numbered=True)
    assert [f"m_o{n}" for n in range(1, 9)] == hall.resident().order_of_options()


@pytest.mark.parametrize(
    "settings, says",
    [
        ({"meaning": "advice"}, "neuvo"),
        ({"meaning": "ours"}, "teemme itse"),
        ({"meaning": "wish", "decider": "Kaupunginosatoimikunta"}, "Kaupunginosatoimikunta"),
        ({"meaning": "wish", "answer_by": "2027-03-15"}, "15. maaliskuuta 2027"),
    ],
)
def test_a_vote_says_what_it_is(hall: Hall, settings: dict[str, str], says: str) -> None:
    """Nobody shall take advice for a decision."""
    hall.open_vote(PARK, BENCH, **settings)
    resident = hall.resident()
    assert says in resident.look().text
    assert "päätös" not in resident.look().text


def test_a_closing_vote_takes_answers_calmly(hall: Hall) -> None:
    """Twenty seconds by the server's clock."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    hall.do("close")
    hall.clock.forward(5)
    page = resident.look()
    assert f"{resident.t('phone.now.closing')} 15" in page.text
    resident.vote(o1="1")
    assert [{"marks": {"o1": 1}, "done": True}] == hall.ballots()
    hall.clock.forward(15)
    assert not resident.look().has_form("vote")


def test_a_reopened_vote_has_what_was_given(hall: Hall) -> None:
    """Undoing a close keeps the votes."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    resident.vote(o2="2")
    hall.close_now()
    hall.do("reopen")
    assert "2" == resident.look().form("vote").fields["m_o2"]


def test_ties_are_named(hall: Hall) -> None:
    """Nothing breaks a tie but people."""
    hall.open_vote(PARK, BENCH, MARKET, method="approval", top=1)
    hall.resident().vote(o1="1", o2="1")
    hall.close_now()
    hall.do("reveal")
    page = hall.resident().look()
    assert 2 == page.text.count(hall.resident().t("phone.result.tied"))
    assert hall.resident().t("phone.result.tie_at_the_edge") in page.text
    assert 2 == page.text.count("1. ")


def test_votes_with_the_same_title_are_told_apart(hall: Hall) -> None:
    """Under "so far" the second gets a number."""
    vote = next(a for a in hall.workshop.agenda if a.kind == "vote")
    hall.do("repeat", activity=vote.id, id="again")
    page = hall.resident().get(f"{hall.address}/so-far").answer.text
    title = vote.title["fi"]
    assert (1, 1) == (page.count(f"<h3>{title} <"), page.count(f"<h3>{title} 2 <"))


def test_too_many_dots_are_said_in_words(hall: Hall) -> None:
    """Without scripts nothing stops a hand; a number below zero helps nobody."""
    hall.open_vote("Puisto", "Penkki", dots=3)
    resident = hall.resident()
    page = resident.vote(o1="3", o2="2")
    assert resident.t("phone.vote.too_many", n=2) in page.text
    assert resident.t("phone.vote.saved") not in page.text
