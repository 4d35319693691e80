"""Anything at all to every route: no fault of ours, and nothing is stored but what was valid.

    python -m benchmarks.fuzz --inputs 20000 --seed 1

The whole application without a network, an evening that goes on meanwhile, and requests that `fuzz_inputs` makes up.
Prints how many there were, what was answered and what was stored, and ends with 1 at the first input that breaks
something, made as small as hypothesis can.
"""

import argparse
import asyncio
import json
import logging
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

import service.house
from benchmarks.fuzz_inputs import Sent, requests
from facilitation.errors import Refused
from facilitation.permissions import MANAGER
from facilitation.turn import Reader
from phone.application import own_pages
from phone.guard import FrontDoor
from service import acting, people_files
from service.control import announce, doorbell
from service.house import House
from service.making import make

ENOUGH = 20_000
PASSWORD = "a-right-password"
PEOPLE = ("aino-aino-aino", "eero-eero-eero")
MOVES_ON_EVERY = 25
WAYS = ("next", "next", "next", "next", "close_now", "reveal", "undo")
ANSWERED_IN_PLACE = (200, 303)


class Clock:
    """Goes on by a second with each request, so that nobody has to wait for it."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Evening:
    """One house with one workshop in it, and what was counted."""

    house: House
    clock: Clock
    code: str
    app: Any
    loop: asyncio.Runner
    statuses: Counter[int] = field(default_factory=Counter)
    stored: int = 0
    sent: int = 0

    @property
    def reader(self) -> Reader:
        return self.house.store.read(self.code)

    def move_on(self) -> None:
        """What a manager does now and then; what is refused is a part of it."""
        way = WAYS[self.sent // MOVES_ON_EVERY % len(WAYS)]
        history = self.reader.workshop.history
        try:
            if way == "undo" and history:
                acting.undo(self.house, self.code, MANAGER, history[-1].id)
            elif way != "undo":
                acting.perform(self.house, self.code, MANAGER, way)
        except Refused:
            return

    def look(self) -> None:
        """A resident's page, whatever was sent before."""
        sent = Sent("GET", f"/j/{self.code}", "", "resident", "", "", "text/html", b"", (), False)
        status, _ = self.loop.run(asked(self.app, sent.scope(self), b""))
        assert status == 200, f"{status} on the way to the page, in {self.reader.workshop.current}"

    def take(self, sent: Sent) -> None:
        """Send it, and look what it did. AssertionError says what must not be."""
        self.sent += 1
        self.clock.now += 1
        if self.sent % MOVES_ON_EVERY == 0:
            self.move_on()
            self.look()
        before = self.reader
        status, headers = self.loop.run(asked(self.app, sent.scope(self), sent.body))
        self.statuses[status] += 1
        after = self.reader
        assert 100 <= status < 500 or (status == 503 and sent.wants_a_stream), f"{status} for {sent}"
        assert b"x-content-type-options" in headers, f"no safe headers for {sent}"
        if not sent.has_token:
            self._check(sent, status, before, after)

    def _check(self, sent: Sent, status: int, before: Reader, after: Reader) -> None:
        if sent.may_take_away and after.version != before.version:
            assert after.participants().keys() < before.participants().keys(), f"took nobody away: {sent}"
            self.come_in()
            return
        assert after.workshop == before.workshop, f"the workshop was changed by {sent}"
        if after.version != before.version:
            self.stored += 1
            assert sent.may_store, f"stored something: {sent}"
            assert status in ANSWERED_IN_PLACE, f"stored something and said {status}: {sent}"

    def come_in(self) -> None:
        for person in PEOPLE:
            self.loop.run(acting.join(self.house, self.code, person, "fi"))

    def whole(self) -> None:
        """What is stored now is valid to the last answer: the importer takes nothing else."""
        text = people_files.backup(self.reader, self.house.store.files(self.code))
        self.house.store.delete(people_files.import_text(self.house.store, text, "HHH777").code)


async def asked(app: Any, scope: dict[str, Any], body: bytes) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers; whoever asked has hung up after the body."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    started: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            started.append(message)

    await app(scope, receive, send)
    assert started, f"no answer to {scope['method']} {scope['path']}"
    return started[0]["status"], {name.lower(): value for name, value in started[0]["headers"]}


async def streamlits(scope: Any, receive: Any, send: Any) -> None:
    """Stands where Streamlit does."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def evening(folder: Path, loop: asyncio.Runner) -> Evening:
    """With ideas, a vote, planning, roles and an evaluation before it."""
    os.environ["ASUKASILTA_PASSWORD"] = PASSWORD
    os.environ.pop("ASUKASILTA_ADDRESS", None)
    clock = Clock()
    house = service.house._house = House(folder, clock)
    code = make(house, "evening", "Ilta", "fi", "ACDEFG").code
    for n, title in enumerate(("Penkki", "Puu"), 1):
        acting.perform(house, code, MANAGER, "add_project", title=title, id=f"p{n}")
    announce(house, 80)
    found = Evening(house, clock, code, FrontDoor(streamlits, own=own_pages()), loop)
    found.come_in()
    return found


def token_of(found: Evening) -> str:
    bell = doorbell(found.house.folder)
    assert bell is not None
    return bell.token


def run(inputs: int, first: int, folder: Path) -> Evening:
    """Raises AssertionError at what must not be."""
    with asyncio.Runner() as loop:
        found = evening(folder, loop)
        try:
            _all(found, inputs, first)
            found.whole()
        finally:
            found.house.close()
            service.house._house = None
    return found


def _all(found: Evening, inputs: int, first: int) -> None:
    @seed(first)
    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(found.code, tuple(a.id for a in found.reader.workshop.agenda)))
    def anything(sent: Sent) -> None:
        found.take(sent)

    anything()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=ENOUGH)
    options.add_argument("--seed", type=int, default=1)
    asked_for = options.parse_args()
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = run(asked_for.inputs, asked_for.seed, Path(folder))
    took = time.monotonic() - began
    said = {
        "inputs": found.sent,
        "stored": found.stored,
        "answered": {str(status): n for status, n in sorted(found.statuses.items())},
        "seconds": round(took, 1),
    }
    print(json.dumps(said, indent=2))


if __name__ == "__main__":
    main()
