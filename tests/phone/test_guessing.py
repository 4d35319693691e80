"""Somebody guesses join codes: the hall notices nothing of it."""

import asyncio

import pytest

from phone.streams import Streams
from service import guessing
from tests.phone.people import SCRIPT, Hall


@pytest.fixture
def guessed(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """So many wrong codes that whoever sends another waits; the waits, which pass at once."""
    waits: list[float] = []

    async def passes(seconds: float) -> None:
        waits.append(seconds)

    async def tried() -> None:
        for _ in range(guessing.FREE):
            await hall.house.guesses.wrong()

    asyncio.run(tried())
    monkeypatch.setattr(guessing.asyncio, "sleep", passes)
    return waits


def test_a_right_code_comes_in_while_somebody_guesses(hall: Hall, guessed: list[float]) -> None:
    """Typed, scanned or in small letters, without waiting."""
    somebody = hall.somebody()
    for address in (f"/j?code={hall.code.lower()}", f"/j/{hall.code}", f"/{hall.code.lower()}"):
        assert "join" in [form.kind for form in somebody.get(address).forms]
    assert [] == guessed


def test_a_wrong_code_is_answered_late_and_without_help(hall: Hall, guessed: list[float]) -> None:
    """By whichever door: the form, an address, a script, or a stream."""
    hall.app = Streams(hall.app)  # type: ignore[assignment]
    near = hall.code[:-1] + ("A" if hall.code[-1] != "A" else "C")
    doors = (f"/j?code={near}", f"/j/{near}", f"/j/{near}/now", f"/j/{near}x")
    for address in doors:
        page = hall.somebody().get(address)
        assert (404, False) == (page.status, hall.code in page.text)
    hall.somebody().ask("GET", f"/j/{near}", headers=SCRIPT)
    assert 204 == hall.somebody().ask("GET", f"/j/{near}/events").status_code
    assert [guessing.LATE] * (len(doors) + 2) == guessed
