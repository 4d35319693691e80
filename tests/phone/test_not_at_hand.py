"""A workshop that is not in memory is fetched beside the event loop: a folder that is slow to open, or a database that
is frozen, keeps nobody else's vote waiting."""

import asyncio
from contextlib import suppress
from threading import Event

import pytest

from facilitation.turn import Reader
from phone.visit import of_listener
from tests.phone.doors import Knocking, address, doors, signed
from tests.phone.people import Hall

SECONDS = 10


@pytest.mark.parametrize("who", ["nobody", "resident", "stage", "leads elsewhere", "leads"])
def test_no_door_fetches_anything_on_the_event_loop(
    knocking: Knocking, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Whoever asks for whatever there is to see, in a server that was just started."""
    on_the_loop: list[str] = []
    doors_that_fetch: list[str] = []
    store, read = knocking.hall.house.store, knocking.hall.house.store.read

    def fetch(code: str) -> object:
        if _is_on_the_loop():
            on_the_loop.append(code)
        return read(code)

    looks = [(door.name, address(door.path, knocking.hall)) for door in doors() if door.method == "GET"]
    monkeypatch.setattr(store, "at_hand", lambda code: None)
    monkeypatch.setattr(store, "read", fetch)
    for name, path in looks:
        on_the_loop.clear()
        knocking.ask("GET", path, who)
        doors_that_fetch += [name] * bool(on_the_loop)
    assert [] == doors_that_fetch


def test_a_hall_that_comes_back_fetches_its_workshop_once(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who hangs up meanwhile takes it from nobody else."""
    begun, go, fetched, read = Event(), Event(), list[str](), hall.house.store.read

    def fetch(code: str) -> object:
        fetched.append(code)
        begun.set()
        go.wait(SECONDS)
        return read(code)

    async def all_at_once() -> list[Reader]:
        phones = [asyncio.create_task(hall.house.arriving(hall.code)) for _ in range(20)]
        await asyncio.to_thread(begun.wait, SECONDS)
        phones[0].cancel()
        go.set()
        return await asyncio.gather(*phones[1:])

    monkeypatch.setattr(hall.house.store, "at_hand", lambda code: None)
    monkeypatch.setattr(hall.house.store, "read", fetch)
    assert {hall.code} == {reader.workshop.code for reader in hall.loop.run(all_at_once())}
    assert [hall.code] == fetched


def test_what_happens_by_itself_fetches_nothing(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """News for an open stream, and a countdown that runs out, of a workshop that has gone meanwhile."""
    signed(hall)
    assert of_listener(hall.code, "aino-aino-aino") is not None
    monkeypatch.setattr(hall.house.store, "at_hand", lambda code: None)
    monkeypatch.setattr(hall.house.store, "read", pytest.fail)
    assert of_listener(hall.code, "aino-aino-aino") is None
    hall.house._closes(hall.code, 0.0)


def _is_on_the_loop() -> bool:
    with suppress(RuntimeError):
        return asyncio.get_running_loop() is not None
    return False
