"""The house: who is told that time has run out."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from facilitation.errors import StoreUnavailable
from facilitation.kinds.vote import SECONDS_TO_FINISH
from facilitation.permissions import MANAGER
from facilitation.turn import Reader
from service import acting
from service.house import GONE, House
from service.making import make
from tests.service.evenings import CODE, workshop
from tests.service.listening import Ear


class Clock:
    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


def test_a_countdown_ends_though_the_server_was_started_meanwhile(tmp_path: Path) -> None:
    """Whoever listens to the new server hears that the vote has closed, without anybody doing anything."""

    async def another_comes(house: House, reader: Reader) -> None:
        house.wait_for_close(reader)

    assert ["closing", "closed"] == _phases_heard(tmp_path, Clock(), another_comes)


@pytest.mark.parametrize("by", [0.5, 86_400.0])
def test_a_countdown_ends_though_the_clock_is_set_back(tmp_path: Path, by: float) -> None:
    """What everybody sees is counted by that clock, and when it is through they hear so; but a laptop that finds out
    which day it is takes no ballots for a day more."""
    clock = Clock()

    async def is_set_back(house: House, reader: Reader) -> None:
        house.tell(reader.workshop.code, reader)
        await asyncio.sleep(0)
        clock.ahead -= by

    assert ["closing", "closed"] == _phases_heard(tmp_path, clock, is_set_back)


def _phases_heard(
    folder: Path, clock: Clock, meanwhile: Callable[[House, Reader], Awaitable[None]]
) -> list[str]:
    """By one who begins to listen just before a vote closes, when a new server is waiting for that already."""
    code = _closing_vote(folder, clock)
    clock.ahead = SECONDS_TO_FINISH - 0.2

    async def listen() -> list[str | None]:
        house = House(folder, clock)
        house.hub.attach()
        reader = house.store.read(code)
        house.wait_for_close(reader)
        await meanwhile(house, reader)
        ear = Ear((code, "room"), house.room_version(reader))
        house.hub.add(ear)
        await ear.hears_so_many(2)
        house.close()
        return ear.heard

    return [str(version).rpartition(".")[2] for version in asyncio.run(listen())]


def test_a_deletion_within_a_countdown_is_no_fault(tmp_path: Path) -> None:
    """Whoever listened has heard of it, and the loop has nothing to complain of."""
    clock = Clock()
    code = _closing_vote(tmp_path, clock)
    clock.ahead = SECONDS_TO_FINISH - 0.2
    faults: list[dict[str, object]] = []

    async def listen() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
        house = House(tmp_path, clock)
        house.hub.attach()
        house.wait_for_close(house.store.read(code))
        house.store.delete(code)
        over = asyncio.Event()
        house.hub.later(0.4, over.set)
        await over.wait()
        house.close()

    asyncio.run(listen())
    assert [] == faults


def test_a_workshop_that_is_brought_in_again_is_not_gone(house: House) -> None:
    """Its streams begin with its own version, and not with the last news of the one that was deleted."""

    async def listen() -> None:
        house.hub.attach()
        house.store.create(workshop())
        before = Ear((CODE, "room"), house.room_version(house.store.read(CODE)))
        house.hub.add(before)
        await before.hears_so_many(1)
        await asyncio.to_thread(house.store.delete, CODE)
        await before.hears_so_many(2)
        house.store.create(workshop())
        version = house.room_version(house.store.read(CODE))
        after = Ear((CODE, "room"), version)
        house.hub.add(after)
        await after.hears(version)
        assert GONE == before.heard[-1]

    asyncio.run(listen())


def test_it_is_closed_from_another_thread_while_the_loop_is_stuck(house: House) -> None:
    """The last resort of a server that must end: the store is closed though somebody listens."""

    async def stuck() -> None:
        house.hub.attach()
        ear = Ear((CODE, "room"), "0")
        house.hub.add(ear)
        await ear.hears("0")
        closing = threading.Thread(target=house.close)
        closing.start()
        closing.join(10)
        with pytest.raises(StoreUnavailable):
            house.store.create(workshop())
        await ear.has_ended()

    asyncio.run(stuck())
    assert house.hub.ended


def _closing_vote(folder: Path, clock: Clock) -> str:
    """In a house that is gone."""
    house = House(folder, clock)
    workshop = make(house, "asukasilta", "Koivurinteen ilta")
    vote = next(step.id for step in workshop.agenda if step.kind == "vote")
    settings = {"source": "typed", "typed": ["Penkki", "Puisto"]}
    acting.perform(house, workshop.code, MANAGER, "configure", activity=vote, settings=settings)
    acting.perform(house, workshop.code, MANAGER, "open_kind", kind_name="vote")
    acting.perform(house, workshop.code, MANAGER, "close")
    house.close()
    return workshop.code
