"""Voting with a one-time code, without JavaScript and by script: nothing typed is lost, and guessing gets slow."""

import json

import pytest

from facilitation.ballot_codes import is_coded
from facilitation.permissions import MANAGER
from locales import words
from reports.summary import summary
from reports.wording import Wording
from service import codes, people_files
from service.ballot_guesses import CEILING, FORGIVEN_EVERY
from service.throttle import FREE_TRIES
from tests.phone.people import Hall, Person, said

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"


def coded_vote(hall: Hall, number: int = 3, method: str = "approval") -> tuple[str, ...]:
    """An open vote with codes, which are told here as they would stand on the slips."""
    hall.configure("vote", source="typed", typed=[PARK, BENCH], method=method)
    vote = next(a for a in hall.workshop.agenda if a.kind == "vote")
    made = codes.make(hall.house, hall.code, MANAGER, vote, number, anew=False)
    hall.open("vote")
    return made


def vote(person: Person, code: str, **marks: str) -> str:
    return person.send("vote", code=code, **{f"m_{option}": mark for option, mark in marks.items()}).text


def test_a_code_votes_once_on_any_device(hall: Hall) -> None:
    """The phone that came later says that it took the place of another's ballot."""
    code, *_ = coded_vote(hall)
    first, second = hall.resident(), hall.resident()
    assert first.t("phone.flash.saved") in vote(first, code, o1="1")
    assert second.t("phone.flash.replaced") in vote(second, f" {code[:4].lower()} {code[4:]}", o2="1")
    assert [{"marks": {"o2": 1}, "done": True}] == hall.ballots()
    status, answer = first.by_script("vote", code=code, m_o1="1")
    assert (200, first.t("phone.flash.replaced")) == (status, answer["said"])


@pytest.mark.parametrize(("typed", "key"), [("", "code_missing"), ("AAAA AAAA", "wrong_code")])
def test_a_refused_ballot_comes_back_as_it_was(hall: Hall, typed: str, key: str) -> None:
    """With the reason, the code as it was typed, and every mark."""
    coded_vote(hall)
    resident = hall.resident()
    page = resident.send("vote", code=typed, m_o1="1")
    assert (422, True) == (page.status, said(resident.t, key) in page.text)
    assert {"code": typed, "m_o1": "1"}.items() <= page.form("vote").fields.items()
    assert [] == hall.ballots()


@pytest.mark.parametrize(
    ("method", "mark"), [("dots", "2"), ("approval", "1"), ("yesno", "-1"), ("score", "4")]
)
def test_whoever_gets_the_phone_next_finds_an_empty_ballot(hall: Hall, method: str, mark: str) -> None:
    """It is said that it is saved, and nothing of it stands in the form, also after a reload; the same code can be
    used again. In the shown result no marks are anybody's own."""
    code, *_ = coded_vote(hall, method=method)
    phone = hall.resident()
    empty = phone.look().form("vote")
    sent = phone.send("vote", code=code, m_o1=mark)
    assert phone.t("phone.vote.code.saved") in sent.text
    for page in (sent, phone.look()):
        form = page.form("vote")
        assert (empty.fields, "") == (form.fields, form.fields["code"])
    kept = hall.given("vote")
    phone.send("vote", code=code, m_o2=mark)
    assert [({"o1": int(mark)}, {"o2": int(mark)})] == [
        (before["marks"], after["marks"])
        for before, after in zip(kept.values(), hall.given("vote").values(), strict=True)
    ]
    hall.close_now()
    assert phone.t("phone.vote.yours_counts") in phone.look().text
    hall.do("reveal")
    assert 'class="tag own"' not in phone.look().answer.text


def test_my_data_says_how_many_voted_on_this_phone_and_not_what(hall: Hall) -> None:
    """It is a tap away for whoever is handed the phone; and what is taken away with the rest can be known before."""
    made = coded_vote(hall)
    phone = hall.resident()
    for code in made[:2]:
        vote(phone, code, o1="1")
    page = phone.get(f"{hall.address}/mine").text
    assert phone.t.count("phone.mine.coded", 2) in page
    assert phone.t("phone.mine.coded.whose") in page
    assert (False, False) == (PARK in page, phone.t("phone.result.own.approval") in page)


def test_a_vote_without_codes_asks_for_none(hall: Hall) -> None:
    """The field is there only where it is needed."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    assert "code" not in resident.look().form("vote").fields
    coded_vote_text = resident.look().text
    assert resident.t("phone.vote.code") not in coded_vote_text


def test_guessing_gets_slow_for_the_one_who_guesses(hall: Hall) -> None:
    """Everybody else votes on; and after the wait a right code is taken."""
    code, other, _ = coded_vote(hall)
    guesser, honest = hall.resident(), hall.resident()
    for _ in range(FREE_TRIES):
        assert said(guesser.t, "wrong_code") in vote(guesser, "AAAAAAAA", o1="1")
    assert said(guesser.t, "too_many_tries", seconds=2) in vote(guesser, code, o1="1")
    assert honest.t("phone.flash.saved") in vote(honest, other, o1="1")
    hall.clock.forward(2)
    assert guesser.t("phone.flash.saved") in vote(guesser, code, o1="1")


def test_guessing_has_a_ceiling_for_all_together(hall: Hall) -> None:
    """Joining anew for each guess does not help; it opens again by itself."""
    code, *_ = coded_vote(hall)
    for n in range(CEILING):
        hall.house.ballot_guesses.failed(hall.code, f"guesser-{n}")
    resident = hall.resident()
    assert said(resident.t, "too_many_codes", seconds=3) in vote(resident, code, o1="1")
    assert [] == hall.ballots()
    hall.clock.forward(FORGIVEN_EVERY)
    assert resident.t("phone.flash.saved") in vote(resident, code, o1="1")


def test_guessing_at_one_workshop_stops_no_other(hall: Hall) -> None:
    """The ceiling is each workshop's own."""
    for n in range(CEILING):
        hall.house.ballot_guesses.failed("AAAAAA", f"guesser-{n}")
    code, *_ = coded_vote(hall)
    resident = hall.resident()
    assert resident.t("phone.flash.saved") in vote(resident, code, o1="1")


def test_an_export_ties_no_code_to_a_ballot(hall: Hall) -> None:
    """No hash, no key made of one; each ballot is somebody else's, and what does not count is not there."""
    made = coded_vote(hall)
    resident = hall.resident()
    for code in made[:2]:
        vote(resident, code, o1="1")
    kept = hall.given("vote")
    codes.enter_paper(hall.house, hall.code, MANAGER, hall.now.id, {"o2": 1}, made[2])
    store = hall.house.store
    text = people_files.export(store.read(hall.code), store.files(hall.code))
    assert [] == [word for word in (*made, *kept) if word in text]
    assert all(map(is_coded, kept))
    found = json.loads(text)
    assert (
        [] == next(a for a in found["workshop"]["meetings"][0]["activities"] if a["kind"] == "vote")["codes"]
    )
    given = found["contributions"][hall.now.id]
    assert [3, 3] == [len(given), len({each["key"] for each in given})]
    taken = people_files.import_text(store, text, "HHH777")
    assert 3 == len(store.read(taken.code).contributions(hall.now.id))


def test_an_imported_export_says_that_codes_have_voted(hall: Hall) -> None:
    """Three who hand one phone on were three with a code, and not three phones; taken out again, it is the same."""
    made = coded_vote(hall)
    resident = hall.resident()
    for code in made[:3]:
        vote(resident, code, o1="1")
    hall.do("close_now")
    hall.do("reveal")
    store = hall.house.store
    text = people_files.export(store.read(hall.code), store.files(hall.code))
    taken = people_files.import_text(store, text, "HHH777")
    found = summary(store.read(taken.code), words("fi"))
    assert ["Kertakoodilla äänesti 3 ihmistä"] == Wording(found, words("fi")).people()
    assert (3, 0) == (found.people.codes, found.people.phones)
    again = people_files.export(store.read(taken.code), store.files(taken.code))
    assert json.loads(text)["contributions"] == json.loads(again)["contributions"]


def test_a_backup_brings_codes_and_ballots_along(hall: Hall) -> None:
    """On another computer the same slips go on, and the same ones are used."""
    made = coded_vote(hall)
    vote(hall.resident(), made[0], o1="1")
    store = hall.house.store
    text = people_files.backup(store.read(hall.code), store.files(hall.code))
    store.delete(hall.code)
    people_files.import_text(store, text)
    second = hall.resident()
    assert second.t("phone.flash.replaced") in vote(second, made[0], o2="1")
    assert [{"marks": {"o2": 1}, "done": True}] == hall.ballots()
