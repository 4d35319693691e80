"""An evening in which every text is somebody's attempt: on phones all of it is letters."""

import pytest

from service.people_files import import_text
from tests.hostile import TEXTS, evening_of, faults_in
from tests.phone.people import Hall, Page


@pytest.fixture
def evening(hall: Hall) -> Hall:
    """Came as a file, so that no form has cleaned it."""
    hall.code = import_text(hall.house.store, evening_of()).code
    return hall


@pytest.mark.parametrize("state", ["as it is", "opened"])
def test_every_page_of_every_step_shows_letters(evening: Hall, state: str) -> None:
    """To somebody outside and to a resident, in each step, with and beside what is on."""
    strangers, residents, seen = evening.somebody(), evening.resident(), 0
    for step in evening.workshop.agenda:
        evening.do("go", activity=step.id)
        if state == "opened":
            evening.do("open")
        for person in (strangers, residents):
            for page in _pages(evening, step.id):
                answer = person.ask("GET", f"{evening.address}{page}")
                assert answer.status_code in (200, 204, 404), page
                assert [] == faults_in(answer.text), page
                seen += "evil" in answer.text
    assert seen > 20


def _pages(evening: Hall, step: str) -> list[str]:
    projects = [f"/plan/{p.id}" for p in evening.workshop.projects]
    mine = ["/mine", "/mine/away", "/privacy"]
    return [
        *mine,
        "",
        "/now",
        "/so-far",
        "/leaving",
        f"/wall/{step}",
        f"/beside/{step}",
        "/summary",
        *projects,
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_sent_comes_back_as_letters(hall: Hall, name: str) -> None:
    """By the form of the phone: taken or refused in words, and then shown."""
    hall.configure("ideas", open_wall=True)
    hall.open("ideas")
    resident = hall.resident()
    page = resident.idea(TEXTS[name])
    assert page.status in (200, 422)
    assert [] == faults_in(page.answer.text)
    assert [] == faults_in(resident.look().answer.text)
    kept = "".join(hall.ideas())
    assert not [c for c in kept if c in "\x00\x1b\u202e\u2028\u2066" or "\ud800" <= c <= "\udfff"]


def test_what_nobody_can_see_is_no_idea(hall: Hall) -> None:
    """Zero-width letters alone would stand as an empty note on the wall."""
    hall.open("ideas")
    page = hall.resident().idea("\u200b\u200d\ufeff \u2060")
    assert 422 == page.status
    assert [] == hall.ideas()


@pytest.mark.parametrize(
    "content",
    [
        b"text=%ED%A0%80&key=a-right-key",
        b"text=%00%C0%80&key=a-right-key",
        b"text=%F8%88%80%80%80&key=a-right-key",
        b"text=%u0041&key=%",
        "text=ä&key=a-right-key".encode("utf-16"),
        b"\x00" * 1000,
    ],
)
def test_bad_encodings_are_refused_in_words(hall: Hall, content: bytes) -> None:
    """Half letters, letters too long, and what is no UTF-8 at all; nothing of it is stored."""
    hall.open("ideas")
    resident = hall.resident()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = resident.ask("POST", f"{hall.address}/a/{hall.now.id}", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert Page(answer).text
    assert [] == hall.ideas()
