"""The evaluation on the projector: calm until it is shown, then bars, and only the words that were let through."""

import pytest

from facilitation.kinds.evaluation import ENOUGH
from pages.views.stage import diverging
from tests.pages.stage_room import answers_of, block, everything, rated, shown


def revealed(people, **how):
    return rated(people, **how).on("close", "close_now", "reveal")


@pytest.mark.parametrize("buttons", [(), ("close",), ("close", "close_now")])
def test_until_it_is_revealed_nothing_on_the_screen_depends_on_the_answers(buttons):
    """Not even the statements: only what to do, and how many have answered."""
    pictures = [everything(rated(6, score=lambda n, s, k=k: k).on(*buttons), here=9) for k in (1, 5)]
    assert pictures[0] == pictures[1]
    assert "6 / 9 on vastannut" in pictures[0]
    assert not [word for word in ("viihdyit", "answer") if word in pictures[0]]


def test_below_five_answers_there_is_no_spread_and_it_says_why():
    """From five on there is one."""
    without, with_it = (block(revealed(n), "ratings") for n in (ENOUGH - 1, ENOUGH))
    few, enough = without["rows"][0], with_it["rows"][0]
    assert (few["figure"], few["values"]) == (None, [])
    assert few["few"] == "4 vastausta"
    assert "vähintään 5" in without["why_few"]
    assert enough["figure"]
    assert with_it["why_few"] == ""
    assert (enough["few"], enough["values"]) == ("", ["0", "5"])


def test_who_does_not_know_is_counted_apart():
    """Neither in the bar nor in its n."""
    row = block(revealed(7, score=lambda n, s: 0 if n < 2 else 4), "ratings")["rows"][0]
    assert row["values"] == ["2", "5"]
    assert [bar["x"] for bar in row["figure"]["data"]] == [[1.0]]


def test_bars_part_at_the_middle_of_the_neutral_answers():
    """All rows on one scale; every number is printed, in its stretch or, where that is too narrow, beside."""
    parts = {1: 1, 2: 20, 3: 30, 4: 9, 5: 40}
    figure = diverging.figure(parts, ["1", "20", "30", "9", "40"], (0.4, 0.9))
    starts = {bar["base"][0]: bar["x"][0] for bar in figure["data"]}
    assert pytest.approx([-0.36, -0.35, -0.15, 0.15, 0.24]) == sorted(starts)
    assert sum(starts.values()) == pytest.approx(1)
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        f"<b>{n}</b>" for n in (20, 30, 9, 40)
    ]
    assert diverging.has_narrow(parts)
    assert min(note["font"]["size"] for note in figure["layout"]["annotations"]) >= 28


def test_a_number_without_room_in_its_bar_is_said_beside_it():
    """And only then."""
    crowd = revealed(60, score=lambda n, s: 5 if n else 1)
    assert block(crowd, "ratings")["rows"][0]["counts"] == "1: 1 · 2: 0 · 3: 0 · 4: 0 · 5: 59"
    assert block(revealed(10), "ratings")["rows"][0]["counts"] == ""


def test_open_answers_are_seen_when_they_were_let_through_and_no_longer():
    """Nothing before the manager's look; what is hidden again goes from a held picture too."""
    hall = revealed(6)
    assert "answer" not in everything(hall)
    ids = answers_of(hall)
    hall.does("show_answers", activity="evaluation", answers=[ids["answer 1"], ids["answer 2"]])
    (question,) = block(hall, "ratings")["questions"]
    assert sorted(a["text"] for a in question["answers"]) == ["answer 1", "answer 2"]
    hall.does("stage", mode="held")
    hall.now += 1
    hall.does("show_answers", activity="evaluation", answers=[ids["answer 3"]])
    hall.does("hide_answers", activity="evaluation", answers=[ids["answer 1"]])
    assert [a["text"] for a in block(hall, "ratings")["questions"][0]["answers"]] == ["answer 2"]


def test_an_evaluation_that_is_concealed_again_is_calm_again():
    """In a held picture too."""
    hall = revealed(6)
    hall.does("stage", mode="held")
    hall.now += 1
    hall.on("conceal")
    assert [b["type"] for b in shown(hall)["blocks"]] == ["big", "progress"]
