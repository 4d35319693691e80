"""Every refusal says why in the reader's language, and nothing that was typed or ticked is lost."""

from typing import Any

import pytest

from facilitation.errors import StoreUnavailable
from locales import LANGUAGES
from service import acting
from tests.phone.people import SCRIPT, Hall, said

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_idea_comes_back_whole(hall: Hall, language: str) -> None:
    """With its length, to be shortened."""
    hall.open("ideas")
    resident, text = hall.resident(language), "ö" * 300
    page = resident.idea(text)
    assert 422 == page.status
    assert said(resident.t, "too_long", limit=280, length=300) in page.text
    assert text == page.form("ideas").fields["text"]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\x00".strip("\u200b")])
def test_an_empty_idea_is_not_taken(hall: Hall, typed: str) -> None:
    """It says what is missing."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.idea(typed)
    assert (422, []) == (page.status, hall.ideas())
    assert said(resident.t, "empty") in page.text


def test_an_idea_after_the_end_comes_back(hall: Hall) -> None:
    """There is no field for it any more, so it stands there to be copied."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.look()
    hall.open_vote(PARK, BENCH)
    answer = resident.send("ideas", page, text="Myöhäinen ajatus")
    assert 409 == answer.status
    assert said(resident.t, "late") in answer.text
    assert "Myöhäinen ajatus" in answer.text


def test_too_many_ideas_are_refused(hall: Hall) -> None:
    """A stuck phone fills no wall."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.look()
    for n in range(50):
        resident.send("ideas", page, text=f"Idea {n}", key=f"many-ideas-{n}")
    answer = resident.idea("Yksi vielä")
    assert said(resident.t, "too_many_ideas", limit=50) in answer.text
    assert "Yksi vielä" == answer.form("ideas").fields["text"]


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space", "../../etc"])
def test_a_form_without_a_right_key_is_old(hall: Hall, key: str) -> None:
    """The text stays, with a new key to send it."""
    hall.open("ideas")
    resident = hall.resident()
    page = resident.send("ideas", key=key, text=PARK)
    assert said(resident.t, "old_form") in page.text
    assert [] == hall.ideas()
    resident.send("ideas", page)
    assert [PARK] == hall.ideas()


def test_nobody_writes_over_anothers_idea(hall: Hall) -> None:
    """Nor takes it back, even knowing its key."""
    hall.open("ideas")
    writer, other = hall.resident(), hall.resident()
    page = writer.look()
    writer.send("ideas", page, text=PARK)
    key = page.form("ideas").fields["key"]
    assert 404 == other.send("ideas", key=key, text=BENCH).status
    assert 404 == other.post(f"{hall.address}/a/{hall.now.id}/withdraw", {"key": key}).status
    assert [PARK] == hall.ideas()


VOTES: list[tuple[dict[str, Any], dict[str, str], str, dict[str, Any]]] = [
    ({"method": "dots"}, {"o1": "3", "o2": "2"}, "too_many_dots", {"limit": 3}),
    ({"method": "dots", "cap": 2}, {"o1": "3"}, "too_many_on_one", {"cap": 2}),
    ({"method": "dots"}, {"o1": "-1"}, "not_a_value", {}),
    ({"method": "dots"}, {"o1": "1.5"}, "not_a_value", {}),
    ({"method": "dots"}, {"o1": "9" * 5000}, "not_a_value", {}),
    ({"method": "dots"}, {"o1": "--1"}, "not_a_value", {}),
    ({"method": "approval"}, {"o1": "2"}, "not_a_value", {}),
    ({"method": "yesno"}, {"o1": "kyllä"}, "not_a_value", {}),
    ({"method": "score"}, {"o1": "6"}, "not_a_value", {}),
    ({"method": "score"}, {"zz": "5"}, "not_an_option", {}),
    ({"method": "dots"}, {}, "empty_ballot", {}),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("settings, marks, key, values", VOTES)
def test_a_ballot_that_can_not_be_is_refused(
    hall: Hall,
    language: str,
    settings: dict[str, Any],
    marks: dict[str, str],
    key: str,
    values: dict[str, Any],
) -> None:
    """Limits are the server's; the page is help only."""
    hall.open_vote(PARK, BENCH, **settings)
    resident = hall.resident(language)
    page = resident.vote(**marks)
    assert (422, []) == (page.status, hall.ballots())
    assert said(resident.t, key, **values) in page.text


def test_a_refused_ballot_keeps_its_marks(hall: Hall) -> None:
    """To be changed, not to be made again; what is stored stays."""
    hall.open_vote(PARK, BENCH, dots=3, cap=2)
    resident = hall.resident()
    resident.vote(o1="1")
    page = resident.vote(o1="2", o2="2")
    fields = page.form("vote").fields
    assert ("2", "2") == (fields["m_o1"], fields["m_o2"])
    assert [{"marks": {"o1": 1}, "done": True}] == hall.ballots()


def test_a_vote_after_the_end_is_not_counted(hall: Hall) -> None:
    """Decided by the server's clock in the writer's turn."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    page = resident.look()
    hall.do("close")
    hall.clock.forward(21)
    answer = resident.send("vote", page, m_o1="1")
    assert (409, []) == (answer.status, hall.ballots())
    assert said(resident.t, "late") in answer.text


def test_who_has_not_joined_is_asked_in(hall: Hall) -> None:
    """And what was typed is still there."""
    hall.open("ideas")
    page = hall.somebody().post(f"{hall.address}/a/{hall.now.id}", {"text": PARK, "key": "a-right-key"})
    assert (403, []) == (page.status, hall.ideas())
    assert PARK in page.text
    assert page.has_form("join")


def test_a_step_that_takes_no_answers_says_so(hall: Hall) -> None:
    """Whoever posts to it."""
    hall.open("info")
    page = hall.resident().post(f"{hall.address}/a/{hall.now.id}", {"text": PARK})
    assert (422, True) == (page.status, said(hall.resident().t, "no_answers_here") in page.text)


def test_an_unknown_step_says_so(hall: Hall) -> None:
    """A photo of an old page."""
    resident = hall.resident()
    page = resident.post(f"{hall.address}/a/gone", {"text": PARK})
    assert 404 == page.status
    assert said(resident.t, "unknown_step") in page.text
    assert PARK in page.text


def test_when_nothing_can_be_stored_the_phone_says_so(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, the sentence, and the text still in its field; a script tries again."""
    hall.open("ideas")
    resident = hall.resident()

    async def full(*_: Any) -> None:
        raise StoreUnavailable()

    monkeypatch.setattr(acting, "give", full)
    page = resident.idea(PARK)
    assert 503 == page.status
    assert said(resident.t, "store_unavailable") in page.text
    assert PARK == page.form("ideas").fields["text"]
    assert (503, "store_unavailable") == _refused(resident.by_script("ideas", text=PARK))


def test_the_language_can_be_changed_where_something_was_refused(hall: Hall) -> None:
    """Of a participant for good, and whoever is led on from there is led to the same place."""
    resident = hall.resident("fi")
    page = resident.get(f"{hall.address}/nowhere")
    form = page.form("language")
    page = resident.post(form.action, {**form.fields, "language": "en"})
    assert ("en", hall.address) == (page.html["lang"], page.answer.url.path)
    form = hall.somebody("fi").get(f"/desk/enter/{hall.code}/astray").form("language")
    assert ("/language", "/desk/sign-in") == (form.action, form.fields["next"])


def test_who_only_looks_while_the_store_is_away_is_told_of_no_answer(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of theirs is on that page."""
    resident = hall.resident()

    async def away(*_: Any) -> None:
        raise StoreUnavailable()

    monkeypatch.setattr(hall.house, "arriving", away)
    page = resident.look()
    assert 503 == page.status
    assert resident.t("common.trouble") in page.text
    assert said(resident.t, "store_unavailable") not in page.text


def _refused(answer: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    return answer[0], answer[1]["refused"]


def test_a_script_gets_short_answers(hall: Hall) -> None:
    """Saved, with the key; or refused, with the sentence."""
    hall.open("ideas")
    resident = hall.resident()
    assert (200, {"saved": True, "key": "a-key-of-mine"}) == resident.by_script(
        "ideas", text=PARK, key="a-key-of-mine"
    )
    long = resident.by_script("ideas", text="x" * 281)
    sentence = said(resident.t, "too_long", limit=280, length=281)
    assert (422, {"refused": "too_long", "text": sentence}) == long


def test_a_script_hears_of_the_end(hall: Hall) -> None:
    """409, and not "saved"."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    form = resident.look().form("vote")
    hall.close_now()
    answer = resident.ask("POST", form.action, data={"m_o1": "1"}, headers=SCRIPT)
    assert (409, "late") == (answer.status_code, answer.json()["refused"])


def test_a_half_done_ballot_is_kept_but_not_an_answer(hall: Hall) -> None:
    """The script saves as people choose; only "done" counts as having answered."""
    hall.open_vote(PARK, BENCH)
    resident = hall.resident()
    assert 200 == resident.by_script("vote", m_o1="1", done="0")[0]
    assert [{"marks": {"o1": 1}, "done": False}] == hall.ballots()
    assert resident.t("phone.vote.saved") not in resident.look().text
    assert "1" == resident.look().form("vote").fields["m_o1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_that_are_not_there_say_so(hall: Hall, language: str) -> None:
    """In the reader's language, with a way on; never a bare error."""
    somebody = hall.resident(language)
    t = somebody.t
    page = somebody.get(f"{hall.address}/nothing")
    assert (404, language) == (page.status, page.html["lang"])
    assert t("phone.trouble.no_such_page") in page.text
    assert f'href="{hall.address}"' in page.answer.text
    page = somebody.get(f"{hall.address}/join")
    assert (405, True) == (page.status, t("phone.trouble.not_this_way") in page.text)
    assert "POST" == page.answer.headers["allow"]


def test_our_fault_is_our_fault(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 with a calm page and the headers of every page."""
    resident = hall.resident()

    def fall(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("phone.screens.on_phones", fall)
    page = resident.look()
    assert 500 == page.status
    assert resident.t("phone.trouble.broken") in page.text
    assert "secret detail" not in page.answer.text
    assert "content-security-policy" in page.answer.headers
