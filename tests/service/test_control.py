"""The door for scripts: open to whoever can read the folder on this machine, and to nobody else."""

import asyncio
import json
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from service.control import PATH, TOKEN_HEADER, announce, control_routes, doorbell, withdraw
from service.house import House
from tests.service.conftest import NewHouse
from tests.service.evenings import CODE, Evening


@dataclass
class Client:
    """A program at `host` that calls our server by `name`."""

    app: Starlette
    host: str
    name: str

    def request(self, method: str, path: str, **what: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(self.host, 50000))
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{self.name}") as client:
                return await client.request(method, path, **what)

        return asyncio.run(ask())

    def post(self, path: str, **what: Any) -> httpx.Response:
        return self.request("POST", path, **what)


NewClient = Callable[..., Client]
STATE = {"command": "state", "arguments": {"code": CODE}}


@pytest.fixture
def new_client(house: House) -> Iterator[NewClient]:
    app = Starlette(routes=control_routes(lambda: house))

    def new(host: str = "127.0.0.1", name: str = "127.0.0.1:8850") -> Client:
        return Client(app, host, name)

    announce(house, 8850)
    yield new
    withdraw(house)


@pytest.fixture
def token(house: House, new_client: NewClient) -> dict[str, str]:
    bell = doorbell(house.folder)
    assert bell is not None
    return {TOKEN_HEADER: bell.token}


def test_a_script_with_the_token_gets_its_answer(
    evening: Evening, new_client: NewClient, token: dict[str, str]
) -> None:
    """The same as the command gives."""
    answer = new_client().post(PATH, json=STATE, headers=token)
    assert 200 == answer.status_code
    assert CODE == answer.json()["done"]["code"]


@pytest.mark.parametrize("here", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_has_several_names(
    evening: Evening, new_client: NewClient, token: dict[str, str], here: str
) -> None:
    """A server that listens on IPv6 too sees the same script otherwise."""
    assert 200 == new_client(here).post(PATH, json=STATE, headers=token).status_code


@pytest.mark.parametrize("elsewhere", ["192.0.2.7", "::ffff:192.0.2.7", "10.0.0.1", "a name", ""])
def test_nobody_comes_in_from_elsewhere(
    evening: Evening, new_client: NewClient, token: dict[str, str], elsewhere: str
) -> None:
    """Not even with the token."""
    _is_refused(new_client(elsewhere), token)


@pytest.mark.parametrize(
    "given", [{}, {TOKEN_HEADER: ""}, {TOKEN_HEADER: "x" * 43}, {TOKEN_HEADER: "ä".encode()}]
)
def test_nobody_comes_in_without_the_token(evening: Evening, new_client: NewClient, given: Any) -> None:
    """From this machine neither: it may have many users."""
    _is_refused(new_client(), given)


@pytest.mark.parametrize(
    "header",
    ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via", "Origin"],
)
def test_nothing_comes_in_through_a_proxy_or_from_a_page(
    evening: Evening, new_client: NewClient, token: dict[str, str], header: str
) -> None:
    """A proxy on this machine stands for the whole world, a page for whoever wrote it."""
    _is_refused(new_client(), {**token, header: "127.0.0.1"})


def test_a_foreign_name_for_this_machine_is_refused(
    evening: Evening, new_client: NewClient, token: dict[str, str]
) -> None:
    """A page elsewhere may let its own name point here."""
    _is_refused(new_client(name="evil.example:8850"), token)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_a_post_is_a_command(
    evening: Evening, new_client: NewClient, token: dict[str, str], method: str
) -> None:
    """And the others do not tell that there is such a path."""
    assert 404 == new_client().request(method, PATH, headers=token).status_code


def test_a_refusal_comes_with_its_key_and_values(new_client: NewClient, token: dict[str, str]) -> None:
    """The script finds the words in its reader's language."""
    answer = new_client().post(PATH, json=STATE, headers=token)
    assert (409, {"refused": "no_such_workshop", "values": {}}) == (answer.status_code, answer.json())


@pytest.mark.parametrize(
    "body",
    ["", "x", "[]", "7", "{}", '{"command": 1, "arguments": {}}', '{"command": "state"}', "[" * 100_000],
)
def test_what_is_no_command_is_refused(new_client: NewClient, token: dict[str, str], body: str) -> None:
    """The server goes on."""
    answer = new_client().post(PATH, content=body, headers=token)
    assert (409, "invalid") == (answer.status_code, answer.json()["refused"])


def test_the_file_can_be_read_by_its_owner_only(house: House, new_client: NewClient) -> None:
    """It holds the key to everything."""
    if sys.platform != "win32":
        assert 0o600 == stat.S_IMODE((house.folder / "control.json").stat().st_mode)
    assert {"port", "pid", "token"} == set(json.loads((house.folder / "control.json").read_text()))


def test_after_the_end_the_token_is_worth_nothing(
    evening: Evening, house: House, new_client: NewClient, token: dict[str, str]
) -> None:
    """And the file is gone."""
    withdraw(house)
    assert doorbell(house.folder) is None
    _is_refused(new_client(), token)


def test_each_start_has_its_own_token(house: House, new_client: NewClient, token: dict[str, str]) -> None:
    """What an earlier run left open nothing."""
    announce(house, 8850)
    _is_refused(new_client(), token)


def test_a_server_takes_away_only_its_own_file(house: House, new_client: NewClient) -> None:
    """Another one may have started meanwhile."""
    other = json.dumps({"port": 8851, "pid": 1, "token": "another"})
    (house.folder / "control.json").write_text(other)
    withdraw(house)
    assert other == (house.folder / "control.json").read_text()


@pytest.mark.parametrize("left", ["", "{", "[]", '{"port": "x", "pid": 1, "token": "t"}', '{"port": 1}'])
def test_a_strange_file_is_nobodys_doorbell(new_house: NewHouse, left: str) -> None:
    """As after a crash in the middle of writing."""
    folder = new_house().folder
    (folder / "control.json").write_text(left)
    assert doorbell(folder) is None


def _is_refused(client: Client, headers: Any) -> None:
    """Exactly as a path that does not exist."""
    answer, nothing = client.post(PATH, json=STATE, headers=headers), client.post("/nothing-here", json=STATE)
    assert 404 == answer.status_code
    assert (nothing.status_code, nothing.text) == (answer.status_code, answer.text)
