"""The page of one who helps: papers, hands and what must not be on the wall, and nothing else."""

import re

import pytest

from locales import LANGUAGES
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import CODE, FOREVER, Hall, NewHall, Page

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
OTHER_PAGES = ("desk", "desk_run", "desk_agenda", "desk_ideas", "desk_log", "desk_keys", "desk_privacy")
HELPS = Session("helper", CODE, FOREVER)


def helping(hall: Hall) -> Page:
    hall.session = HELPS
    return hall.page("desk_paper")


def evening(new_hall: NewHall, **vote: object) -> Hall:
    """Two ideas are there, and a vote comes next."""
    hall = new_hall(step("ideas"), step("vote", **{"method": "approval"} | vote), step("thanks")).on("open")
    for key, text in (("a", PARK), ("b", BENCH)):
        hall.does("enter_idea", activity="ideas", text=text, key=f"an-idea-{key}")
    return hall


def test_an_idea_is_hidden_and_comes_back(new_hall: NewHall) -> None:
    """The newest stands first; the log says that a helper did it."""
    hall = evening(new_hall)
    page = helping(hall)
    assert page.html.index(BENCH) < page.html.index(PARK)
    page.app.button(key="hide-ideas-paper-an-idea-b").click()
    assert "piilossa" in page.run().html
    page.press("Palauta")
    assert "piilossa" not in page.html
    assert [("helper", "hide"), ("helper", "restore")] == [(e.role, e.verb) for e in hall.workshop.log[-2:]]


def test_what_waits_is_let_through_or_hidden(new_hall: NewHall) -> None:
    """Where ideas are approved first."""
    hall = new_hall(step("ideas", approve_first=True)).on("open")
    hall.gives("anna", "ideas", text=PARK)
    page = helping(hall)
    assert "odottaa hyväksymistä" in page.html
    assert {"Hyväksy", "Piilota"} <= set(page.buttons)
    assert "odottaa" not in page.press("Hyväksy").html


def test_papers_belong_to_the_ideas_until_a_vote_has_taken_them(new_hall: NewHall) -> None:
    """They are still being typed in while the vote is prepared; after it, there is nothing to type."""
    hall = evening(new_hall, numbered=True)
    page = helping(hall)
    for verb, shown in (
        ("close", "Kirjaa paperit"),
        ("next", "Kirjaa paperit"),
        ("open", "Kirjaa kädet"),
        ("close", "Kirjaa kädet"),
        ("close_now", "Kirjaa kädet"),
        ("reveal", "Nyt ei ole mitään kirjattavaa"),
        ("next", "Nyt ei ole mitään kirjattavaa"),
    ):
        hall.on(verb)
        drawn = page.run()
        said = drawn.said + "".join(fold.label for fold in drawn.app.expander)
        assert shown in said, verb


def test_papers_belong_to_no_step_that_was_left_out(new_hall: NewHall) -> None:
    """Nobody in the room would see them there."""
    hall = new_hall(step("ideas"), step("ideas", id="more"), step("thanks")).on("open")
    hall.does("enter_idea", activity="ideas", text=PARK, key="an-idea-a")
    hall.does("skip", activity="more")
    assert PARK in helping(hall.on("close", "next")).html


def test_ideas_before_the_newest_can_still_be_hidden(new_hall: NewHall) -> None:
    """In a large hall many come before somebody finds one that hurts; and all stay, whatever comes meanwhile."""
    hall = evening(new_hall)
    for n in range(30):
        hall.does("enter_idea", activity="ideas", text=f"Idea {n}", key=f"an-idea-{n:02}")
    page = helping(hall)
    assert PARK not in page.html
    page.app.toggle(key="all-ideas").set_value(True)
    assert PARK in page.run().html
    hall.does("enter_idea", activity="ideas", text="Lisää", key="an-idea-more")
    page.run().app.button(key="hide-ideas-paper-an-idea-a").click()
    assert "piilossa" in page.run().html


def test_hands_are_counted_and_no_result_is_seen(new_hall: NewHall) -> None:
    """Whatever phones give, the page looks as before."""
    hall = evening(new_hall, numbered=True).on("close", "next", "open")
    page = helping(hall)
    before = page.said
    for name in ("anna", "bo"):
        hall.gives(name, "vote", marks={hall.now.options[0].id: 1})
    assert before == page.run().said
    page.app.number_input[0].set_value(7)
    page.app.number_input[1].set_value(5)
    page.press("Tallenna luvut")
    counted = hall.reader.contribution("vote", hall.now.entered[0])
    assert counted is not None
    assert 7 == counted.payload["voters"]


@pytest.mark.parametrize("page", OTHER_PAGES)
def test_every_other_page_leads_to_it(new_hall: NewHall, page: str) -> None:
    """What stands there is for who leads."""
    hall = evening(new_hall)
    hall.session = HELPS
    shown = hall.page(page)
    assert ["Piilota", "Piilota"] == shown.buttons
    assert PARK in shown.html
    assert not shown.app.get("page_link")


def test_of_another_workshop_nothing_is_shown(hall: Hall) -> None:
    """Nor is anything there done."""
    hall.session = Session("helper", "QQQQQQ", FOREVER)
    assert "Koivurinteen" not in hall.page("desk_paper").said


def test_a_revoked_link_takes_the_page_with_it(new_hall: NewHall) -> None:
    """At the next press nothing is done any more, and the page leads to the sign-in."""
    hall = evening(new_hall)
    page = helping(hall)
    hall.session = None
    page.app.button(key="hide-ideas-paper-an-idea-b").click()
    assert "Koivurinteen" not in page.run().said
    assert not hall.now.curation.hidden
    assert (hall.t("desk.sign_in_first"), 0) == (page.app.warning[0].value, len(page.app.exception))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_helpers_language(new_hall: NewHall, language: str) -> None:
    """No key stands where a word should."""
    hall = evening(new_hall)
    hall.language = language
    page = helping(hall)
    hall.on("close", "next", "open")
    assert [] == re.findall(r"\bdesk\.[a-z_.]+", page.said + page.run().said)
    assert hall.t("desk.helping.no_paper") in page.said
