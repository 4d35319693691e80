"""The live hub: who is woken, when, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from service.live import Hub
from tests.service.listening import Ear

TOPIC = ("ACDEFG", "room")


def run(scenario: Callable[[Hub], Awaitable[None]]) -> None:
    async def attached() -> None:
        hub = Hub(pace={"room": 0.05})
        hub.attach()
        await scenario(hub)
        hub.end()

    asyncio.run(attached())


def listening(hub: Hub, first: str = "0") -> Ear:
    ear = Ear(TOPIC, first)
    hub.add(ear)
    return ear


def test_a_listener_first_hears_where_things_stand() -> None:
    """Whoever comes, or comes back, knows at once whether something was missed."""

    async def scenario(hub: Hub) -> None:
        await listening(hub, "now").hears("now")

    run(scenario)


def test_several_changes_in_a_row_are_one_wake_up() -> None:
    """A stage is redrawn a few times a second at most, and always ends with the last state."""

    async def scenario(hub: Hub) -> None:
        ear = listening(hub)
        await ear.hears("0")
        for version in "123":
            hub.tell(TOPIC, version)
        await ear.hears("3")

    run(scenario)


def test_the_same_version_again_wakes_nobody() -> None:
    """Phones sleep through what does not change for them."""

    async def scenario(hub: Hub) -> None:
        ear = listening(hub)
        await ear.hears("0")
        hub.tell(TOPIC, "1")
        await ear.hears("1")
        hub.tell(TOPIC, "1")
        hub.tell(TOPIC, "2")
        await ear.hears("2")

    run(scenario)


def test_other_workshops_are_not_woken() -> None:
    """A topic is one workshop's."""

    async def scenario(hub: Hub) -> None:
        ear = listening(hub)
        await ear.hears("0")
        hub.tell(("OTHER7", "room"), "1")
        hub.tell(TOPIC, "2")
        await ear.hears("2")

    run(scenario)


def test_a_heartbeat_is_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence and loss can be told apart, and the phone counts as being here."""
    monkeypatch.setattr("service.live.HEARTBEAT", 0.0)
    monkeypatch.setattr("service.live.LOOK_ROUND", 0.01)

    async def scenario(hub: Hub) -> None:
        ear = listening(hub)
        await ear.hears("0", None, None)
        assert ear.beats == 3

    run(scenario)


def test_who_may_not_listen_any_more_is_told_nothing() -> None:
    """A revoked link's stage hears of no further change; its stream ends."""

    async def scenario(hub: Hub) -> None:
        ear = listening(hub)
        await ear.hears("0")
        ear.welcome = False
        hub.tell(TOPIC, "1")
        await ear.has_ended()
        assert [] == ear.heard

    run(scenario)


def test_one_full_line_keeps_nobody_waiting() -> None:
    """A phone in a dead corner takes nothing; when it does again, it gets the last state and nothing between."""

    async def scenario(hub: Hub) -> None:
        slow, other = listening(hub), listening(hub)
        slow.full = True
        await other.hears("0")
        for version in "123":
            hub.tell(TOPIC, version)
            await other.hears(version)
        assert ["0"] == slow.heard
        await slow.empties()
        await slow.hears("0", "3")

    run(scenario)


def test_ending_ends_every_stream() -> None:
    """A server that stops does not wait for listeners; whoever comes then is sent away too."""

    async def scenario(hub: Hub) -> None:
        ears = [listening(hub) for _ in range(50)]
        for ear in ears:
            await ear.hears("0")
        hub.end()
        for ear in (*ears, listening(hub)):
            await ear.has_ended()

    run(scenario)


def test_a_listener_that_goes_is_forgotten() -> None:
    """A phone that leaves costs nothing afterwards, also if something was on its way to it."""

    async def scenario(hub: Hub) -> None:
        ear, other = listening(hub), listening(hub)
        await ear.hears("0")
        hub.tell(TOPIC, "1")
        hub.remove(ear)
        await other.hears("0", "1")
        assert [] == ear.heard
        assert 1 == hub.listening(TOPIC)

    run(scenario)


def test_a_last_version_is_told_once_and_to_nobody_who_comes_later() -> None:
    """A workshop was deleted, and brought in again under the same code."""

    async def scenario(hub: Hub) -> None:
        ear, slow, on_its_way = listening(hub), listening(hub), Ear(TOPIC, "0")
        slow.full = True
        await ear.hears("0")
        hub.tell(TOPIC, "1")
        hub.tell_the_last(TOPIC, "gone")
        await ear.hears("gone")
        await slow.empties()
        await slow.hears("0", "gone")
        hub.add(on_its_way)
        await on_its_way.hears("gone")
        later = listening(hub, "new")
        await later.hears("new")
        hub.tell(TOPIC, "newer")
        for each in (ear, slow, on_its_way, later):
            await each.hears("newer")

    run(scenario)


def test_telling_before_the_server_runs_is_harmless() -> None:
    """Scripts change workshops without a server around them."""
    Hub().tell(TOPIC, "1")
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
