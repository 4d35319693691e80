"""The summary on phones: what was agreed, free of what is hidden, in the reader's language, with its files."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from facilitation.kinds import KINDS
from locales import LANGUAGES, words
from service import reporting
from tests.phone.people import Hall, Person
from tests.reports.evening import SECRETS, agenda
from tests.reports.evening import whole as whole_evening

FILES = {"summary.pdf": "application/pdf", "calendar.ics": "text/calendar; charset=utf-8"}


@pytest.fixture
def evening(hall: Hall) -> Hall:
    """A whole evening, with something hidden in each step, under a code of its own."""
    made = whole_evening()
    contributions = tuple(
        sorted((c for each in made.given.values() for c in each.values()), key=lambda c: c.seq)
    )
    hall.house.store.create(made.workshop, tuple(made.people.values()), contributions)
    hall.code = made.workshop.code
    return hall


@pytest.fixture
def reader(evening: Hall) -> Person:
    """Somebody who has the code and never joined."""
    return evening.somebody()


def test_it_says_what_was_agreed_who_when_and_what_came_on_top(evening: Hall, reader: Person) -> None:
    """And when people meet again."""
    text = reader.get(f"{evening.address}/summary").text
    for said in (
        "Mitä sovimme",
        "Koivurinteen ilta",
        "Kirsikkapuisto 2 ideaa yhdessä la 3.10.2026 klo 12.30",
        "Miksi? Kevät on kauniimpi",
        "Kenen lupa tarvitaan: Kaupunki Keneltä kysytään: Puistotoimi",
        "Tekijä Aino Lupa ja 2 vapaaehtoista Vapaana: 1 paikka",
        "1. Kirsikkapuisto 12 pistettä",
        "Seuraava tapaaminen ke 7.10.2026 klo 18.00, Kerhohuone",
        "Toiveen saaja: Kaupunginosan lautakunta.",
        "Tulosta ei ole vielä näytetty.",
    ):
        assert said in text, said


def test_what_is_hidden_is_on_no_page(evening: Hall, reader: Person) -> None:
    """Also where the address is guessed by somebody who is not in."""
    html = reader.get(f"{evening.address}/summary").answer.text
    assert [] == [secret for secret in SECRETS if secret in html]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_one_tap_away_and_kept_by_nobody_between(evening: Hall, reader: Person, name: str) -> None:
    """Under a name that every system takes, and under the evening's own."""
    assert f'href="{evening.address}/{name}"' in reader.get(f"{evening.address}/summary").answer.text
    answer = reader.ask("GET", f"{evening.address}/{name}")
    assert (200, FILES[name], "no-store") == (
        answer.status_code,
        answer.headers["content-type"],
        answer.headers["cache-control"],
    )
    ending = name.rpartition(".")[2]
    plain, named = answer.headers["content-disposition"].split("; ")[1:]
    assert f'filename="asukasilta-{evening.code}.{ending}"' == plain
    assert f"filename*=UTF-8''Koivurinteen ilta.{ending}" == unquote(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_file_speak_the_phones_language(evening: Hall, language: str) -> None:
    """Whatever the workshop's own is."""
    person, t = evening.resident(language), words(language)
    page = person.get(f"{evening.address}/summary")
    assert (language, True) == (page.html["lang"], t("report.page.title") in page.text)
    made = PdfReader(BytesIO(person.ask("GET", f"{evening.address}/summary.pdf").content))
    assert t("report.first_page") in made.pages[0].extract_text()


def test_the_calendar_can_be_read(evening: Hall, reader: Person) -> None:
    """By what phones read calendars with."""
    found = Calendar.from_ical(reader.ask("GET", f"{evening.address}/calendar.ics").content)
    assert {"Kirsikkapuisto", "Koivurinteen ilta"} == {str(e["summary"]) for e in found.walk("VEVENT")}


def test_before_anything_was_said_it_says_so_calmly(hall: Hall) -> None:
    """No empty headings, no file that nobody needs; the files are there all the same."""
    page = hall.resident().get(f"{hall.address}/summary")
    assert words("fi")("report.nothing_yet") in page.text
    assert "summary.pdf" not in page.answer.text
    assert "calendar.ics" not in page.answer.text
    for name in FILES:
        assert 200 == hall.somebody().ask("GET", f"{hall.address}/{name}").status_code


def test_an_evening_of_ideas_alone_has_a_summary_to_take_home(hall: Hall) -> None:
    """Once writing is over: not while it goes on in silence, and not for an idea that was hidden."""
    anna = hall.resident()
    hall.open("ideas")
    anna.idea("Penkki aurinkoon")
    link = f'href="{hall.address}/summary"'
    assert link not in anna.get(f"{hall.address}/so-far").answer.text
    hall.open("thanks")
    assert link in anna.look().answer.text
    (idea,) = hall.given("ideas")
    step = next(a.id for a in hall.workshop.agenda if a.kind == "ideas")
    hall.do("hide", activity=step, ideas=[idea])
    assert link not in anna.look().answer.text


def test_a_vote_that_no_option_wins_was_a_vote_all_the_same(hall: Hall) -> None:
    """Its summary does not say that nothing got a vote, but that nowhere yes outweighed no."""
    vote = next(a.id for a in hall.workshop.agenda if a.kind == "vote")
    hall.do("configure", activity=vote, settings={"source": "typed", "typed": ["Puu"], "method": "yesno"})
    hall.open("vote")
    anna = hall.resident()
    anna.vote(o1="-1")
    hall.do("close_now")
    hall.do("reveal")
    hall.open("ideas")
    anna.idea("Penkki aurinkoon")
    text = anna.get(f"{hall.address}/summary").text
    assert (
        "Yksikään vaihtoehto ei saanut enemmän kyllä-vastauksia kuin ei-vastauksia. 1 ihminen äänesti" in text
    )


def test_what_people_type_is_letters(evening: Hall, reader: Person) -> None:
    """On the page, and in a file's name: no markup, no path, no second header."""
    hostile = '<script>alert(1)</script> "../../x";\r\nSet-Cookie: a=b / 日本 Ä'
    first = evening.workshop.projects[0].id
    evening.do("retitle_project", project=first, title=hostile)
    evening.do("rename", title={"fi": hostile})
    html = reader.get(f"{evening.address}/summary").answer.text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    headers = reader.ask("GET", f"{evening.address}/summary.pdf").headers
    assert "set-cookie" not in headers
    named = unquote(headers["content-disposition"].partition("''")[2])
    assert "script alert 1 script x Set-Cookie a b 日本 Ä.pdf" == named


def test_a_file_that_cannot_be_made_in_time_is_excused(
    evening: Hall, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A calm page, and the next try may succeed."""
    monkeypatch.setattr(reporting, "MOST_WAITING", 0)
    reporting._made.clear()
    page = reader.get(f"{evening.address}/summary.pdf")
    assert (503, True) == (page.status, words("fi")("common.refused.report_late") in page.text)


def test_an_unknown_code_gets_the_page_for_codes(hall: Hall) -> None:
    """As everywhere on phones."""
    assert 404 == hall.somebody().get("/j/QQQQQQ/summary").status


def test_the_evening_has_every_kind_that_a_summary_tells_of() -> None:
    """A new kind with something to tell belongs into it."""
    assert set(KINDS) - {"info"} == {a.kind for a in agenda()}
