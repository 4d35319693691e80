"""How a script reaches a data folder: by itself if nobody has it open, else through the server that has."""

import http.client
import json
import os
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from facilitation.errors import Locked, Refused
from service import commands
from service.config import DEFAULT_PORT
from service.control import PATH, TOKEN_HEADER, Doorbell, doorbell
from service.house import House

PATIENCE = 10.0
"""Seconds to wait for a folder that somebody has open without answering: a server that starts, another script."""
LOOK_AGAIN = 0.1
CONNECTS_WITHIN = 5.0
ANSWERS_WITHIN = 120.0

_HERE = "127.0.0.1"
_NOBODY = (ConnectionError, TimeoutError, OSError)


class Trouble(Exception):
    """Something to tell the one who typed a command: a key of the catalogue, and its values."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class Unanswered(Trouble):
    """The server ended, or was too slow, after it had been asked: nobody can tell whether it was done."""

    def __init__(self) -> None:
        super().__init__("run.unanswered")


def call(folder: Path, command: str, **arguments: Any) -> dict[str, Any]:
    """Run a command wherever it can be run. Raises Refused and its family, Unanswered."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _directly(folder, command, arguments)
        except Locked:
            answer = call_server(folder, command, **arguments)
            if answer is not None:
                return answer
            if time.monotonic() > until:
                raise
        time.sleep(LOOK_AGAIN)


def call_server(folder: Path, command: str, **arguments: Any) -> dict[str, Any] | None:
    """Ask the running server; None if there is none. Raises Refused and its family, Unanswered."""
    bell = doorbell(folder)
    return _posted(bell, command, arguments) if bell else None


def port_of_phones() -> int:
    """`ASUKASILTA_PORT`: for links made while no server runs, the port that it will have."""
    given = os.environ.get("ASUKASILTA_PORT", "")
    return int(given) if given.isdecimal() else DEFAULT_PORT


def _directly(folder: Path, command: str, arguments: dict[str, Any]) -> dict[str, Any]:
    with closing(House(folder)) as house:
        return commands.run(commands.Place(house, port_of_phones()), command, arguments)


def _posted(bell: Doorbell, command: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
    connection = http.client.HTTPConnection(_HERE, bell.port, timeout=CONNECTS_WITHIN)
    with closing(connection):
        try:
            connection.connect()
        except _NOBODY:
            return None
        return _answered(connection, bell, json.dumps({"command": command, "arguments": arguments}))


def _answered(connection: http.client.HTTPConnection, bell: Doorbell, body: str) -> dict[str, Any] | None:
    if connection.sock is not None:
        connection.sock.settimeout(ANSWERS_WITHIN)
    headers = {"Content-Type": "application/json", TOKEN_HEADER: bell.token}
    try:
        connection.request("POST", PATH, body.encode(), headers)
        answer = connection.getresponse()
        said = answer.read()
    except (*_NOBODY, http.client.HTTPException) as error:
        raise Unanswered() from error
    return _understood(answer.status, said)


def _understood(status: int, said: bytes) -> dict[str, Any] | None:
    """None where somebody else, or a server of another run, answered."""
    try:
        found = json.loads(said)
    except ValueError:
        found = None
    if not isinstance(found, dict) or status == 404:
        if status >= 500:
            raise Unanswered()
        return None
    if "refused" in found:
        refused = Refused(str(found["refused"]))
        refused.values = dict(found.get("values") or {})
        raise refused
    done = found.get("done")
    return done if isinstance(done, dict) else None
