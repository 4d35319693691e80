"""An idea that is hidden after its vote was opened: its words go from the projector, and the rest stays."""

import pytest

from locales import words
from reports.message import message
from reports.summary import summary
from tests.facilitation.room import room, step
from tests.pages.stage_room import block, everything

RUDE, BENCH = "rude words", "bench"
HIDDEN = "Piilotettu idea"


def voted(*path):
    """A vote on three ideas, one of which is rude and has the most votes. `path`: what is pressed then."""
    steps = (step("ideas"), step("vote", method="dots", dots=3, top=1), step("plan"), step("thanks"))
    hall = room(*steps).on("open")
    for who, text in (("anna", RUDE), ("bo", BENCH), ("eva", f"{RUDE} too")):
        hall.phone(who).writes(text, key(who))
    hall.does("merge", activity="ideas", ideas=[key("eva")], into=key("anna"))
    hall.on("close").does("open_kind", kind_name="vote")
    hall.phone("bo").votes(**{key("anna"): 3})
    return hall.on(*path)


def key(who):
    return who.ljust(8, "-")


def hide(hall, *people):
    hall.does("hide", activity="ideas", ideas=[key(who) for who in people])


def test_it_goes_from_the_options_and_keeps_its_place():
    """As soon as the head of what was merged is hidden, whose words the option has."""
    hall = voted()
    before = block(hall, "options")["options"]
    hide(hall, "anna")
    after = block(hall, "options")["options"]
    assert [o["id"] for o in before] == [o["id"] for o in after]
    assert [HIDDEN, BENCH] == [o["text"] for o in after]
    assert RUDE not in everything(hall)
    hall.does("restore", activity="ideas", ideas=[key("anna")])
    assert before == block(hall, "options")["options"]


def test_one_that_stood_under_another_takes_nothing_along():
    """The words on the ballot are the head's."""
    hall = voted()
    hide(hall, "eva")
    assert [RUDE, BENCH] == [o["text"] for o in block(hall, "options")["options"]]


def test_it_takes_along_what_was_put_under_it_after_the_vote_was_opened():
    """As on the wall of ideas, where one press hides the whole card; not where its writer has taken it away since."""
    hall = voted()
    hall.does("merge", activity="ideas", ideas=[key("bo")], into=key("anna"))
    assert [RUDE, BENCH] == [o["text"] for o in block(hall, "options")["options"]]
    hide(hall, "anna")
    assert [HIDDEN, HIDDEN] == [o["text"] for o in block(hall, "options")["options"]]
    hall.remove("ideas", [key("anna")])
    assert [HIDDEN, BENCH] == [o["text"] for o in block(hall, "options")["options"]]


def test_its_votes_are_shown_without_its_words():
    """In the result, and among what the thanks name."""
    hall = voted("close", "close_now", "reveal")
    hide(hall, "anna")
    rows = block(hall, "bars")["rows"]
    assert [(HIDDEN, "1.", ["3"]), (BENCH, "", ["0"])] == [(r["text"], r["rank"], r["values"]) for r in rows]
    hall.does("open_kind", kind_name="thanks")
    assert (False, True) == (RUDE in everything(hall), HIDDEN in everything(hall))


@pytest.mark.parametrize("path", [(), ("close", "close_now", "reveal")])
def test_it_goes_from_a_held_picture(path):
    """Hurtful words wait for nobody; shown again, they are back in the same picture."""
    hall = voted(*path)
    hall.does("stage", mode="held")
    hall.now += 1
    hide(hall, "anna")
    assert (False, True) == (RUDE in everything(hall), HIDDEN in everything(hall))
    hall.does("restore", activity="ideas", ideas=[key("anna")])
    assert RUDE in everything(hall)


def test_a_project_of_it_loses_its_title_until_it_gets_another():
    """On the wall, held or not, and in the summary, which say the same."""
    hall = voted("close", "close_now", "reveal", "next")
    assert [RUDE] == [p.title for p in hall.workshop.projects]
    hall.does("stage", mode="held")
    hall.now += 1
    hide(hall, "anna")
    assert (False, True) == (RUDE in everything(hall), HIDDEN in everything(hall))
    hall.does("stage", mode="live")
    found = summary(hall, words("fi"))
    assert (False, True) == (RUDE in everything(hall), HIDDEN in everything(hall))
    assert [HIDDEN] == [p.title for p in found.projects]
    assert RUDE not in message(found, words("fi"))
    hall.does("retitle_project", project=hall.workshop.projects[0].id, title="peace")
    assert (True, False) == ("peace" in everything(hall), HIDDEN in everything(hall))


def test_what_has_to_be_let_through_first_is_covered_too():
    """As on the wall of ideas, from the moment that the manager wants to read them first."""
    hall = voted()
    assert RUDE in everything(hall)
    hall.does("configure", activity="ideas", settings={"approve_first": True})
    assert (False, True) == (RUDE in everything(hall), HIDDEN in everything(hall))
