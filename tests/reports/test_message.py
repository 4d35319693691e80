"""The message: short enough for any chat, whole words, whole projects, and what does not fit is counted."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.text import clean
from locales import words
from reports.message import LONGEST, message
from reports.summary import summary
from tests.facilitation.room import Room
from tests.reports.evening import whole

FI = words("fi")


def _with(title: str, projects: list[str]) -> Room:
    evening = EVENING.__class__(EVENING.workshop, given=EVENING.given, people=EVENING.people)
    for n, name in enumerate(projects):
        evening.does("add_project", title=name, id=f"p{n}")
    evening.workshop = evening.workshop.but(title={"fi": title})
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


@settings(max_examples=30)
@given(title=titles, projects=st.lists(titles, max_size=20, unique=True))
def test_it_is_never_longer_than_a_message(title: str, projects: list[str]) -> None:
    """Whatever people call their evening and their projects."""
    assert 0 < len(message(summary(_with(title, projects), FI), FI)) <= LONGEST
