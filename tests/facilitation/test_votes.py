"""Votes: limits, results, ties, and people without phones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation import verbs
from facilitation.errors import Invalid, NotAllowed, NotOpen
from facilitation.kinds.vote import VOTE, ideas_behind, order_for
from facilitation.permissions import MANAGER, Actor
from facilitation.verbs import taking_part
from tests.facilitation.room import room, step, voting


def result(hall):
    return VOTE.result(hall.workshop.now, hall.contributions("vote"))


def scores(hall):
    return {r.option.id: r.score for r in result(hall).rows}


@pytest.mark.parametrize(
    ("method", "settings", "marks", "why"),
    [
        ("dots", {"dots": 3}, {"o1": 2, "o2": 2}, "too_many_dots"),
        ("dots", {"dots": 3, "cap": 2}, {"o1": 3}, "too_many_on_one"),
        ("dots", {}, {"o1": -1}, "not_a_value"),
        ("dots", {}, {"o1": 1.5}, "not_a_value"),
        ("dots", {}, {"o1": True}, "not_a_value"),
        ("approval", {}, {"o1": 2}, "not_a_value"),
        ("yesno", {}, {"o1": 2}, "not_a_value"),
        ("score", {}, {"o1": 6}, "not_a_value"),
        ("score", {}, {"o1": 0}, "not_a_value"),
        ("approval", {}, {"o9": 1}, "not_an_option"),
        ("approval", {}, {}, "empty_ballot"),
        ("approval", {}, "all", "not_a_value"),
    ],
)
def test_a_ballot_over_its_limits_is_refused(method, settings, marks, why):
    """The server decides, whatever a phone sends."""
    hall = voting(method, "a", "b", **settings)
    with pytest.raises(Invalid, match=why):
        hall.phone("p").gives("vote", marks=marks)
    assert {} == hall.contributions("vote")


def test_voting_again_replaces():
    """One person, one ballot, however often it is sent."""
    hall = voting("dots", "a", "b")
    phone = hall.phone("p")
    phone.votes(o1=3)
    phone.votes(o2=1)
    assert {"o1": 0, "o2": 1} == scores(hall)
    assert 1 == result(hall).voters


def test_a_half_done_ballot_counts_but_is_not_yet_an_answer():
    """Whoever has not pressed send keeps their marks at the close, and has answered then."""
    hall = voting("approval", "a", "b")
    hall.phone("p").gives("vote", marks={"o1": 1}, done=False)
    assert {"o1": 1, "o2": 0} == scores(hall)
    assert not VOTE.is_answer(hall.contribution("vote", "p"))
    assert VOTE.is_answer(hall.contribution("vote", "p"), over=True)


def test_an_emptied_ballot_counts_for_nobody():
    """Who took all marks away has not voted."""
    hall = voting("approval", "a")
    phone = hall.phone("p")
    phone.votes(o1=1)
    phone.gives("vote", marks={}, done=False)
    assert 0 == result(hall).voters


def test_yes_no_orders_by_yes_minus_no():
    """Passing counts as seen, for neither side."""
    hall = voting("yesno", "a", "b")
    for name, (a, b) in {"p": (1, 1), "q": (1, -1), "r": (0, 1)}.items():
        hall.phone(name).votes(o1=a, o2=b)
    first, second = result(hall).rows
    assert ("o1", 2.0, {1: 2, 0: 1}) == (first.option.id, first.score, first.parts)
    assert ("o2", 1.0, {1: 2, -1: 1}) == (second.option.id, second.score, second.parts)


def test_a_score_is_the_mean_of_those_who_scored():
    """Leaving an option out does not pull it down."""
    hall = voting("score", "a", "b")
    hall.phone("p").votes(o1=5)
    hall.phone("q").votes(o1=4, o2=1)
    assert {"o1": 4.5, "o2": 1.0} == scores(hall)


def test_equals_share_a_rank_and_a_tie_at_the_edge_is_said():
    """Nothing but people breaks a tie."""
    hall = voting("approval", "a", "b", "c", "d", top=2)
    hall.phone("p").votes(o1=1, o2=1, o3=1)
    hall.phone("q").votes(o1=1)
    outcome = result(hall)
    assert [("o1", 1, False), ("o2", 2, True), ("o3", 2, True), ("o4", None, False)] == [
        (r.option.id, r.rank, r.tied) for r in outcome.rows
    ]
    assert outcome.tie_at_the_edge


def test_hands_are_added_and_told_apart():
    """Counted hands are a channel of their own, with their voters."""
    hall = voting("approval", "a", "b", numbered=True)
    hall.phone("p").votes(o1=1)
    hall.does("enter_counts", activity="vote", counts={"o1": {"1": 5}, "o2": {"1": 2}}, voters=6, key="h")
    first = result(hall).rows[0]
    assert (6, {"phone": 1, "hands": 5}) == (first.score, first.by_channel)
    assert (7, {"phone": 1, "hands": 6}) == (result(hall).voters, result(hall).by_channel)


def test_counted_dots_do_not_tell_how_many_people_gave_them():
    """Two dots in the air may be one person's or two's: no number is made up."""
    hall = voting("dots", "a", "b", numbered=True)
    hall.phone("p").votes(o1=3)
    hall.does("enter_counts", activity="vote", counts={"o1": {"1": 2}}, voters=1, key="h")
    first, second = result(hall).rows
    assert (5, None) == (first.score, first.people)
    assert 0 == second.people


def test_counting_hands_again_replaces_the_first_count():
    """Never twice the same hands."""
    hall = voting("approval", "a", numbered=True)
    hall.does("enter_counts", activity="vote", counts={"o1": {"1": 5}}, voters=6, key="h")
    hall.does("enter_counts", activity="vote", counts={"o1": {"1": 4}}, voters=6, key="i")
    assert {"o1": 4} == scores(hall)


@pytest.mark.parametrize(
    ("method", "counts", "voters"),
    [
        ("approval", {"o1": {"1": 7}}, 6),
        ("yesno", {"o1": {"1": 4, "-1": 3}}, 6),
        ("dots", {"o1": {"1": 10}, "o2": {"1": 9}}, 6),
        ("score", {"o1": {"5": 7}}, 6),
        ("approval", {"o1": {"1": -1}}, 6),
        ("approval", {"o9": {"1": 1}}, 6),
        ("approval", {"o1": {"1": 1}}, 0),
    ],
)
def test_impossible_counts_are_refused(method, counts, voters):
    """More hands than people is a slip of the pen."""
    hall = voting(method, "a", "b", dots=3, numbered=True)
    with pytest.raises(Invalid):
        hall.does("enter_counts", activity="vote", counts=counts, voters=voters, key="h")
    assert 0 == result(hall).voters


def test_no_counts_after_the_reveal():
    """Who has seen the result cannot add to it."""
    hall = voting("approval", "a").on("close", "close_now", "reveal")
    with pytest.raises(NotOpen):
        hall.does("enter_counts", activity="vote", counts={"o1": {"1": 1}}, voters=1, key="h")


def test_each_phone_has_its_own_order_and_keeps_it():
    """No option gains by standing first; with numbers for hands, all have the same."""
    hall = voting("approval", *"abcdefgh")
    vote = hall.workshop.now
    orders = {order_for(vote, f"p{n}") for n in range(20)}
    assert len(orders) > 10
    assert order_for(vote, "p1") == order_for(vote, "p1")
    numbered = voting("approval", *"abcdefgh", numbered=True).workshop.now
    assert numbered.options == order_for(numbered, "p1")


def test_options_from_ideas_keep_where_they_come_from():
    """Merged ideas are one option that names them all; hidden ones are none."""
    hall = room(step("ideas"), step("vote", method="approval")).on("open")
    phone = hall.phone("p")
    keys = [phone.writes(text, text).contribution.key for text in ("aa", "bb", "cc")]
    hall.does("merge", activity="ideas", ideas=[keys[1]], into=keys[0])
    hall.does("hide", activity="ideas", ideas=[keys[2]])
    hall.on("close", "next", "open")
    (option,) = hall.workshop.now.options
    assert ("aa", tuple(keys[:2])) == (option.text, option.ideas)


def test_a_ballot_means_what_it_meant_though_the_opening_is_taken_back():
    """Ideas that are merged or corrected meanwhile change a ballot that nobody has filled in, and no other."""
    hall = room(step("ideas"), step("vote", method="approval")).on("open")
    writer = hall.phone("p")
    keys = [writer.writes(text, text).contribution.key for text in ("aa", "bb")]
    hall.on("close", "next", "open")
    first, second = hall.workshop.now.options
    _opens_anew(hall, "edit", ideas=keys[:1], text="AA")
    writer.votes(**{second.id: 1})
    _opens_anew(hall, "merge", ideas=keys[1:], into=keys[0])
    assert {"AA", "bb"} == {row.option.text for row in result(hall).rows}
    assert (1, {first.id: 0, second.id: 1}) == (result(hall).voters, scores(hall))


def _opens_anew(hall, verb, **changes):
    """The opening is taken back for a change of the ideas."""
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    hall.does(verb, activity="ideas", **changes)
    hall.on("open")


def test_a_vote_passes_over_an_ideas_step_that_is_left_out():
    """A second round for which there is no time leaves the first one's ideas on the ballot; and so does leaving out
    the only one there is, once people have written."""
    hall = room(step("ideas"), step("vote", method="approval")).on("open")
    hall.phone("p").writes("Penkki", "first")
    hall.does("repeat", activity="ideas", id="again")
    hall.does("skip", activity="again")
    hall.on("close", "next")
    assert "ideas" == ideas_behind(hall.workshop, hall.workshop.now).id
    hall.does("skip", activity="again", skipped=False)
    assert "again" == ideas_behind(hall.workshop, hall.workshop.now).id
    alone = room(step("ideas"), step("vote")).on("open", "close", "next")
    alone.does("skip", activity="ideas")
    assert "ideas" == ideas_behind(alone.workshop, alone.workshop.now).id


def test_only_who_is_in_may_vote():
    """The code opens the door; a ballot needs a participant."""
    hall = voting("approval", "a")
    for actor in (Actor("participant", "stranger"), Actor("stage"), Actor("anyone"), Actor("manager")):
        with pytest.raises(NotAllowed):
            taking_part.give(hall, actor, "vote", {"marks": {"o1": 1}})


ballots = st.lists(
    st.dictionaries(st.sampled_from(["o1", "o2", "o3"]), st.integers(-2, 6), max_size=3), max_size=8
)


@given(st.sampled_from(["dots", "approval", "yesno", "score"]), ballots)
def test_a_result_is_what_an_honest_recount_finds(method, given_ballots):
    """Whatever was accepted is counted once, whatever was refused not at all."""
    hall = voting(method, "a", "b", "c", dots=4)
    kept = []
    for number, marks in enumerate(given_ballots):
        try:
            hall.phone(f"p{number}").gives("vote", marks=marks)
        except Invalid:
            continue
        kept.append(marks)
    by_hand = {o: [m[o] for m in kept if o in m] for o in ("o1", "o2", "o3")}
    rule = {"score": lambda marks: sum(marks) / len(marks) if marks else 0}.get(method, sum)
    assert {o: rule(marks) for o, marks in by_hand.items()} == scores(hall)
    assert len(kept) == result(hall).voters


def test_the_frame_is_in_the_results_order():
    """The table that is downloaded is the one that was shown."""
    hall = voting("approval", "a", "b")
    hall.phone("p").votes(o2=1)
    frame = result(hall).frame()
    assert ["b", "a"] == list(frame["option"])
    assert [1, 0] == list(frame["score"])
