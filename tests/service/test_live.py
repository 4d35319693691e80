"""The live hub: who is woken, when, and how it ends."""

import asyncio

import pytest

from service.live import Hub

TOPIC = ("ACDEFG", "room")


async def take(versions, count):
    """The next so many versions, heartbeats left out."""
    taken = []
    async with asyncio.timeout(5):
        async for version in versions:
            if version is not None:
                taken.append(version)
            if len(taken) == count:
                return taken
    return taken


def run(scenario):
    async def attached():
        hub = Hub(pace={"room": 0.05})
        hub.attach()
        await scenario(hub)

    asyncio.run(attached())


def test_a_listener_first_hears_where_things_stand():
    """Whoever comes, or comes back, knows at once whether something was missed."""

    async def scenario(hub):
        assert ["now"] == await take(hub.versions(TOPIC, "now"), 1)

    run(scenario)


def test_several_changes_in_a_row_are_one_wake_up():
    """A stage is redrawn a few times a second at most, and always ends with the last state."""

    async def scenario(hub):
        versions = hub.versions(TOPIC, "0")
        await take(versions, 1)
        for version in "123":
            hub.tell(TOPIC, version)
        assert ["3"] == await take(versions, 1)

    run(scenario)


def test_the_same_version_again_wakes_nobody():
    """Phones sleep through what does not change for them."""

    async def scenario(hub):
        versions = hub.versions(TOPIC, "0")
        await take(versions, 1)
        hub.tell(TOPIC, "0")
        waiting = asyncio.create_task(take(versions, 1))
        hub.tell(TOPIC, "0")
        await asyncio.sleep(0)
        assert not waiting.done()
        hub.tell(TOPIC, "1")
        assert ["1"] == await waiting

    run(scenario)


def test_other_workshops_are_not_woken():
    """A topic is one workshop's."""

    async def scenario(hub):
        versions = hub.versions(TOPIC, "0")
        await take(versions, 1)
        hub.tell(("OTHER7", "room"), "1")
        hub.tell(TOPIC, "2")
        assert ["2"] == await take(versions, 1)

    run(scenario)


def test_a_heartbeat_is_a_sign_of_life(monkeypatch):
    """Silence and loss can be told apart, and the phone counts as being here."""
    monkeypatch.setattr("service.live.HEARTBEAT", 0.0)
    monkeypatch.setattr("service.live.random.random", lambda: 0.01)
    beats = []

    async def scenario(hub):
        versions = hub.versions(TOPIC, "0", lambda: beats.append(1))
        heard = [await anext(versions) for _ in range(3)]
        assert ["0", None, None] == heard
        assert 3 == len(beats)

    run(scenario)


def test_ending_ends_every_stream():
    """A server that stops does not wait for listeners, and none is left behind."""

    async def scenario(hub):
        streams = [asyncio.create_task(take(hub.versions(TOPIC, "0"), 9)) for _ in range(50)]
        while hub.listening(TOPIC) < 50:
            await asyncio.sleep(0)
        hub.end()
        assert [["0"]] * 50 == await asyncio.gather(*streams)
        assert 0 == hub.listening()

    run(scenario)


def test_a_listener_that_goes_is_forgotten():
    """A phone that leaves costs nothing afterwards."""

    async def scenario(hub):
        versions = hub.versions(TOPIC, "0")
        await take(versions, 1)
        await versions.aclose()
        assert 0 == hub.listening()

    run(scenario)


def test_telling_before_the_server_runs_is_harmless():
    """Scripts change workshops without a server around them."""
    Hub().tell(TOPIC, "1")
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()
