"""The two files for people, with everything in them that comes after the vote."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation.errors import Refused
from locales import words
from reports.summary import summary
from service import people_files
from service.house import House
from tests.service.conftest import NewHouse
from tests.service.evenings import CODE, PEOPLE, Action, Clock
from tests.service.junk import junk, places, put
from tests.service.second_half import CONTACTS, NAMES, OPENING, TYPED, SecondHalf, evenings, whole

NEVER_SHARED = (*PEOPLE, *NAMES.values(), *CONTACTS.values(), TYPED)


def export(evening: SecondHalf) -> str:
    return people_files.export(evening.reader, evening.house.store.files(CODE))


def backup(evening: SecondHalf) -> str:
    return people_files.backup(evening.reader, evening.house.store.files(CODE))


def begin(house: House, clock: Clock, actions: list[Action]) -> SecondHalf:
    house.store.create(whole())
    evening = SecondHalf(house, clock)
    for action in actions:
        evening.do(action)
    return evening


@contextmanager
def _two_evenings(actions: list[Action]) -> Iterator[tuple[SecondHalf, SecondHalf]]:
    """One as it went, and a place for what is read again."""
    clock = Clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(House(Path(folder) / "one", clock)) as one,
        closing(House(Path(folder) / "two", clock)) as two,
    ):
        yield begin(one, clock, actions), SecondHalf(two, clock)


@pytest.fixture
def evening(house: House, clock: Clock) -> SecondHalf:
    """Something of everything, and nothing of it refused."""
    made = begin(house, clock, OPENING)
    assert [] == made.refused
    return made


@settings(max_examples=25, deadline=None)
@given(evenings)
def test_an_export_survives_a_round_trip_and_names_nobody(actions: list[Action]) -> None:
    """The same bytes, the same projects; no id, no name, no way to reach anybody."""
    with _two_evenings(actions) as (evening, again):
        text = export(evening)
        assert not [secret for secret in (*NEVER_SHARED, evening.workshop.secret) if secret in text]
        people_files.import_text(again.house.store, text)
        assert text == export(again)
        assert evening.stands() == again.stands()


@settings(max_examples=25, deadline=None)
@given(evenings)
def test_a_backup_survives_a_round_trip_whole(actions: list[Action]) -> None:
    """The same bytes, the same document and answers, with all that belongs to the desk alone."""
    with _two_evenings(actions) as (evening, again):
        text = backup(evening)
        people_files.import_text(again.house.store, text)
        assert text == backup(again)
        assert evening.workshop == again.workshop
        for step in evening.workshop.agenda:
            assert dict(evening.reader.contributions(step.id)) == dict(again.reader.contributions(step.id))


def test_a_backup_keeps_names_and_contacts(evening: SecondHalf) -> None:
    """It is private, and phones and desk go on with it."""
    text = backup(evening)
    assert [] == [
        known for known in (*PEOPLE[:2], NAMES[PEOPLE[0]], CONTACTS[PEOPLE[0]], TYPED) if known not in text
    ]


def test_the_newer_text_stands_also_after_a_round_trip(evening: SecondHalf, new_house: NewHouse) -> None:
    """The desk and the pen wrote in the same minute, and times are told to the minute only."""
    evening.manage("pass_pen", project=evening.project(0), to=PEOPLE[0])
    evening.manage("ask", project=evening.project(0))
    evening.clock.now = 1_700_001_000.0
    evening.manage("write", project=evening.project(0), field="what", text="Vetäjän")
    evening.clock.now += 1
    evening.act(PEOPLE[0], "write", 0, field="what", text="Kynän")
    again = SecondHalf(new_house(), evening.clock)
    people_files.import_text(again.house.store, export(evening))
    assert "Kynän" == again.stands()[0][0]["what"][0]
    assert evening.stands() == again.stands()


def test_a_summary_of_an_export_makes_no_more_people_of_their_secrets(
    evening: SecondHalf, new_house: NewHouse
) -> None:
    """Everybody has a pseudonym of their own for each yes or no; four people who answer twice are four."""
    for n in range(2):
        evening.manage("ask", project=evening.project(n))
        for person in PEOPLE:
            evening.act(person, "agree", n, mark=1)
    again = SecondHalf(new_house(), evening.clock)
    people_files.import_text(again.house.store, export(evening))
    seen = [summary(each.reader, words("fi")).people.phones for each in (evening, again)]
    assert [len(PEOPLE), len(PEOPLE)] == seen


def test_an_answer_given_in_secret_leads_to_no_line(evening: SecondHalf) -> None:
    """Who is known by what they proposed is not known by what they supported or said no to."""
    evening.do(("goes", "plan"))
    evening.do(("desk", "ask", 1, ""))
    for act in (("supports", PEOPLE[0], 0, 1), ("answers", PEOPLE[1], 1, -1), ("answers", PEOPLE[0], 1, 1)):
        evening.do(act)
    opened = evening.workshop.activity("plan").opened_at  # type: ignore[union-attr]
    found = json.loads(export(evening))["contributions"]["plan"]
    who: dict[str, set[str]] = {}
    for each in found:
        who.setdefault(each["payload"]["act"], set()).add(each["participant"])
    assert not who["line"] & (who["support"] | who["agree"] | who["fits"])
    assert {opened} == {e["at"] for e in found if e["payload"]["act"] in ("agree", "support", "fits")}


def test_scores_of_few_stay_at_home(house: House, new_house: NewHouse, clock: Clock) -> None:
    """Five rated the first statement and four the second; what somebody wrote leads to nobody's scores."""
    evening = begin(house, clock, [("goes", "evaluation")])
    for n, person in enumerate(("a", "b", "c", "d", "e")):
        scores = {"0": n + 1, "1": 3} if n else {"0": 1, "1": 0}
        evening.give(person, "evaluation", {"scores": scores, "answers": {"0": f"Sana {9 - n}"}})
    shared = [g["payload"] for g in json.loads(export(evening))["contributions"]["evaluation"]]
    assert [{"0": 1}, {"0": 2}, {"0": 3}, {"0": 4}, {"0": 5}] == [s["scores"] for s in shared]
    assert [f"Sana {n}" for n in (5, 6, 7, 8, 9)] == [s["answers"]["0"] for s in shared]


def test_what_was_let_through_is_so_after_a_round_trip(evening: SecondHalf, new_house: NewHouse) -> None:
    """Of two with the same words, one of which was looked at, one is shown."""
    answers = evening.evaluated().questions[0].answers
    coffee = [a for a in answers if a.text == "Kahvi"]
    shown = [a.id for a in answers if a.text == "Lähden jo"] + [coffee[0].id]
    evening.manage("show_answers", activity="evaluation", answers=shown)
    evening.manage("hide_answers", activity="evaluation", answers=[coffee[1].id])
    again = SecondHalf(new_house(), evening.clock)
    people_files.import_text(again.house.store, export(evening))
    assert _seen(evening) == _seen(again)
    assert ["Kahvi", "Lähden jo"] == sorted(a.text for a in again.evaluated().questions[0].shown)


def _seen(evening: SecondHalf) -> Any:
    return sorted((a.text, a.shown, a.hidden) for a in evening.evaluated().questions[0].answers)


DAMAGE: dict[str, tuple[tuple[Any, ...], Any]] = {
    "two projects with one id": (("workshop", "projects", 1, "id"), "FIRST"),
    "a project called as the overview": (("workshop", "projects", 1, "id"), "overview"),
    "a project whose id cannot stand in a key": (("workshop", "projects", 0, "id"), "a.b"),
    "two roles with one id": (("workshop", "projects", 1, "roles", 0, "id"), "FIRST ROLE"),
    "somebody who has a role twice": (
        ("workshop", "projects", 0, "roles", 1, "holders", 1, "participant"),
        PEOPLE[1],
    ),
    "a role for nobody": (("workshop", "projects", 0, "roles", 0, "wanted"), 0),
    "a vote that is none": (("workshop", "projects", 0, "vote"), "plan"),
    "a step that looks at nothing": (("workshop", "meetings", 0, "activities", 1, "focus"), "nothing"),
    "a week that its year does not have": (
        ("workshop", "projects", 0, "written"),
        {"when": {"when": {"kind": "week", "year": 2025, "week": 53}, "at": 5}},
    ),
    "an act that nobody knows": (("contributions", "plan", 0, "payload", "act"), "sing"),
    "a line under the pen's key": (("contributions", "plan", 5, "key"), "pen.SECOND"),
    "an offer under another's key": (("contributions", "roles", 0, "key"), "somebody"),
    "an offer of a strange kind": (("contributions", "roles", 0, "payload", "offers"), {"x": "maybe"}),
    "a name as long as a letter": (("contributions", "roles", 0, "payload", "name"), "x" * 61),
    "a score of six": (("contributions", "evaluation", 0, "payload", "scores"), {"0": 6}),
}


@pytest.mark.parametrize(("where", "what"), DAMAGE.values(), ids=DAMAGE.keys())
def test_projects_that_do_not_hold_together_are_refused(
    evening: SecondHalf, new_house: NewHouse, where: tuple[Any, ...], what: Any
) -> None:
    """They would fail later, in front of people."""
    found = json.loads(backup(evening))
    first, second = evening.workshop.projects[:2]
    if isinstance(what, str):
        what = (
            what.replace("FIRST ROLE", first.roles[0].id)
            .replace("FIRST", first.id)
            .replace("SECOND", second.id)
        )
    put(found, where, what)
    other = new_house()
    with pytest.raises(Refused, match="not_an_export"):
        people_files.import_text(other.store, json.dumps(found))
    assert () == other.store.codes()


def test_what_a_file_leaves_out_is_filled_in(evening: SecondHalf, new_house: NewHouse) -> None:
    """An answer with what has a default left out reads like any other."""
    found = json.loads(backup(evening))
    for each in found["contributions"]["evaluation"]:
        each["payload"].pop("answers")
    for each in found["contributions"]["plan"]:
        for name in ("text", "when"):
            if each["payload"]["act"] == "write" and not each["payload"][name]:
                each["payload"].pop(name)
    again = SecondHalf(new_house(), evening.clock)
    people_files.import_text(again.house.store, json.dumps(found))
    assert evening.stands() == again.stands()
    assert 3 == again.evaluated().people


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_was_changed_in_a_file_it_is_taken_whole_or_refused(
    evening: SecondHalf, data: st.DataObject
) -> None:
    """What was taken can be counted, led on, taken back and written out again."""
    found = json.loads(backup(evening))
    put(found, data.draw(places(found)), data.draw(junk))
    house = evening.house
    try:
        people_files.import_text(house.store, json.dumps(found), "HHH777")
    except Refused:
        assert (CODE,) == house.store.codes()
        return
    again = SecondHalf(house, evening.clock, "HHH777")
    for action in (("leads", "next"), ("goes", "roles"), ("leads", "next"), ("travels", "undo")):
        again.do(action)
    again.results()
    again.stands()
    people_files.export(again.reader, house.store.files("HHH777"))
    house.store.delete("HHH777")
