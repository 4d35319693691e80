"""What, why, when without JavaScript: a project is chosen, and one has its pen. Nothing that is written gets lost."""

import re
from html import unescape
from typing import Any

import pytest

from facilitation.when import Month, Season, Week
from locales import LANGUAGES
from service.when_said import when_said
from tests.phone.people import Hall, said
from tests.phone.tables import BENCH, HOSTILE, PARK, at_the_table, look_at_board, with_pen


@pytest.fixture
def hall(new_hall: Any) -> Hall:
    evening: Hall = new_hall(template="evening")
    evening.plan(PARK, BENCH)
    return evening


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_is_chosen_with_one_tap(hall: Hall, language: str) -> None:
    """And another one later."""
    person = hall.resident(language)
    page = person.look()
    assert [("project", "p1"), ("project", "p2")] == page.act("seat").buttons
    assert person.t("phone.plan.choose") in page.text
    assert {"pen", "line", "seat"} == person.does("seat", project="p1").acts()
    assert BENCH in person.does("seat", project="p2").text.split(person.t("phone.plan.change"))[0]


def test_who_has_the_pen_writes_and_the_others_see_it(hall: Hall) -> None:
    """Everything in one form; what was left as it was is not written again."""
    writer, other = with_pen(hall), at_the_table(hall)
    page = writer.does("write", what="Istutamme\npuita", first="Soitto", why="Kaunista", ask="Puutarhuri")
    assert "phone.flash.saved" not in page.text
    assert {"what", "first", "why", "ask"} == {
        p["field"] for p in hall.given("plan").values() if p["act"] == "write"
    }
    shown = look_at_board(hall, other)
    assert all(text in shown for text in ("Istutamme\npuita", "Soitto", "Kaunista", "Puutarhuri"))
    assert other.t("phone.plan.somebody_writes") in shown
    assert "write" not in other.look().acts()


def test_an_unchanged_field_leaves_alone_what_the_desk_wrote_meanwhile(hall: Hall) -> None:
    """The form was drawn before."""
    writer = with_pen(hall)
    writer.does("write", what="Vanha", why="Syy")
    form = writer.look().act("write")
    hall.clock.forward(10)
    hall.do("write", project="p1", field="what", text="Vetäjän teksti")
    hall.clock.forward(10)
    writer.post(form.action, {**form.fields, "why": "Uusi syy"})
    assert "Vetäjän teksti" in look_at_board(hall, writer)
    assert "Uusi syy" in look_at_board(hall, writer)


def test_laying_down_the_pen_saves_first(hall: Hall) -> None:
    """Then somebody else can take it."""
    writer, other = with_pen(hall), at_the_table(hall)
    page = writer.does("write", what="Istutamme", then="down")
    assert {"pen", "line", "seat"} == page.acts()
    assert "Istutamme" in look_at_board(hall, other)
    assert "write" in other.does("pen", holds="1").acts()


def test_a_pen_that_is_taken_is_refused(hall: Hall) -> None:
    """Two reached for it at once."""
    late = at_the_table(hall)
    form = late.look().act("pen")
    with_pen(hall)
    page = late.post(form.action, {**form.fields, "holds": "1"})
    assert (422, True) == (page.status, said(late.t, "pen_taken") in page.text)


def test_who_loses_the_pen_keeps_every_text(hall: Hall) -> None:
    """The first stands in the form for proposals, under its question; the others can be copied."""
    writer = with_pen(hall)
    form = writer.look().act("write")
    hall.clock.forward(1)
    hall.do("pass_pen", project="p1")
    with_pen(hall)
    page = writer.post(form.action, {**form.fields, "why": "Oma syyni", "ask": HOSTILE})
    line = page.act("line")
    assert said(writer.t, "not_your_pen") in page.text
    assert ("Oma syyni", "why") == (line.fields["text"], line.fields["field"])
    assert HOSTILE in page.text
    assert HOSTILE not in page.answer.text


WHENS = {
    "day": ({"day": "2027-02-01", "time": "18:30"}, {"kind": "day", "day": "2027-02-01", "time": "18:30"}),
    "week": ({"week": "2027-5"}, {"kind": "week", "year": 2027, "week": 5}),
    "month": ({"month": "2027-3"}, {"kind": "month", "year": 2027, "month": 3}),
    "season": ({"season": "2027-winter"}, {"kind": "season", "year": 2027, "season": "winter"}),
    "days": (
        {"day1": "1.2.2027", "time1": "18.30", "day3": "2027-02-02"},
        {
            "kind": "days",
            "days": [
                {"kind": "day", "day": "2027-02-01", "time": "18:30"},
                {"kind": "day", "day": "2027-02-02", "time": ""},
            ],
        },
    ),
}


@pytest.mark.parametrize("way", WHENS)
def test_every_way_to_say_when(hall: Hall, way: str) -> None:
    """With lists and calendars of the browser; it stands in the form again as it was chosen."""
    writer = with_pen(hall)
    fields, stored = WHENS[way]
    page = writer.does("write", when=way, **fields)
    assert stored == hall.given("plan")["text.p1.when"]["when"]
    again = page.act("write").fields
    assert way == again["when"]
    before = len(hall.house.store.read(hall.code).contributions(hall.now.id))
    writer.does("write")
    assert before == len(hall.house.store.read(hall.code).contributions(hall.now.id))
    writer.does("write", when="")
    assert hall.given("plan")["text.p1.when"]["when"] is None


def test_only_what_can_be_is_offered(hall: Hall) -> None:
    """From today by the clock of the place: 26 weeks, 12 months, 6 seasons."""
    form = with_pen(hall).look().act("write")
    assert (26, 12, 6) == tuple(len(form.choices[way]) for way in ("week", "month", "season"))
    assert ("2027-2", "2027-1", "2026-winter") == tuple(
        form.choices[way][0] for way in ("week", "month", "season")
    )


BEYOND = (Week(year=2027, week=48), Month(year=2028, month=6), Season(year=2029, season="winter"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("when", BEYOND, ids=lambda when: str(when.kind))
def test_what_stands_beyond_the_offered_stands_there_in_words(
    hall: Hall, language: str, when: Week | Month | Season
) -> None:
    """As the desk wrote it, or as it was chosen long ago."""
    hall.do("write", project="p1", field="when", when=when.model_dump(mode="json"))
    writer = at_the_table(hall, language)
    page = writer.does("pen", holds="1").answer.text
    its = re.search(rf'<select name="{when.kind}".*?<option [^>]* selected>([^<]*)<', page, re.DOTALL)
    assert its is not None
    assert when_said(writer.t, when) == unescape(its[1])
    writer.does("write")
    assert {"seat", "pen"} == {given["act"] for given in hall.given("plan").values()}


@pytest.mark.parametrize(
    "typed, why",
    [
        ({"when": "day", "day": "31.2.2027"}, "impossible_date"),
        ({"when": "day", "day": "", "time": "18:00"}, "no_date"),
        ({"when": "day", "day": "2020-01-01"}, "past_date"),
        ({"when": "day", "day": "2100-01-01"}, "far_date"),
        ({"when": "week", "week": "2027-<b>"}, "impossible_date"),
        ({"when": "days", "day1": "2027-02-01", "day2": "rikki"}, "impossible_date"),
    ],
)
def test_a_date_that_cannot_be_is_said_and_everything_stays(
    hall: Hall, typed: dict[str, str], why: str
) -> None:
    """Also the date itself, to be mended."""
    writer = with_pen(hall)
    page = writer.does("write", why="Syy", **typed)
    again = page.act("write").fields
    assert (422, True) == (page.status, said(writer.t, why) in page.text)
    assert typed.items() <= again.items()
    assert "Syy" == again["why"]


def test_a_text_that_is_too_long_says_which_one_it_is(hall: Hall) -> None:
    """The form has five; nothing of it is lost."""
    writer = with_pen(hall)
    page = writer.does("write", what="Puu", first="x" * 141)
    where = writer.t("phone.plan.field.first").rstrip(":")
    assert writer.t("phone.plan.too_long", where=where, length=141, limit=140) in page.text
    assert ("Puu", "x" * 141) == (page.act("write").fields["what"], page.act("write").fields["first"])


def test_a_project_that_is_gone_is_said(hall: Hall) -> None:
    """Whoever sat there chooses another; the text is shown to be copied."""
    person = at_the_table(hall)
    form = person.look().act("line")
    hall.do("drop_project", project="p1")
    page = person.post(form.action, {**form.fields, "text": "Jäi kirjoittamatta"})
    assert said(person.t, "no_such_project") in page.text
    assert "Jäi kirjoittamatta" in page.text
    assert [("project", "p2")] == page.act("seat").buttons
    assert 404 == person.ask("GET", f"{hall.address}/plan/p1").status_code


def test_a_text_for_a_step_that_is_over_is_shown_to_be_copied(hall: Hall) -> None:
    """Of the pen's form every changed field."""
    writer = with_pen(hall)
    form = writer.look().act("write")
    hall.open("roles")
    page = writer.post(form.action, {**form.fields, "what": "Yksi", "why": "Kaksi"})
    assert ["Yksi", "Kaksi"] == re.findall("<blockquote>(.*?)</blockquote>", page.answer.text)


def test_a_form_is_the_same_for_as_long_as_somebody_fills_it_in(hall: Hall) -> None:
    """Others' writing is no reason to send it again; losing the pen is."""
    writer, other = with_pen(hall), at_the_table(hall)
    keeps = {"x-keeps": f"{hall.now.id}.p1-pen"}
    other.does("line", field="why", text="Rivi")
    hall.do("retitle_project", project="p2", title="Uusi nimi")
    same = writer.ask("GET", f"{hall.address}/now", headers=keeps).text
    assert 'data-form="p1-pen"' in same
    hall.clock.forward(1)
    hall.do("pass_pen", project="p1")
    assert 'data-form="p1-line"' in writer.ask("GET", f"{hall.address}/now", headers=keeps).text
