"""The final evaluation without JavaScript, also on the way out; and the thanks."""

from typing import Any

import pytest

from locales import LANGUAGES
from phone import outcome
from tests.phone.people import Hall, Page, Person, said
from tests.phone.tables import HOSTILE, PARK


@pytest.fixture
def hall(new_hall: Any) -> Hall:
    evening: Hall = new_hall(template="evening")
    return evening


def evaluate(person: Person, **fields: str) -> Page:
    return person.send("evaluation", **fields)


def given(hall: Hall) -> list[dict[str, Any]]:
    return list(hall.given("evaluation").values())


def leave(hall: Hall, person: Person, **fields: str) -> Page:
    form = person.get(f"{hall.address}/leaving").form("evaluation")
    return person.post(form.action, {**form.fields, **fields})


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_an_answer_is_an_answer(hall: Hall, language: str) -> None:
    """Words and faces, "I don't know" apart; it says how many are left."""
    hall.open("evaluation")
    person = hall.resident(language)
    page = person.look()
    assert all(page.text.count(person.t(f"phone.vote.score.{n}")) >= 5 for n in (1, 2, 3, 4, 5))
    assert f"{person.t('phone.evaluation.open')} 9" in page.text
    page = evaluate(person, s_0="4", s_1="0", a_2=HOSTILE)
    assert [{"scores": {"0": 4, "1": 0}, "answers": {"2": HOSTILE}}] == given(hall)
    assert f"{person.t('phone.evaluation.open')} 6" in page.text
    assert {"s_0": "4", "s_1": "0", "a_2": HOSTILE}.items() <= page.form("evaluation").fields.items()
    assert HOSTILE not in page.answer.text


@pytest.mark.parametrize(
    "fields, why, values",
    [
        ({}, "empty", {}),
        ({"a_0": "x" * 501, "s_1": "2"}, "too_long", {"length": 501, "limit": 500}),
        ({"s_0": "9", "a_0": "Hyvin"}, "not_a_value", {}),
        ({"s_77": "3", "a_0": "Hyvin"}, "not_a_value", {}),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays(
    hall: Hall, fields: dict[str, str], why: str, values: dict[str, int]
) -> None:
    """Whatever was typed."""
    hall.open("evaluation")
    person = hall.resident()
    page = evaluate(person, **fields)
    assert (422, True) == (page.status, said(person.t, why, **values) in page.text)
    again = page.form("evaluation").fields
    assert fields.get("a_0", "") == again["a_0"]
    assert fields.get("s_1") == again.get("s_1")
    assert [] == given(hall)


def test_answers_that_come_too_late_can_be_copied(hall: Hall) -> None:
    """Each of them."""
    hall.open("evaluation")
    person = hall.resident()
    form = person.look().form("evaluation")
    hall.close_now()
    page = person.post(form.action, {**form.fields, "a_0": "Yksi", "a_1": "Kaksi"})
    assert said(person.t, "late") in page.text
    assert ("<blockquote>Yksi<" in page.answer.text, "<blockquote>Kaksi<" in page.answer.text) == (True, True)


def test_nothing_is_seen_before_it_is_shown(hall: Hall) -> None:
    """Then bars with words and numbers, and the answers that were let through."""
    hall.open("evaluation")
    people = [hall.resident() for _ in range(6)]
    for n, person in enumerate(people):
        evaluate(person, s_0=str(1 + n % 5), s_1="0", s_2="5" if n < 4 else "0", a_0=f"Vastaus {n}")
    hall.close_now()
    looker = hall.resident()
    page = looker.look()
    assert 'class="s1"' not in page.answer.text + looker.get(f"{hall.address}/so-far").answer.text
    hall.do("reveal")
    page = looker.look()
    t = looker.t
    assert t("phone.evaluation.part", score=t("phone.vote.score.1"), n=2) in page.text
    assert (
        f"{t('phone.evaluation.mean', mean=t.number(2.7))} · {t.count('phone.evaluation.n', 6)}" in page.text
    )
    assert t.count("phone.evaluation.dont_knows", 6) in page.text
    assert t("phone.evaluation.too_few", n=5) in page.text
    assert 5 == page.answer.text.count('<rect x="')
    assert "Vastaus" not in page.text
    step = hall.now.id
    let = _answer(hall, "Vastaus 3")
    hall.do("show_answers", activity=step, answers=[let])
    assert "Vastaus 3" in looker.look().text
    assert 1 == looker.look().text.count("Vastaus ")
    hall.do("hide_answers", activity=step, answers=[let])
    hall.open("thanks")
    late = looker.get(f"{hall.address}/so-far").text
    assert "Vastaus 3" not in late
    assert t("phone.evaluation.part", score=t("phone.vote.score.1"), n=2) in late


def _answer(hall: Hall, text: str) -> str:
    from facilitation.kinds.evaluation import Evaluation

    contributions = hall.house.store.read(hall.code).contributions(hall.now.id)
    result = Evaluation().result(hall.now, contributions)
    return next(a.id for q in result.questions for a in q.answers if a.text == text)


def test_below_five_answers_nothing_is_shown_but_why(hall: Hall) -> None:
    """Nobody shall be recognised."""
    hall.open("evaluation")
    for _ in range(4):
        evaluate(hall.resident(), s_0="1")
    hall.close_now()
    hall.do("reveal")
    page = hall.resident().look()
    assert hall.resident().t("phone.evaluation.too_few", n=5) in page.text
    assert '<rect x="' not in page.answer.text


def test_who_must_leave_finds_the_evaluation_in_every_step(hall: Hall) -> None:
    """Once the evening is on, and until the evaluation is."""
    person = hall.resident()
    link = f'href="{hall.address}/leaving"'
    assert link not in person.look().answer.text
    hall.do("next")
    hall.configure("vote", source="typed", typed=[PARK])
    seen = {}
    for step in hall.workshop.agenda:
        hall.do("go", activity=step.id)
        if hall.now.state == "draft":
            hall.do("open")
        seen[step.kind] = link in person.look().answer.text
    assert {"evaluation", "thanks"} == {kind for kind, there in seen.items() if not there}


def test_who_leaves_early_is_counted_and_thanked(hall: Hall) -> None:
    """It can still be changed, and counts with the others' later."""
    hall.open("ideas")
    person = hall.resident()
    page = leave(hall, person, s_0="5", a_0="Hyvä kahvi")
    assert person.t("phone.leaving.thanks") in page.text
    assert f'href="{hall.address}"' in page.answer.text
    assert "5" == leave(hall, person).form("evaluation").fields["s_0"]
    refused = leave(hall, person, a_0="x" * 501)
    assert said(person.t, "too_long", length=501, limit=500) in refused.text
    assert "x" * 501 == refused.form("evaluation").fields["a_0"]
    hall.open("evaluation")
    page = person.get(f"{hall.address}/leaving")
    assert str(page.answer.url).endswith(hall.address)
    assert "Hyvä kahvi" == page.form("evaluation").fields["a_0"]
    assert 1 == len(given(hall))


@pytest.mark.parametrize("language", LANGUAGES)
def test_thanks_say_what_was_decided(hall: Hall, language: str) -> None:
    """With when and whether it was agreed, the next time and place, and the way to what people take home."""
    hall.plan(PARK, HOSTILE)
    hall.do("by_hand", project="p1", agreed=True)
    hall.do("write", project="p1", field="when", when={"kind": "month", "year": 2027, "month": 5})
    hall.configure("thanks", next_at="2027-02-03T18:30:00+02:00", next_place=HOSTILE)
    hall.open("thanks")
    person = hall.resident(language)
    page = person.look()
    month = {"fi": "toukokuu 2027", "sv": "maj 2027", "en": "May 2027"}[language]
    assert f"{PARK} {month} {person.t('phone.plan.agree.agreed')}" in page.text
    assert person.t("phone.plan.agree.not_agreed") not in page.text
    assert 2 == page.text.count(HOSTILE)
    assert HOSTILE not in page.answer.text
    assert person.t.date(1_801_672_200, style=person.t("common.when.day")) in page.text
    assert person.t.time(1_801_672_200) in page.text
    for path in ("summary", "summary.pdf", "calendar.ics"):
        assert f'href="{hall.address}/{path}"' in page.answer.text


def test_thanks_offer_a_calendar_only_with_a_date_in_it(hall: Hall) -> None:
    """A day on which the room agreed; days to choose from are none yet."""
    hall.plan(PARK)
    days = [{"kind": "day", "day": f"2027-05-0{n}"} for n in (1, 2)]
    hall.do("write", project="p1", field="when", when={"kind": "days", "days": days})
    hall.do("by_hand", project="p1", agreed=True)
    hall.open("thanks")
    person = hall.resident()
    offered = f'href="{hall.address}/calendar.ics"'
    assert offered not in person.look().answer.text
    hall.do("write", project="p1", field="when", when=days[0])
    assert offered in person.look().answer.text


def test_thanks_after_a_first_evening_show_the_top_of_the_vote(new_hall: Any) -> None:
    """There are no projects yet."""
    hall = new_hall()
    hall.open_vote(PARK, "Penkki", method="approval", top=1)
    hall.resident().vote(o1="1")
    hall.close_now()
    hall.open("thanks")
    person = hall.resident()
    assert person.t("phone.thanks.top") not in person.look().text
    hall.open("vote")
    hall.close_now()
    hall.do("reveal")
    hall.open("thanks")
    page = person.look()
    assert f"{person.t('phone.thanks.top')} {PARK}" in page.text
    assert "Penkki" not in page.text
    assert "calendar.ics" not in page.answer.text


@pytest.mark.parametrize(
    "address, closes",
    [
        ("https://ilta.kaupunki.fi", False),
        ("http://192.168.1.7:8501", True),
        ("http://10.42.0.1:8501", True),
        ("http://localhost:8501", True),
        ("http://kone.local:8501", True),
        ("http://[fe80::1]:8501", True),
    ],
)
def test_where_the_address_closes_people_are_told(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, address: str, closes: bool
) -> None:
    """And offered the file; a public address stays."""
    monkeypatch.setenv("ASUKASILTA_ADDRESS", address)
    assert closes == outcome.closes_tonight()
    hall.plan(PARK)
    hall.do("write", project="p1", field="what", text="Puita")
    hall.open("thanks")
    person = hall.resident()
    assert closes == (person.t("phone.thanks.closes") in person.look().text)
