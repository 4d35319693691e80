"""Streams: who gets one, and how one ends."""

import asyncio
import itertools
import json
from collections.abc import Callable

import pytest

from facilitation.errors import StoreUnavailable
from phone import streams
from service import signin
from service.signin import DESK_COOKIE, STAGE_COOKIE
from tests.phone.lines import Browser, answered, listening, until
from tests.phone.people import Hall, Person


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


def test_of_too_many_screens_of_one_link_the_oldest_goes(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each vote is told to all of them: with three thousand it took two seconds. A screen that is started anew is let
    in all the same, and whoever knows the password has as many as they like."""
    monkeypatch.setattr(signin, "MOST_OPEN_THROUGH_A_LINK", 2)
    start = hall.house.signin.start_session

    async def scenario() -> list[bool]:
        cookies = [f"{STAGE_COOKIE}={start('stage', hall.code)}" for _ in range(3)]
        cookies += [f"{DESK_COOKIE}={start('manager')}"] * 3
        screens = [Browser(f"/live/{hall.code}/room", cookie) for cookie in cookies]
        asked = [await listening(hall.house, screen) for screen in screens]
        await asyncio.wait_for(screens[0].over.wait(), 10)
        open_ones = [not screen.over.is_set() for screen in screens]
        hall.house.hub.end()
        await asyncio.wait_for(asyncio.gather(*asked), 10)
        return open_ones

    assert [False, True, True, True, True, True] == hall.loop.run(scenario())


def test_a_phone_does_not_come_back_to_a_code_that_nobody_knows(hall: Hall) -> None:
    """204 tells an EventSource so."""
    assert 204 == answered(hall, "/j/ZZZZZZ/events")


def test_a_phone_comes_back_to_a_database_that_is_away(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no guess at a code, and desk and stage, which nobody knows meanwhile, are asked to come later too."""

    def away(*_: object) -> None:
        raise StoreUnavailable()

    monkeypatch.setattr(hall.house.store, "at_hand", lambda code: None)
    monkeypatch.setattr(hall.house.store, "read", away)
    assert 503 == answered(hall, f"/j/{hall.code}/events")
    monkeypatch.setattr(hall.house, "session", away)
    assert 503 == answered(hall, f"/live/{hall.code}/room", cookie=f"{DESK_COOKIE}=any")


def test_a_stream_too_many_is_asked_to_come_later(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """It must never cost a vote."""
    monkeypatch.setattr(streams, "streams_allowed", lambda: 0)
    assert 503 == answered(hall, f"/j/{hall.code}/events")


@pytest.mark.parametrize("path, method", [("/j/ABC234/events", "POST"), ("/j/ABC234", "GET"), ("/", "GET")])
def test_everything_else_is_a_page(hall: Hall, path: str, method: str) -> None:
    """With its own words for what is not there."""
    assert 418 == answered(hall, path, method=method)


def _cookie(person: Person) -> str:
    return "; ".join(f"{c.name}={c.value}" for c in person.cookies)


def _told(hall: Hall, cookie: str, change: Callable[[], None]) -> list[dict[str, str]]:
    """What a phone's stream says when it is opened, and then of this change."""

    async def scenario() -> bytes:
        phone = Browser(f"/j/{hall.code}/events", cookie)
        asked = await listening(hall.house, phone)
        await asyncio.to_thread(change)
        await until(lambda: phone.body.count(b"event: version") == 2)
        phone.leaves()
        await asked
        return phone.body

    lines = hall.loop.run(scenario()).decode().split("\n")
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("kind", ["info", "ideas", "vote", "plan", "roles", "evaluation", "thanks"])
def test_the_new_screen_comes_with_the_news(
    new_hall: Callable[..., Hall], monkeypatch: pytest.MonkeyPatch, kind: str, language: str
) -> None:
    """Word for word what the phone would be answered if it asked. Of what it shows already it only hears."""
    monkeypatch.setattr("phone.seen.secrets.token_urlsafe", lambda size: "key")
    hall = new_hall(template="evening")
    hall.do("add_project", title="Penkki", id="p1")
    hall.configure("vote", source="typed", typed=["Penkki", "Keinu", "Sauna"])
    person = hall.resident(language)
    first, news = _told(hall, _cookie(person), lambda: hall.open(kind))
    assert {"v"} == set(first)
    assert {"v": news["v"], "main": person.ask("GET", f"{hall.address}/now").text} == news
    assert f'data-version="{news["v"]}"' in news["main"]


def test_a_result_comes_with_ones_own_marks_and_nobody_elses(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all see is made once; whose marks stand in it is decided for each phone."""
    hall.open_vote("Penkki", "Keinu", method="approval")
    voters = [hall.resident() for _ in range(3)]
    voters[0].vote(o1="1")
    voters[1].vote(o2="1")
    hall.close_now()
    own = voters[0].t("phone.result.own.approval")
    for place, voter in enumerate(voters):
        news = _told(hall, _cookie(voter), lambda: hall.do("reveal"))[1]
        assert {"v": news["v"], "main": voter.ask("GET", f"{hall.address}/now").text} == news
        assert news["main"].count(own) == [1, 1, 0][place]
        hall.do("conceal")


def test_who_sees_something_else_only_hears_of_it(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who has answered, who has not come in, who has gone; and of a long screen, or one with a fault, all."""
    hall.open("ideas")
    given, gone, other = hall.resident(), hall.resident(), hall.resident()
    given.idea("Penkki")
    cookies = [_cookie(given), _cookie(gone), ""]
    gone.post(f"{hall.address}/mine/away")
    minutes = itertools.count(1)

    def news(cookie: str) -> set[str]:
        return set(_told(hall, cookie, lambda: hall.do("countdown", seconds=60 * next(minutes)))[1])

    assert [{"v"}] * 3 == [news(cookie) for cookie in cookies]
    assert {"v", "main"} == news(_cookie(other))
    monkeypatch.setattr(streams, "LONGEST_SCREEN", 100)
    assert {"v"} == news(_cookie(other))
    monkeypatch.setattr(streams, "of_all", lambda visit: 1 / 0)
    assert {"v"} == news(_cookie(other))
