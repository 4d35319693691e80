"""Streams: who gets one, and how one ends."""

import asyncio

import pytest

from phone import streams
from tests.phone.lines import Browser, answered, listening
from tests.phone.people import Hall


def test_a_phone_hears_and_is_forgotten_when_it_goes(hall: Hall) -> None:
    """In any spelling of the code, joined or not; nothing of it is left behind."""

    async def scenario() -> None:
        phone = Browser(f"/j/{hall.code.lower()}/events")
        asked = await listening(hall.house, phone)
        assert (200, 1) == (phone.status, hall.house.hub.listening((hall.code, "phones")))
        phone.leaves()
        await asked
        assert 0 == hall.house.hub.listening()

    hall.loop.run(scenario())


def test_a_server_that_ends_has_the_last_word(hall: Hall) -> None:
    """Its streams are answers with an end, so that it need not wait for phones to hang up."""

    async def scenario() -> None:
        phone = Browser(f"/j/{hall.code}/events")
        asked = await listening(hall.house, phone)
        hall.house.hub.end()
        await asyncio.wait_for(asked, 10)

    hall.loop.run(scenario())
    assert 503 == answered(hall, f"/j/{hall.code}/events")


def test_the_room_is_not_for_phones(hall: Hall) -> None:
    """Every vote would be told there."""
    assert 403 == answered(hall, f"/live/{hall.code}/room")


def test_a_phone_does_not_come_back_to_a_code_that_nobody_knows(hall: Hall) -> None:
    """204 tells an EventSource so."""
    assert 204 == answered(hall, "/j/ZZZZZZ/events")


def test_a_stream_too_many_is_asked_to_come_later(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """It must never cost a vote."""
    monkeypatch.setattr(streams, "streams_allowed", lambda: 0)
    assert 503 == answered(hall, f"/j/{hall.code}/events")


@pytest.mark.parametrize("path, method", [("/j/ABC234/events", "POST"), ("/j/ABC234", "GET"), ("/", "GET")])
def test_everything_else_is_a_page(hall: Hall, path: str, method: str) -> None:
    """With its own words for what is not there."""
    assert 418 == answered(hall, path, method=method)
