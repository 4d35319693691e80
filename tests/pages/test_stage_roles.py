"""Roles and thanks on the projector: a name stands there only where its owner let it, and offers never do."""

from copy import deepcopy

import pytest

from locales import words
from tests.pages.stage_room import asked, block, everything, planning, sharing, shown, takes, writes

FI = words("fi")


def role(hall, **named):
    return block(hall, "cards", **named)["cards"][0]["lines"][0]


def thanking(hall, **settings):
    hall.does("configure", activity="thanks", settings=settings)
    hall.does("open_kind", kind_name="thanks")
    return hall


@pytest.mark.parametrize("where", [lambda hall: hall, thanking])
def test_a_name_stands_there_only_with_leave(where):
    """Everybody else is counted; what they offered, and how to reach them, is for the desk alone."""
    hall = sharing("Puisto")
    takes(hall, "a", name="Maija", on_screen=True)
    takes(hall, "b", name="Secret", in_summary=True, contact="0401234567")
    takes(hall, "c")
    hall.phone("0FF3R").gives("roles", offers={"r1": "friend"}, name="Offerer", on_screen=True)
    hall.does("enter_holder", role="r1", name="Paper", on_screen=True)
    text = where(hall) and everything(hall)
    assert "Maija, Paper · 2 vapaaehtoista" in text
    hidden = ("Secret", "0401234567", "Offerer", "0FF3R", "friend", "gladly")
    assert not [secret for secret in hidden if secret in text]


def test_open_places_stand_out_in_words_and_shape():
    """How many are still wanted, of which size; a full role says so."""
    hall = sharing("Puisto", wanted=2)
    assert role(hall)["sign"] == {"text": "2 paikkaa auki", "look": "open"}
    assert role(hall)["note"] == FI("stage.roles.size.medium")
    takes(hall, "a")
    takes(hall, "b")
    assert role(hall)["sign"] == {"text": "Täynnä", "look": "yes"}
    hall.phone("b").gives("roles", offers={})
    assert (role(hall)["sign"]["text"], role(hall)["text"]) == ("1 paikka auki", "1 vapaaehtoinen")


def test_many_roles_of_a_project_are_on_several_cards():
    """Each with the project's title, so that a card is never higher than the wall."""
    hall = sharing("Puisto")
    for n in range(6):
        hall.does("add_role", project="p1", title={"fi": f"role {n}"})
    assert [(c["title"], len(c["lines"])) for c in block(hall, "cards")["cards"]] == [
        ("Puisto", 5),
        ("Puisto", 2),
    ]


def test_leave_that_is_taken_back_holds_in_a_held_picture_too():
    """And leave that is given later shows when the stage is live again."""
    hall = sharing("Puisto")
    takes(hall, "a", name="Maija", on_screen=True)
    takes(hall, "b", name="Bo")
    hall.does("stage", mode="held")
    kept = deepcopy(hall)
    hall.now += 1
    hall.phone("b").gives("roles", offers={"r1": "gladly"}, name="Bo", on_screen=True)
    assert role(hall, kept=kept)["text"] == "Maija · 1 vapaaehtoinen"
    hall.phone("a").gives("roles", offers={"r1": "gladly"}, name="Maija")
    assert role(hall, kept=kept)["text"] == "2 vapaaehtoista"
    hall.does("stage", mode="live")
    assert role(hall, kept=kept)["text"] == "Bo · 1 vapaaehtoinen"


def test_who_was_released_goes_from_a_held_picture():
    """Whoever was entered by mistake does not stay on the wall."""
    hall = sharing("Puisto")
    hall.does("enter_holder", role="r1", name="Paper", on_screen=True, id="h1")
    hall.does("stage", mode="held")
    kept = deepcopy(hall)
    hall.now += 1
    hall.does("release", role="r1", holder="h1")
    assert "Paper" not in everything(hall, kept=kept)


def test_the_thanks_say_what_was_agreed_when_we_meet_and_where_the_summary_is():
    """The time as it is where the evening is, whatever zone it came in."""
    hall = planning("Puisto", "Kahvila")
    writes(hall, "a", when={"kind": "day", "day": "2026-05-09"})
    asked(hall, {"a": 1})
    thanking(hall, body={"fi": "Kiitos!"}, next_at="2026-03-18T16:00:00Z", next_place="Asukastupa")
    cards = block(hall, "cards")["cards"]
    assert [(c["title"], c["sign"]["text"], [line["text"] for line in c["lines"]]) for c in cards] == [
        ("Puisto", "Sovittu", ["la 9.5.2026"]),
        ("Kahvila", "Ei vielä sovittu", ["Aika puuttuu vielä"]),
    ]
    assert block(hall, "next")["text"] == "ke 18.3.2026 klo 18.00 · Asukastupa"
    assert block(hall, "door")["address"].replace("\u200b", "") == "192.168.1.23:8501/j/ACDEFG/summary"
    assert shown(hall)["corner"] is None
