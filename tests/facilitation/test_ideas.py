"""Ideas: what is kept, what the room may see, and that no merge loses a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.errors import Invalid, NotFound, NotOpen
from facilitation.kinds.ideas import Ideas, near_duplicates
from tests.facilitation.room import room, step


def wall(hall):
    activity = hall.workshop.activity("ideas")
    return Ideas().result(activity, hall.contributions("ideas"))


def shown(hall):
    return [i.text for i in wall(hall).shown]


def open_ideas(*texts, **settings):
    hall = room(step("ideas", **settings), step("vote")).on("open")
    phone = hall.phone("p")
    for number, text in enumerate(texts):
        phone.writes(text, f"idea{number}")
    return hall, phone


def key(number):
    return f"idea{number}".ljust(8, "-")


def curate(hall, verb, *ideas, **arguments):
    hall.does(verb, activity="ideas", ideas=[key(i) for i in ideas], **arguments)


def test_the_same_idea_sent_twice_is_one():
    """A retry with the same key changes nothing."""
    hall, phone = open_ideas("Kukkia")
    assert not phone.writes("Kukkia", "idea0").new
    assert ["Kukkia"] == shown(hall)


def test_a_retry_after_the_close_finds_its_idea_there():
    """It was acknowledged, or would have been: the phone must not be told that it came too late."""
    hall, phone = open_ideas("Kukkia")
    hall.on("close", "next", "open")
    assert not phone.writes("Kukkia", "idea0").new


@pytest.mark.parametrize(
    ("text", "why"), [("", "empty"), (" \n ", "empty"), ("x" * 281, "too_long"), (None, "empty")]
)
def test_what_is_no_idea_is_refused(text, why):
    """Empty and too long have their own sentences."""
    _, phone = open_ideas()
    with pytest.raises(Invalid, match=why):
        phone.writes(text, "k")


def test_280_characters_are_an_idea():
    """The limit is part of what is allowed."""
    hall, phone = open_ideas()
    phone.writes("ä" * 280, "k")
    assert ["ä" * 280] == shown(hall)


def test_a_late_idea_is_taken_while_the_vote_is_prepared_and_not_after():
    """It stands at the desk as late; when the vote opens, ideas are over."""
    hall, phone = open_ideas("Kukkia")
    hall.on("close")
    phone.writes("Vielä yksi", "late")
    hall.on("next")
    phone.writes("Ja toinen", "later")
    hall.on("open")
    with pytest.raises(NotOpen, match="late"):
        phone.writes("Myöhässä", "toolate")
    assert [False, True, True] == [i.late for i in wall(hall).all]


def test_no_idea_is_taken_or_taken_back_once_there_was_a_vote_on_them():
    """While a second round is prepared, what won cannot disappear from a phone."""
    hall, phone = open_ideas("Kukkia")
    hall.on("close", "next", "open", "close", "close_now", "reveal")
    hall.does("repeat", activity="vote", id="again")
    hall.on("next")
    with pytest.raises(NotOpen, match="late"):
        phone.withdraws("ideas", key(0))


def test_nobody_reaches_another_ones_idea():
    """A key that somebody else made is not a way in."""
    hall, _ = open_ideas("Kukkia")
    stranger = hall.phone("q")
    with pytest.raises(NotFound):
        stranger.writes("Omaa", "idea0")
    with pytest.raises(NotFound):
        stranger.withdraws("ideas", key(0))
    assert ["Kukkia"] == shown(hall)


def test_hidden_and_unapproved_ideas_stay_at_the_desk():
    """The room sees what the manager let through."""
    hall, _ = open_ideas("a", "b", "c", approve_first=True)
    assert [] == shown(hall)
    curate(hall, "approve", 0, 1)
    curate(hall, "hide", 1)
    assert ["a"] == shown(hall)
    curate(hall, "restore", 1)
    assert ["a", "b"] == shown(hall)
    assert 3 == len(wall(hall).all)


def test_a_correction_keeps_the_original():
    """A slip of the pen is mended on the wall only."""
    hall, _ = open_ideas("Kukia")
    curate(hall, "edit", 0, text="Kukkia")
    assert [("Kukkia", "Kukia")] == [(i.text, i.original) for i in wall(hall).all]
    curate(hall, "edit", 0, text="Kukia")
    assert {} == hall.workshop.now.curation.edits


def test_merged_ideas_stand_as_one_and_apart_again():
    """Chains of merges end at one head; unmerging brings all back."""
    hall, _ = open_ideas("a", "b", "c", "d")
    curate(hall, "merge", 1, into=key(0))
    curate(hall, "merge", 0, into=key(2))
    assert [("c", 3), ("d", 1)] == [(i.text, i.voices) for i in wall(hall).shown]
    curate(hall, "unmerge", 2)
    curate(hall, "unmerge", 0)
    assert ["a", "b", "c", "d"] == shown(hall)


def test_a_withdrawn_head_leaves_its_place_to_the_next():
    """What others wrote does not go with it."""
    hall, phone = open_ideas("a")
    other = hall.phone("q")
    other.writes("b", "idea1")
    curate(hall, "merge", 1, into=key(0))
    phone.withdraws("ideas", key(0))
    assert ["b"] == shown(hall)


def test_what_was_let_through_stays_on_the_wall_under_one_that_waits():
    """The oldest stands there until the head is let through, too; of a head that is hidden nobody stands in."""
    hall, _ = open_ideas("a", "b", "c", "d", approve_first=True)
    curate(hall, "approve", 1, 2)
    for idea in (1, 2, 3):
        curate(hall, "merge", idea, into=key(0))
    assert [("b", ["c"])] == [(i.text, [j.text for j in i.joined]) for i in wall(hall).shown]
    curate(hall, "approve", 0)
    assert [("a", 3)] == [(i.text, i.voices) for i in wall(hall).shown]
    curate(hall, "hide", 0)
    assert [] == shown(hall)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_no_order_of_merging_loses_a_word(pairs):
    """Whatever is merged into whatever, every idea is on the wall exactly once, as head or under one."""
    hall, _ = open_ideas(*"abcdef")
    for idea, into in pairs:
        curate(hall, "merge", idea, into=key(into))
    there = [i.text for head in wall(hall).shown for i in (head, *head.joined)]
    assert sorted("abcdef") == sorted(there)


def test_paper_ideas_count_and_can_be_taken_back():
    """Typed in at the desk, they are ideas like others; out of the list they do not count, and nothing is deleted."""
    hall, _ = open_ideas("a", approve_first=True)
    hall.does("enter_idea", activity="ideas", text="paperilta", key="one")
    hall.does("enter_idea", activity="ideas", text="paperilta", key="one")
    assert ["paperilta"] == shown(hall)
    hall.does("unenter", activity="ideas", key="paper-one")
    assert [] == shown(hall)


def test_near_duplicates_are_suggested_both_ways():
    """Small differences in words and order are seen; different things are not."""
    hall, _ = open_ideas("Lisää penkkejä puistoon", "penkkejä lisää puistoon!", "Grillikatos rantaan")
    assert {key(0): (key(1),), key(1): (key(0),)} == near_duplicates(wall(hall).all)


def test_the_frame_has_a_row_per_idea():
    """What is exported holds every word."""
    hall, _ = open_ideas("a", "b")
    curate(hall, "hide", 1)
    assert ["a", "b"] == list(wall(hall).frame()["original"])
