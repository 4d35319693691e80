"""What, why, when without JavaScript: others propose and support, mark days, and the room says whether it is agreed."""

import re
from typing import Any

import pytest

from phone import board, screens
from tests.phone.people import SCRIPT, Hall, said
from tests.phone.tables import BENCH, HOSTILE, PARK, at_the_table, look_at_board, with_pen


@pytest.fixture
def hall(new_hall: Any) -> Hall:
    evening: Hall = new_hall(template="evening")
    evening.plan(PARK, BENCH)
    return evening


def test_others_propose_and_support_with_one_tap(hall: Hall) -> None:
    """And take it back with the same one. One's own line is only marked as one's own."""
    one, other = at_the_table(hall), at_the_table(hall)
    page = one.does("line", field="why", text=HOSTILE)
    assert one.t("phone.plan.own_line") in page.text
    assert HOSTILE in page.text
    assert HOSTILE not in page.answer.text
    page = other.does("support")
    assert one.t.count("phone.plan.supporters", 1) in page.text
    taken_back = next(f for f in page.forms if f.fields.get("key", "").startswith("support."))
    page = other.post(taken_back.action, taken_back.fields)
    assert one.t.count("phone.plan.supporters", 1) not in page.text
    assert "support" in page.acts()


def test_a_line_that_is_taken_back_can_be_given_again(hall: Hall) -> None:
    """As it was, in its place."""
    person = at_the_table(hall)
    person.does("line", field="when", text="Keväällä")
    gone = next(f for f in person.look().forms if f.action.endswith("/withdraw"))
    page = person.post(gone.action, gone.fields)
    assert [] == [p for p in hall.given("plan").values() if p["act"] == "line"]
    undo = page.form("undo")
    person.post(undo.action, undo.fields)
    lines = [p for p in hall.given("plan").values() if p["act"] == "line"]
    assert [{"act": "line", "project": "p1", "field": "when", "text": "Keväällä"}] == lines


@pytest.mark.parametrize("text, why", [("  ", "empty"), ("x" * 281, "too_long")])
def test_a_line_that_cannot_be_taken_stays_in_its_field(hall: Hall, text: str, why: str) -> None:
    """Under the question for which it was written."""
    person = at_the_table(hall)
    page = person.does("line", field="when", text=text)
    values = {"length": 281, "limit": 280} if why == "too_long" else {}
    assert said(person.t, why, **values) in page.text
    assert ("when", text) == (page.act("line").fields["field"], page.act("line").fields["text"])


def test_a_line_that_the_desk_hides_is_on_no_phone(hall: Hall) -> None:
    """Nor is it under "so far"."""
    one, other = at_the_table(hall), at_the_table(hall)
    one.does("line", field="why", text="Rumaa puhetta")
    key = next(k for k, p in hall.given("plan").items() if p["act"] == "line")
    hall.do("hide", activity=hall.now.id, ideas=[key])
    for page in (other.look(), other.get(f"{hall.address}/so-far")):
        assert "Rumaa" not in page.answer.text
    assert "Rumaa" not in look_at_board(hall, other)


def test_days_are_marked_with_one_tap_each(hall: Hall) -> None:
    """Each tap adds a day or takes it back; all see for how many it suits."""
    writer, other = with_pen(hall), at_the_table(hall)
    writer.does("write", when="days", day1="2027-02-01", day2="2027-02-02")
    days = [f for f in other.look().forms if f.fields.get("act") == "fits"]
    other.post(days[0].action, {**days[0].fields, "days": days[0].buttons[0][1]})
    again = [f for f in other.look().forms if f.fields.get("act") == "fits"]
    assert [("days", ""), ("days", "2027-02-01,2027-02-02")] == [f.buttons[0] for f in again]
    assert 1 == look_at_board(hall, writer).count(writer.t.count("phone.plan.suits", 1))
    other.post(again[0].action, {**again[0].fields, "days": ""})
    assert writer.t.count("phone.plan.suits", 1) not in look_at_board(hall, writer)


def test_the_board_is_sent_only_when_something_is_new(hall: Hall) -> None:
    """And rendered once for all who look."""
    one, other = at_the_table(hall), at_the_table(hall)
    first = one.ask("GET", f"{hall.address}/plan/p1")
    tag = {"if-none-match": first.headers["etag"]}
    again = one.ask("GET", f"{hall.address}/plan/p1", headers=tag)
    assert (304, b"") == (again.status_code, again.content)
    other.does("line", field="why", text="Uusi rivi")
    assert 200 == one.ask("GET", f"{hall.address}/plan/p1", headers=tag).status_code


def test_a_board_is_rendered_once_for_a_hall(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Own buttons are put in without rendering anything again."""
    people = [at_the_table(hall) for _ in range(4)]
    people[0].does("line", field="why", text="Rivi")
    look_at_board(hall, people[0])
    rendered: list[str] = []
    render = board.rendering.rendered
    monkeypatch.setattr(
        board.rendering, "rendered", lambda name, *more: (rendered.append(name), render(name, *more))[1]
    )
    boards = [look_at_board(hall, person) for person in people]
    assert [] == rendered
    assert [False, True, True, True] == [">Kannatan<" in html for html in boards]
    assert not any(re.search(r"[0-9a-f]{16}-own-", html) for html in boards)


def test_all_look_at_one_project(hall: Hall) -> None:
    """In short; yes, no or pass with one tap, which can be changed until it is closed."""
    writer, other = with_pen(hall), at_the_table(hall)
    writer.does("write", what="Istutamme", why="Kaunista")
    hall.do("focus", on="p1")
    assert set() == other.look().acts()
    assert "Istutamme" in other.look().text
    hall.do("ask", project="p1")
    pressed = {"-1": "true", "1": "false", "0": "false"}
    page = other.does("agree", mark="1")
    page = other.does("agree", mark="-1")
    for mark, value in pressed.items():
        assert f'name="mark" value="{mark}" aria-pressed="{value}"' in page.answer.text
    assert "true" not in re.findall('name="mark".*?aria-pressed="(.*?)"', writer.look().answer.text)
    writer.does("agree", mark="1")
    hall.resident().does("agree", mark="1")
    form = other.look().act("agree")
    hall.do("close_ask", project="p1")
    page = other.look()
    assert other.t("phone.plan.agree.agreed") in page.text
    assert other.t("phone.plan.agree.votes", yes=2, no=1, passed=0) in page.text
    late = other.post(form.action, {**form.fields, "mark": "1"})
    assert said(other.t, "not_asked_now") in late.text


def test_a_new_screen_is_rendered_once_for_a_hall(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the manager goes on, a hundred phones ask within a second, wherever they sit."""
    people = [at_the_table(hall) for _ in range(4)]
    rendered: list[str] = []
    render = screens.rendering.rendered
    monkeypatch.setattr(
        screens.rendering, "rendered", lambda name, *more: (rendered.append(name), render(name, *more))[1]
    )
    shown = [
        lambda: hall.do("focus", on="p1"),
        lambda: hall.do("ask", project="p1"),
        lambda: hall.do("close_ask", project="p1"),
        lambda: hall.do("focus", on="overview"),
        lambda: hall.open("roles"),
        lambda: hall.open("evaluation"),
        lambda: hall.open("thanks"),
    ]
    for go in shown:
        go()
        pages = {re.sub("[0-9.]+", "", p.ask("GET", f"{hall.address}/now").text) for p in people}
        assert 1 == len(pages)
    assert len(shown) == rendered.count("now.html")


def test_the_screen_of_all_has_the_newest_words(hall: Hall) -> None:
    """The pen wrote after the first phone had looked."""
    writer = with_pen(hall)
    form = writer.look().act("write")
    hall.do("focus", on="p1")
    assert "Viime hetken" not in writer.look().text
    writer.post(form.action, {**form.fields, "what": "Viime hetken muutos"})
    assert "Viime hetken muutos" in hall.resident().look().text


def test_the_overview_says_when(hall: Hall) -> None:
    """Every project, with or without a date."""
    writer = with_pen(hall)
    writer.does("write", when="month", month="2027-5")
    hall.do("focus", on="overview")
    page = writer.look()
    assert f"{PARK} toukokuu 2027" in page.text
    assert f"{BENCH} {writer.t('phone.plan.no_date')}" in page.text


def test_what_was_planned_is_there_afterwards(hall: Hall) -> None:
    """Under "so far", with everything that was written."""
    writer = with_pen(hall)
    writer.does("write", what="Istutamme", permission="Kaupungin lupa")
    hall.open("roles")
    page = writer.get(f"{hall.address}/so-far")
    assert "Istutamme" in page.text
    assert "Kaupungin lupa" in page.text
    assert f'href="{hall.address}/summary"' in page.answer.text


def test_a_support_cannot_be_forged(hall: Hall) -> None:
    """Nobody takes back another's, nor supports their own."""
    one, other = at_the_table(hall), at_the_table(hall)
    one.does("line", field="why", text="Rivi")
    page = other.does("support")
    form = next(f for f in page.forms if f.fields.get("key", "").startswith("support."))
    assert said(one.t, "old_form") in one.post(form.action, form.fields).text
    key = next(k for k, p in hall.given("plan").items() if p["act"] == "line")
    own = one.post(form.action.removesuffix("/withdraw"), {"act": "support", "project": "p1", "line": key})
    assert said(one.t, "own_line") in own.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "nothing", "project": "p1"},
        {"act": "agree", "project": "p1", "mark": "7"},
        {"act": "write", "project": "p1", "field": "<b>", "text": "x"},
        {"act": "line", "project": "p1", "field": "ask", "text": "x", "key": "k" * 12},
        {"act": "fits", "project": "p1", "days": "2027-02-01"},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(hall: Hall, fields: dict[str, str]) -> None:
    """With a sentence and no fault of the server."""
    person = with_pen(hall)
    answer = person.ask("POST", person.look().act("seat").action, data=fields, headers=SCRIPT)
    assert answer.status_code in (409, 422)
    assert answer.json()["text"]
