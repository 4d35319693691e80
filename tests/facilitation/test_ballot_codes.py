"""One-time codes: each casts one ballot, on whatever device, and no code can be read from what is kept."""

import pytest

from facilitation import verbs
from facilitation.ballot_codes import LENGTH, MOST, hashed, new_codes, spoken
from facilitation.errors import Invalid, NotAllowed, NotOpen, Refused, Stale, WrongCode
from facilitation.kinds.vote import VOTE
from facilitation.permissions import MANAGER, Actor
from tests.facilitation.room import room, step

CODES = ("AAAACCCC", "DDDDEEEE", "FFFFGGGG")


def coded(*codes, state="open"):
    """A vote between a and b that these codes may vote in."""
    hall = room(step("vote", method="approval", source="typed", typed=["a", "b"]), step("thanks"))
    makes(hall, *codes or CODES)
    return hall.on("open") if state == "open" else hall


def makes(hall, *codes, anew=False):
    vote = hall.workshop.activity("vote")
    made = [hashed(hall.workshop, "vote", code) for code in codes]
    hall.does("make_codes", activity="vote", codes=made, there=len(vote.codes), anew=anew)


def votes(hall, person, code, **marks):
    return hall.phone(person).gives("vote", code=code, marks=marks)


def on_paper(hall, code, **marks):
    hall.does("enter_ballot", activity="vote", marks=marks, ballot=hashed(hall.workshop, "vote", code))


def result(hall):
    found = VOTE.result(hall.workshop.activity("vote"), hall.contributions("vote"))
    return found.voters, {r.option.id: int(r.score) for r in found.rows}, found.by_channel


def test_a_code_is_one_ballot_on_whatever_phone():
    """The newer one stands, and the phone that sent it is told that it replaced another's."""
    hall = coded()
    assert not votes(hall, "anna", "AAAACCCC", o1=1).replaced
    assert votes(hall, "bertil", "aaaa cccc", o2=1).replaced
    assert (1, {"o1": 0, "o2": 1}, {"phone": 1}) == result(hall)


def test_one_phone_passed_around_casts_a_ballot_for_each_code():
    """A phone is not a person."""
    hall = coded()
    for code in CODES:
        votes(hall, "anna", code, o1=1)
    assert (3, {"o1": 3, "o2": 0}, {"phone": 3}) == result(hall)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "code_missing"),
        (" - ", "code_missing"),
        (None, "code_missing"),
        (7, "code_missing"),
        ("AAAACCCD", "wrong_code"),
        ("x" * 100_000, "wrong_code"),
        ("\u0000\ud800"[:1] + "AAAA", "wrong_code"),
    ],
)
def test_without_a_right_code_nothing_is_stored(code, why):
    """Whatever stands in its place."""
    hall = coded()
    with pytest.raises(Invalid, match=why):
        votes(hall, "anna", code, o1=1)
    assert {} == hall.contributions("vote")


def test_a_phone_cannot_name_its_ballot_itself():
    """Neither with codes nor without: the key that a phone sends is not looked at."""
    hall = coded()
    phone = hall.phone("anna")
    for n in range(3):
        phone.gives("vote", key=f"code-made-up-{n}", code="AAAACCCC", marks={"o1": 1})
    plain = room(step("vote", method="approval", source="typed", typed=["a", "b"])).on("open")
    for n in range(3):
        plain.phone("anna").gives("vote", key=f"code-made-up-{n}", marks={"o1": 1})
    assert (1, 1) == (result(hall)[0], result(plain)[0])


def test_a_code_of_another_vote_says_so():
    """Two sheets are easily mixed up."""
    steps = [
        step("vote", method="approval", source="typed", typed=["a", "b"]),
        step("thanks"),
    ]
    hall = room(*steps)
    hall.does("repeat", activity="vote", id="second")
    makes(hall, *CODES)
    other = [hashed(hall.workshop, "second", "MMMMNNNN")]
    hall.does("make_codes", activity="second", codes=other, there=0)
    hall.on("open")
    with pytest.raises(WrongCode, match="code_of_another_vote"):
        votes(hall, "anna", "MMMMNNNN", o1=1)


def test_a_paper_ballot_counts_once_and_apart():
    """With its code, by its own channel; sent twice it is one."""
    hall = coded()
    votes(hall, "anna", "AAAACCCC", o1=1)
    on_paper(hall, "DDDDEEEE", o2=1)
    on_paper(hall, "DDDDEEEE", o2=1)
    assert (2, {"o1": 1, "o2": 1}, {"phone": 1, "paper": 1}) == result(hall)


def test_paper_and_phone_never_overwrite_each_other():
    """The manager has seen the codes, and a phone's ballot is not the manager's to change."""
    hall = coded()
    votes(hall, "anna", "AAAACCCC", o1=1)
    with pytest.raises(Invalid, match="code_used"):
        on_paper(hall, "AAAACCCC", o2=1)
    on_paper(hall, "DDDDEEEE", o2=1)
    with pytest.raises(Invalid, match="code_used_on_paper"):
        votes(hall, "bertil", "DDDDEEEE", o1=1)
    with pytest.raises(Invalid, match="code_used_on_paper"):
        on_paper(hall, "DDDDEEEE", o1=1)
    assert (2, {"o1": 1, "o2": 1}, {"phone": 1, "paper": 1}) == result(hall)


def test_a_paper_that_comes_back_by_redo_counts_no_second_time():
    """Taken back, voted by phone, done again: two ballots lie there, and the phone's counts."""
    hall = coded()
    on_paper(hall, "AAAACCCC", o2=1)
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    votes(hall, "anna", "AAAACCCC", o1=1)
    verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
    assert (1, {"o1": 1, "o2": 0}, {"phone": 1}) == result(hall)


def test_new_codes_void_the_old_ones_and_their_ballots():
    """And undo brings both back: nothing that people gave is lost by a slip of the hand."""
    hall = coded()
    votes(hall, "anna", "AAAACCCC", o1=1)
    makes(hall, "HHHHJJJJ", anew=True)
    assert 0 == result(hall)[0]
    with pytest.raises(WrongCode):
        votes(hall, "anna", "AAAACCCC", o1=1)
    votes(hall, "anna", "HHHHJJJJ", o2=1)
    assert (1, {"o1": 0, "o2": 1}, {"phone": 1}) == result(hall)
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert (1, {"o1": 1, "o2": 0}, {"phone": 1}) == result(hall)


def test_more_codes_leave_the_first_ones_as_they_are():
    """More people came than slips were printed."""
    hall = coded()
    votes(hall, "anna", "AAAACCCC", o1=1)
    makes(hall, "HHHHJJJJ")
    votes(hall, "bertil", "HHHHJJJJ", o1=1)
    assert 2 == result(hall)[0]


def test_the_first_codes_are_made_before_the_vote_opens():
    """Else some would have voted without one."""
    hall = room(step("vote", method="approval", source="typed", typed=["a", "b"])).on("open")
    with pytest.raises(Refused, match="codes_too_late"):
        makes(hall, *CODES)
    with pytest.raises(Refused, match="codes_too_late"):
        coded().does("drop_codes", activity="vote")


def test_a_vote_can_do_without_codes_again():
    """As long as it has not been open."""
    hall = coded(state="draft")
    hall.does("drop_codes", activity="vote")
    hall.on("open")
    hall.phone("anna").votes(o1=1)
    assert 1 == result(hall)[0]


def test_a_shown_result_takes_no_more_codes():
    """Nor ballots from paper."""
    hall = coded().on("close_now", "reveal")
    for act in (lambda: makes(hall, "HHHHJJJJ"), lambda: on_paper(hall, "AAAACCCC", o1=1)):
        with pytest.raises(NotOpen, match="already_revealed"):
            act()


def test_making_codes_twice_makes_them_once():
    """The second of two taps was drawn for a vote without codes."""
    hall = coded(state="draft")
    with pytest.raises(Stale):
        hall.does("make_codes", activity="vote", codes=["x"], there=0)
    with pytest.raises(Invalid, match="too_many_codes_made"):
        hall.does("make_codes", activity="vote", codes=[str(n) for n in range(MOST)], there=3)


def test_hands_are_not_counted_beside_codes():
    """Each code is a voter already."""
    with pytest.raises(Invalid, match="codes_only"):
        coded().does("enter_counts", activity="vote", counts={"o1": {"1": 5}}, voters=5, key="k")


@pytest.mark.parametrize("role", ["cofacilitator", "helper"])
def test_codes_are_the_managers(role):
    """Whoever only leads along or helps makes none, but types in what stands on paper."""
    hall = coded()
    for verb, more in (("make_codes", {"codes": ["x"], "there": 3}), ("drop_codes", {})):
        with pytest.raises(NotAllowed):
            hall.does(verb, actor=Actor(role), activity="vote", **more)
    hall.does(
        "enter_ballot",
        actor=Actor(role),
        activity="vote",
        marks={"o1": 1},
        ballot=hashed(hall.workshop, "vote", "AAAACCCC"),
    )
    assert 1 == result(hall)[0]


def test_no_code_is_in_what_is_kept():
    """Neither in the document, nor in its history or log, nor in a ballot; and each vote hashes otherwise."""
    hall = coded()
    votes(hall, "anna", "AAAACCCC", o1=1)
    on_paper(hall, "DDDDEEEE", o2=1)
    kept = hall.workshop.model_dump_json() + str(hall.given)
    assert [] == [code for code in CODES if code in kept]
    assert hashed(hall.workshop, "vote", "AAAACCCC") != hashed(hall.workshop, "other", "AAAACCCC")
    assert hashed(hall.workshop, "vote", "AAAACCCC") != hashed(
        hall.workshop.but(secret="t"), "vote", "AAAACCCC"
    )


def test_codes_are_easy_to_read_and_hard_to_guess():
    """Nothing that looks like something else, none twice, in two halves on paper."""
    codes = new_codes(500)
    assert 500 == len(set(codes))
    assert not set("".join(codes)) & set("0O1ILZ2S5B8UV")
    assert {LENGTH + 1} == {len(spoken(code)) for code in codes}
