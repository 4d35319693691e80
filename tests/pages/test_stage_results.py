"""A revealed result on the projector: numbers, ties, channels, and what the vote is."""

import pytest

from locales import words
from reports.summary import summary
from reports.wording import Wording
from tests.facilitation.room import voting
from tests.pages.stage_room import SEES, block, shown


def test_options_have_numbers_only_where_hands_are_counted_too():
    """Phones shuffle otherwise, and a number on the wall would be found on no phone."""
    assert [o["mark"] for o in block(voting("dots", *SEES, numbered=True), "options")["options"]] == [
        "1",
        "2",
        "3",
    ]
    assert [o["mark"] for o in block(voting("dots", *SEES), "options")["options"]] == ["", "", ""]


def test_a_tie_is_called_a_tie():
    """Equals get the same rank, and the rest none."""
    hall = voting("approval", *SEES, top=1)
    hall.phone("anna").votes(o1=1, o2=1)
    rows = block(hall.on("close", "close_now", "reveal"), "bars")["rows"]
    assert [(row["rank"], row["tie"]) for row in rows] == [("1.", "tasan"), ("1.", "tasan"), ("", "")]
    assert words("fi")("stage.result.tie_at_the_edge") in block(hall, "bars")["rule"]


def test_yes_no_and_pass_have_a_number_each():
    """Colour never says anything alone."""
    hall = voting("yesno", *SEES)
    hall.phone("anna").votes(o1=1, o2=-1, o3=0)
    hall.phone("bo").votes(o1=1)
    bars = block(hall.on("close", "close_now", "reveal"), "bars")
    assert [column["label"] for column in bars["columns"]] == ["Kyllä", "Ei", "Ohitti"]
    assert {row["text"]: row["values"] for row in bars["rows"]} == {
        "park": ["2", "0", "0"],
        "swing": ["0", "0", "1"],
        "bench": ["0", "1", "0"],
    }


def test_a_mean_is_written_as_the_language_writes_it():
    """Finnish has a decimal comma."""
    hall = voting("score", *SEES)
    hall.phone("anna").votes(o1=4)
    hall.phone("bo").votes(o1=5)
    rows = block(hall.on("close", "close_now", "reveal"), "bars")["rows"]
    assert rows[0]["values"] == ["4,5", "2"]
    assert rows[1]["values"] == ["–", "0"]


def test_half_a_tenth_goes_up_as_in_the_workbook():
    """Three twos and a three are 2.25: the wall, phones and files say 2.3, as whoever counts along does."""
    hall = voting("score", *SEES)
    for n, mark in enumerate((2, 2, 2, 3)):
        hall.phone(f"p{n}").votes(o1=mark)
    hall.on("close", "close_now", "reveal")
    assert block(hall, "bars")["rows"][0]["values"] == ["2,3", "4"]
    found = summary(hall, words("fi"))
    assert "2,3" in Wording(found, words("fi")).outcome(found.votes[0], found.votes[0].rows[0])


def test_counted_hands_are_reported_apart():
    """Each way of voting is named with its voters, as soon as there is more than one."""
    hall = voting("approval", *SEES, numbered=True)
    hall.phone("anna").votes(o1=1)
    hall.on("close", "close_now")
    hall.does("enter_counts", activity="vote", counts={"o2": {"1": 5}}, voters=7, key="hands-1-")
    bars = block(hall.on("reveal"), "bars")
    assert bars["channels"] == "Puhelimella 1 · Käsiä tai tarroja laskien 7"
    assert shown(hall)["counts"] == "8 ihmistä äänesti"


@pytest.mark.parametrize(
    "settings, says",
    [
        ({}, "Tämä äänestys on neuvo."),
        ({"meaning": "ours"}, "Tällä valitsemme, mitä teemme itse."),
        ({"meaning": "wish"}, "Tämä äänestys on toive."),
        (
            {"meaning": "wish", "decider": "Vantaan kaupunki", "answer_by": "2026-12-05"},
            "Toiveen saaja: Vantaan kaupunki. Vastaus on luvattu viimeistään 5. joulukuuta 2026.",
        ),
    ],
)
def test_a_vote_says_what_it_is(settings, says):
    """While it is open, and beside its result."""
    hall = voting("dots", *SEES, **settings)
    assert says in block(hall, "note")["text"]
    assert says in block(hall.on("close", "close_now", "reveal"), "bars")["rule"]
