"""The message: short enough for any chat, whole words, whole projects, and what does not fit is counted."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.text import clean
from facilitation.verbs.change import with_activity
from locales import words
from reports.message import LONGEST, message
from reports.summary import summary
from tests.facilitation.room import Room, room, step
from tests.reports.evening import whole

FI = words("fi")


def _with(title: str, projects: list[str]) -> Room:
    evening = EVENING.__class__(EVENING.workshop, given=EVENING.given, people=EVENING.people)
    for n, name in enumerate(projects):
        evening.does("add_project", title=name, id=f"p{n}")
    evening.workshop = evening.workshop.but(title={"fi": title})
    return evening


def _voted(*votes: tuple[str, list[str]]) -> Room:
    """Votes one after the other, each shown, in which everything got one vote."""
    approval = {"method": "approval", "source": "typed"}
    evening = room(
        *(step("vote", f"v{n}", **approval, prompt={"fi": v[0]}, typed=v[1]) for n, v in enumerate(votes))
    )
    for n, (_, options) in enumerate(votes):
        evening.does("go", activity=f"v{n}")
        evening.on("open")
        evening.phone("aino").gives(f"v{n}", marks={f"o{place}": 1 for place in range(1, 1 + len(options))})
        evening.on("close", "close_now", "reveal")
    return evening


EVENING = whole()
titles = st.text(min_size=1, max_size=280).filter(clean)


def test_it_says_what_was_agreed_who_and_when() -> None:
    """And what came on top, and when people meet again."""
    said = message(summary(EVENING, FI), FI)
    assert "• Kirsikkapuisto – la 3.10.2026 klo 12.30 – Aino Lupa ja 2 vapaaehtoista" in said
    assert "• Kirsikkapuisto: 12 pistettä" in said
    assert said.endswith("Seuraava tapaaminen: ke 7.10.2026 klo 18.00, Kerhohuone")


def test_what_does_not_fit_is_counted() -> None:
    """Whole projects stand in it, and the number of the others."""
    names = [f"Projekti {n} {'sana ' * 20}".strip() for n in range(28)]
    said = message(summary(_with("Ilta", names), FI), FI)
    kept = [line for line in said.splitlines() if line.startswith("• Projekti")]
    left = re.search(r"ja (\d+) pienprojektia lisää", said)
    assert left is not None
    assert 28 == len(kept) + int(left[1])
    assert kept == [f"• {name} – ei vielä sovittu" for name in names[: len(kept)]]


def test_each_vote_stands_under_its_own_heading() -> None:
    """What came on top in one is nothing that won in the other."""
    evening = _voted(("Mitä teemme?", ["Talkoot", "Kirppis"]), ("Milloin?", ["Keväällä"]))
    assert [
        "Ilta, 1. tammikuuta 1970",
        "Äänestyksen kärki: Mitä teemme?",
        "• Talkoot: 1 valinta",
        "• Kirppis: 1 valinta",
        "Äänestyksen kärki: Milloin?",
        "• Keväällä: 1 valinta",
    ] == message(summary(evening, FI), FI).splitlines()


def test_votes_on_the_same_question_are_told_apart() -> None:
    """A second vote among those that came on top in the first; their results differ."""
    evening = _voted(("Mitä teemme?", ["Talkoot", "Kirppis"]), ("Mitä teemme?", ["Talkoot"]))
    evening.workshop = with_activity(evening.workshop, "v1", title={"fi": "Toinen kierros"})
    said = message(summary(evening, FI), FI).splitlines()
    headings = [line for line in said if line.startswith("Äänestyksen kärki")]
    assert ["vote: Mitä teemme?", "Toinen kierros: Mitä teemme?"] == [h.partition(": ")[2] for h in headings]


@pytest.mark.parametrize(("votes", "length"), [(2, 70), (3, 70), (6, 90), (9, 250)])
def test_votes_that_do_not_fit_are_counted(votes: int, length: int) -> None:
    """Each that stands there has as many lines as the others, and says how many it leaves out."""
    options = [f"{n} {'sana ' * 90}"[:length].strip() for n in range(5)]
    said = message(summary(_voted(*((f"Kysymys {n}", options) for n in range(votes))), FI), FI)
    shown = re.findall(r"Äänestyksen kärki: Kysymys \d\n((?:• .+\n)*)ja (\d) vaihtoehtoa? lisää", said)
    left = re.search(r"^ja (\d) äänestystä? lisää", said, re.MULTILINE)
    assert votes == len(shown) + int(left[1] if left else 0)
    assert {5} == {lines.count("\n") + int(more) for lines, more in shown}
    assert len(said) <= LONGEST


@settings(max_examples=30)
@given(title=titles, projects=st.lists(titles, max_size=20, unique=True))
def test_it_is_never_longer_than_a_message(title: str, projects: list[str]) -> None:
    """Whatever people call their evening and their projects."""
    assert 0 < len(message(summary(_with(title, projects), FI), FI)) <= LONGEST
