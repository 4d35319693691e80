"""What is stored about me, in my own words; and taking it away, without JavaScript."""

import gc
import weakref
from typing import Any

import pytest

from facilitation import keeping
from facilitation.permissions import MANAGER
from locales import LANGUAGES
from pages.views.stage.held import as_held
from phone import outcome
from service.deleting import delete
from tests.phone.people import SCRIPT, Hall, Page, Person
from tests.phone.tables import HOSTILE, PARK, look_at_board, with_pen

IDEA, NAME, CONTACT = "Sininen keinu", "Aino Virtanen", "040 123 4567"


def mine(hall: Hall, person: Person) -> Page:
    return person.get(f"{hall.address}/mine")


def take_away(hall: Hall, person: Person, **more: Any) -> Page:
    """The link, the question, the button."""
    assert f'href="{hall.address}/mine/away"' in mine(hall, person).answer.text
    form = person.get(f"{hall.address}/mine/away").form("away")
    return person.post(form.action, form.fields, **more)


@pytest.fixture
def whole(new_hall: Any) -> Hall:
    """The whole path, from the arrival to the evaluation."""
    evening: Hall = new_hall(template="evening")
    return evening


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_leads_to_ones_own_data(hall: Hall, language: str) -> None:
    """One small link at the foot of each page of the workshop, before and after joining."""
    somebody = hall.somebody(language)
    link = f'<a href="{hall.address}/mine">{somebody.t("phone.mine.link")}</a>'
    pages = ("", "/so-far", "/summary", "/privacy", "/mine")
    assert all(link in somebody.get(hall.address + page).answer.text for page in pages)
    somebody.join()
    assert all(link in somebody.get(hall.address + page).answer.text for page in (*pages, "/mine/away"))


def test_nothing_given_is_said_so(hall: Hall) -> None:
    """Also to somebody who has not joined; the day is there all the same."""
    resident, day = hall.resident(), keeping.last_day(hall.workshop)
    for person in (resident, hall.somebody()):
        text = mine(hall, person).text
        assert person.t("phone.mine.nothing") in text
        assert person.t("phone.mine.until_day", date=person.t.date(day)) in text


def test_my_words_are_told_back_step_by_step(whole: Hall) -> None:
    """What I tapped, wrote, voted, planned, offered and rated; as I gave it, and nobody else's."""
    whole.open("arrival")
    aino, other = whole.resident(), whole.resident()
    aino.send("arrival", choice="0")
    whole.open("ideas")
    aino.idea(HOSTILE)
    other.idea("Muiden idea")
    whole.open_vote("Puu", "Penkki", method="dots", dots=3)
    aino.vote(o2="2")
    whole.plan(PARK)
    aino.does("seat", project="p1")
    aino.does("line", text="Koska se on kaunis", field="why")
    whole.open("roles")
    role = whole.workshop.projects[0].roles[0].id
    aino.send("roles", **{f"r_{role}": "gladly", "name": NAME, "in_summary": "1", "contact": CONTACT})
    whole.open("evaluation")
    aino.send("evaluation", s_0="5", a_0="Kahvi oli hyvää")
    page, t = mine(whole, aino), aino.t
    given = (
        HOSTILE,
        "Penkki",
        t.count("phone.result.own.dots", 2),
        PARK,
        "Koska se on kaunis",
        NAME,
        CONTACT,
    )
    rated = (t("phone.roles.grade.gladly"), t("phone.vote.score.5"), "Kahvi oli hyvää")
    assert [] == [words for words in (*given, *rated) if words not in page.text]
    assert HOSTILE not in page.answer.text
    assert "Muiden idea" not in page.text
    assert t("phone.mine.name.in_summary") in page.text
    assert t("phone.mine.nameless") not in page.text


def test_a_contact_is_never_kept_longer_than_everything_else(whole: Hall) -> None:
    """The two days that are named do not contradict each other."""
    whole.do("keep", controller="", contact="", months=1)
    whole.plan(PARK)
    whole.open("roles")
    aino = whole.resident()
    aino.send("roles", name=NAME, contact=CONTACT)
    day = aino.t.date(keeping.last_day(whole.workshop))
    assert aino.t("phone.roles.contact_kept", date=day) in mine(whole, aino).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_taken_away_with_one_question(hall: Hall, language: str) -> None:
    """It says what goes and what stays; then nothing is left, and the phone is nobody."""
    hall.open("ideas")
    person = hall.resident(language)
    person.idea(IDEA)
    question = person.get(f"{hall.address}/mine/away").text
    assert all(person.t(f"phone.away.{key}") in question for key in ("goes.answers", "stays.words", "final"))
    page = take_away(hall, person)
    assert person.t("phone.away.nothing_left") in page.text
    assert ([], 1) == (hall.ideas(), hall.workshop.left)
    assert {} == dict(hall.house.store.read(hall.code).participants())
    assert person.look().has_form("join")


def test_the_phone_can_join_again_as_somebody_new(hall: Hall) -> None:
    """With an empty page, and another number."""
    hall.open("ideas")
    person = hall.resident()
    (first,) = hall.house.store.read(hall.code).participants()
    person.idea(IDEA)
    again = take_away(hall, person).form("join")
    person.post(again.action)
    (second,) = hall.house.store.read(hall.code).participants()
    assert first != second
    assert person.t("phone.mine.nothing") in mine(hall, person).text
    person.idea("Uusi")
    assert ["Uusi"] == hall.ideas()


def test_pressed_twice_is_the_same_calm_page(hall: Hall) -> None:
    """And so for somebody who never joined."""
    person = hall.resident()
    take_away(hall, person)
    for each in (person, hall.somebody()):
        page = each.post(f"{hall.address}/mine/away")
        assert (200, True) == (page.status, each.t("phone.away.nothing_left") in page.text)


def test_no_foreign_page_takes_answers_away(hall: Hall) -> None:
    """A form on another site that a resident is lured to."""
    hall.open("ideas")
    person = hall.resident()
    person.idea(IDEA)
    page = person.post(f"{hall.address}/mine/away", headers={"origin": "https://paha.example"})
    assert 403 == page.status
    assert [IDEA] == hall.ideas()


def test_an_old_page_says_to_join_first(hall: Hall) -> None:
    """A second tab of the same phone, with its form still open: nothing is stored for nobody."""
    hall.open("ideas")
    person = hall.resident()
    form = person.look().form("ideas")
    take_away(hall, person)
    answer = person.ask("POST", form.action, data={**form.fields, "text": IDEA}, headers=SCRIPT)
    assert (403, "join_first") == (answer.status_code, answer.json()["refused"])
    assert [] == hall.ideas()


def test_results_that_the_room_sees_are_recounted(hall: Hall) -> None:
    """The vote was shown already; on the other phones it is one less now."""
    hall.open_vote("Puu", "Penkki")
    aino, bea = hall.resident(), hall.resident()
    aino.vote(o1="2")
    bea.vote(o2="1")
    hall.close_now()
    hall.do("reveal")
    assert bea.t.count("phone.result.voters", 2) in bea.look().text
    take_away(hall, aino)
    assert bea.t.count("phone.result.voters", 1) in bea.look().text


def test_what_the_room_agreed_is_recounted_too(whole: Hall) -> None:
    """On the phones that look at the project, at all of them, and at what was decided."""
    whole.plan(PARK)
    voices = [whole.resident() for _ in range(2)]
    whole.do("focus", on="p1")
    whole.do("ask", project="p1")
    for person, mark in zip(voices, ("1", "-1"), strict=True):
        person.does("agree", mark=mark)
    whole.do("close_ask", project="p1")
    looks = whole.resident()
    assert looks.t("phone.plan.agree.votes", yes=1, no=1, passed=0) in looks.look().text
    take_away(whole, voices[1])
    assert looks.t("phone.plan.agree.votes", yes=1, no=0, passed=0) in looks.look().text
    whole.open("thanks")
    assert looks.t("phone.plan.agree.agreed") in looks.look().text
    take_away(whole, voices[0])
    assert looks.t("phone.plan.agree.agreed") not in looks.look().text


def test_who_had_the_pen_leaves_it_on_the_table(whole: Hall) -> None:
    """Others at the table see the text, and can go on."""
    whole.plan(PARK)
    person = with_pen(whole)
    person.does("write", what="Istutamme puun")
    take_away(whole, person)
    other = whole.resident()
    other.does("seat", project="p1")
    other.does("pen", holds="1")
    assert "Istutamme puun" in other.look().answer.text


@pytest.mark.parametrize(
    ("address", "closes"), [("http://192.168.1.5:8501", True), ("https://ilta.fi", False)]
)
def test_where_the_address_closes_tonight_it_says_to_do_it_now(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, address: str, closes: bool
) -> None:
    """What is kept for a year on a laptop cannot be taken away from home; the thanks say the same of the address."""
    monkeypatch.setenv("ASUKASILTA_ADDRESS", address)
    person = hall.resident()
    assert closes == outcome.closes_tonight()
    for page in ("mine", "privacy"):
        assert closes == (person.t("phone.mine.closes") in person.get(f"{hall.address}/{page}").text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_names_who_keeps_the_data(hall: Hall, language: str) -> None:
    """Who, how to reach them and until when; or, honestly, that nobody has said so yet."""
    person = hall.somebody(language)
    link = f'<a href="{hall.address}/privacy">{person.t("phone.privacy.link")}</a>'
    assert link in person.look().answer.text
    assert link in mine(hall, person).answer.text
    text = person.get(f"{hall.address}/privacy").text
    assert person.t("phone.privacy.who.unnamed") in text
    hall.do("keep", controller=f"Asukastupa {HOSTILE}", contact="tupa@ilta.example", months=6)
    text = person.get(f"{hall.address}/privacy").text
    assert person.t("phone.privacy.who.named", who=f"Asukastupa {HOSTILE}") in text
    assert person.t("phone.privacy.ask", contact="tupa@ilta.example") in text
    day = person.t.date(keeping.last_day(hall.workshop))
    assert person.t("phone.mine.until_day", date=day) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deleted_workshop_ends_calmly(hall: Hall, language: str) -> None:
    """Whoever still has the page or the address; a script is told to show that page."""
    person = hall.resident(language)
    delete(hall.house, hall.code, MANAGER)
    for page in ("", "/mine", "/summary"):
        found = person.get(hall.address + page)
        assert (410, True) == (found.status, person.t("common.refused.deleted") in found.text)
        assert f' data-code="{hall.code}"' in found.answer.text, "the script does not know what to forget"
    assert 410 == person.ask("GET", f"{hall.address}/now").status_code


def test_of_a_deleted_workshop_nothing_is_kept_to_be_shown_again(whole: Hall) -> None:
    """Neither screens nor boards nor the picture that the stage was held with."""
    whole.plan(PARK)
    writer = with_pen(whole)
    writer.does("write", what=IDEA)
    assert IDEA in look_at_board(whole, writer)
    whole.do("stage", mode="held")
    as_held(whole.house.store.read(whole.code), whole.house.made_of(whole.code, "held"))
    shown = weakref.ref(whole.workshop.projects[0])

    delete(whole.house, whole.code, MANAGER)
    gc.collect()

    assert not whole.house.made_of(whole.code, "screens")
    assert shown() is None
