"""The log of the desk: it only grows, and it names deeds and steps, never people's words."""

import pytest

from facilitation import verbs
from facilitation.errors import NotAllowed
from facilitation.log import KEPT, noted
from facilitation.permissions import MANAGER, Actor
from facilitation.verbs import VERBS
from locales import LANGUAGES, words
from tests.facilitation.room import room

SECOND = Actor("cofacilitator")


def done(hall):
    return [(e.role, e.verb, e.step, e.of) for e in hall.workshop.log]


def test_each_command_is_noted_with_who_when_what_and_where():
    """In the order in which they were done; "next" by what it did."""
    hall = room().on("next", "next")
    hall.now += 5
    hall.does("next", actor=SECOND)
    hall.does("configure", activity="vote", settings={"dots": 5})
    assert [
        ("manager", "open", "arrival", ""),
        ("manager", "go", "ideas", ""),
        ("cofacilitator", "close", "ideas", ""),
        ("manager", "configure", "vote", ""),
    ] == done(hall)
    assert [0, 0, 5, 5] == [e.at - hall.workshop.log[0].at for e in hall.workshop.log]


def test_what_changed_nothing_or_was_refused_is_not_noted():
    """The log tells what was done, not what was tried."""
    hall = room().on("next", "next", "open")
    before = hall.workshop.log
    hall.does("open")
    with pytest.raises(NotAllowed):
        hall.does("close", actor=Actor("helper"))
    assert before == hall.workshop.log


def test_undoing_is_an_entry_of_its_own():
    """What was taken back stays noted, and so does who took it back."""
    hall = room().on("next", "next", "next")
    verbs.take_back(hall, SECOND, hall.workshop.history[-1].id)
    verbs.do_again(hall, MANAGER, hall.workshop.undone[-1].id)
    assert [
        ("manager", "close", "ideas", ""),
        ("cofacilitator", "undo", "ideas", "close"),
        ("manager", "redo", "ideas", "close"),
    ] == done(hall)[-3:]


def test_nobody_s_words_are_in_it():
    """Neither what residents wrote nor what the desk typed for them, nor whose it was."""
    hall = room().on("next", "next")
    hall.phone("aino-in-the-back").writes("Salainen puisto", "own")
    key = next(iter(hall.given["ideas"]))
    hall.does("edit", activity="ideas", ideas=[key], text="Julkinen puisto")
    hall.does("theme", activity="ideas", ideas=[key], theme="Puistot")
    hall.does("enter_idea", activity="ideas", text="Paperille kirjoitettu", key="paper-key")
    noted_down = "".join(e.model_dump_json() for e in hall.workshop.log)
    assert 5 == len(hall.workshop.log)
    assert [] == [
        w for w in ("puisto", "Puistot", "Paperille", "aino", key) if w.lower() in noted_down.lower()
    ]


def test_only_who_leads_writes_into_it():
    """A helper's deeds are noted, but nobody else can note what was never done."""
    hall = room()
    verbs.note(hall, SECOND, "took_backup")
    for role in ("helper", "stage", "participant", "anyone"):
        with pytest.raises(NotAllowed):
            verbs.note(hall, Actor(role), "took_backup")
    assert [("cofacilitator", "took_backup", "", "")] == done(hall)


def test_it_keeps_a_bounded_number_of_the_newest():
    """A training of many evenings must not slow every click down."""
    workshop = room().workshop
    for n in range(KEPT + 3):
        workshop = noted(workshop, MANAGER, "go", float(n))
    assert (KEPT, 3.0) == (len(workshop.log), workshop.log[0].at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_has_words_in_the_log(language):
    """Else it would say "change" of a thing that somebody wants to find."""
    t = words(language)
    named = {v for v in VERBS if v != "next"} | {"take_back"}
    assert [] == [v for v in sorted(named) if t(f"desk.did.{v}") == f"desk.did.{v}"]
