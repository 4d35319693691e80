"""What, why, when with a full hall: phones write, propose and support at once, and the projector keeps up.

    python -m benchmarks.planning [--phones 100] [--projects 5] [--seconds 20]

Everybody sits down and reaches for the pen at the same moment; whoever has it writes, lays it down and others reach for
it again; all propose lines and support each other's. Prints JSON: milliseconds until something was acknowledged
(durable) and from a pen's tap to the projector; what was stored, compared with what was acknowledged; and how often two
phones had one pen.
"""

import argparse
import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from playwright.async_api import Page, async_playwright

from benchmarks.evening import Evening, evening
from benchmarks.phones import Answer, Phone, percentiles, run
from benchmarks.projector import stage_of
from facilitation.model import Contribution
from service import access
from service.house import House
from service.limits import raise_file_limit
from service.tour.chromium import FLAGS, chromium_path

LINES_EACH = 6
SUPPORTS_EACH = 8
FIELDS = ("what", "why", "when")


@dataclass
class Table:
    """One project and what its people know: who held its pen from when till when, which lines there are."""

    project: str
    held: list[tuple[float, float, int]] = field(default_factory=list)
    lines: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class Sent:
    """What the phones were told. `texts`: (project, field) → what was acknowledged last."""

    seconds: list[float] = field(default_factory=list)
    lines: set[str] = field(default_factory=set)
    supports: set[tuple[int, str]] = field(default_factory=set)
    texts: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)


@dataclass
class Person:
    """A phone at a table. `until`: when people stop."""

    number: int
    phone: Phone
    plan: str
    table: Table
    sent: Sent
    until: float
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def act(self, **form: object) -> bool:
        """Whether it was acknowledged. A phone sends one thing at a time."""
        async with self._line:
            answer = await self.phone.give(self.plan, project=self.table.project, **form)
        return self._noted(answer)

    def _noted(self, answer: Answer) -> bool:
        if answer.status == 200:
            self.sent.seconds.append(answer.seconds)
            return True
        self.sent.refused[str(answer.json.get("refused"))] += 1
        return False

    async def take_part(self) -> None:
        await self.act(act="seat")
        await asyncio.gather(self.hold_the_pen(), self.propose(), self.support())

    async def hold_the_pen(self) -> None:
        """Reach for it, write, lay it down, and again; a little later when somebody else has it."""
        while time.perf_counter() < self.until:
            if not await self.act(act="pen", holds="1"):
                await asyncio.sleep(random.uniform(1, 4))
                continue
            began = time.perf_counter()
            for _ in range(3):
                await self.write(random.choice(("what", "why")), f"{self.number} kirjoitti {time.time_ns()}")
                await asyncio.sleep(random.uniform(0.2, 0.8))
            self.table.held.append((began, time.perf_counter(), self.number))
            await self.act(act="pen", holds="0")
            await asyncio.sleep(random.uniform(2, 5))

    async def write(self, field: str, text: str) -> bool:
        done = await self.act(act="write", field=field, text=text)
        if done:
            self.sent.texts[self.table.project, field] = (self.number, text)
        return done

    async def propose(self) -> None:
        for n, pause in enumerate(self._moments(LINES_EACH)):
            await asyncio.sleep(pause)
            key = f"line-{self.number:04}-{n:02}"
            if await self.act(act="line", field=FIELDS[n % 3], text=f"Rivi {self.number}/{n}", key=key):
                self.sent.lines.add(key)
                self.table.lines.append((key, self.number))

    async def support(self) -> None:
        for pause in self._moments(SUPPORTS_EACH):
            await asyncio.sleep(pause)
            others = [key for key, whose in self.table.lines if whose != self.number]
            if others and await self.act(act="support", line=(line := random.choice(others))):
                self.sent.supports.add((self.number, line))

    def _moments(self, times: int) -> Iterator[float]:
        """So many pauses, spread over the time there is."""
        left = max(0.0, self.until - time.perf_counter())
        moments = sorted(random.uniform(0, left) for _ in range(times))
        return iter([after - before for before, after in pairwise([0.0, *moments])])


async def measure(running: Evening, phones: int, projects: int, seconds: float) -> dict[str, object]:
    tables = [Table(f"p{n}") for n in range(projects)]
    for table in tables:
        _manage(running, "add_project", title=f"Hanke {table.project}", id=table.project)
    _manage(running, "add_project", title="Taulu", id="watched")
    crowd = [Phone(running.server.port, running.code) for _ in range(phones)]
    for phone in crowd:
        await phone.join()
        await phone.listen()
    plan = await asyncio.to_thread(running.open, "plan")
    sent = Sent()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        stage = await stage_of(browser, running)
        until = time.perf_counter() + seconds
        people = [
            Person(n, phone, plan, tables[n % projects], sent, until) for n, phone in enumerate(crowd[1:])
        ]
        doing = [asyncio.create_task(person.take_part()) for person in people]
        took = await _watched(stage, Person(phones, crowd[0], plan, Table("watched"), sent, until))
        await asyncio.gather(*doing)
        await browser.close()
    for phone in crowd:
        await phone.close()
    running.server.stop()
    found = _stored(running, plan)
    return {
        "phones": phones,
        "projects": projects + 1,
        "acknowledged": len(sent.seconds),
        "acknowledged_ms": percentiles(sent.seconds),
        "tap_to_projector_ms": percentiles(took),
        "refused": dict(sent.refused),
        **_compared(sent, found),
        "pens_held": sum(len(table.held) for table in tables),
        "pens_with_two_holders": sum(_overlaps(table) for table in tables),
    }


async def _watched(stage: Page, writer: Person) -> list[float]:
    """One table's pen writes in the middle of it all, and the projector notes when it first stands there."""
    await writer.act(act="seat")
    assert await writer.act(act="pen", holds="1")
    took = []
    while time.perf_counter() < writer.until:
        text = f"mittaus-{len(took):04}"
        began = time.time()
        assert await writer.write("what", text)
        found = await stage.wait_for_function("(text) => window.__seen[text]", arg=text, timeout=20_000)
        took.append(float(await found.json_value()) / 1000 - began)
        await asyncio.sleep(random.uniform(0.3, 0.7))  # else it would beat in time with the stage
    return took


def _manage(running: Evening, verb: str, **arguments: object) -> None:
    access.call(running.server.data, "perform", code=running.code, verb=verb, arguments=arguments)


def _stored(running: Evening, plan: str) -> dict[str, Contribution]:
    """What is on disk, read by a process that was not there."""
    house = House(running.server.data)
    try:
        return dict(house.store.read(running.code).contributions(plan))
    finally:
        house.close()


def _compared(sent: Sent, found: dict[str, Contribution]) -> dict[str, int]:
    lines = {c.key: c.participant for c in found.values() if c.payload["act"] == "line"}
    whose = {int(key.split("-")[1]): person for key, person in lines.items()}
    supports = {(c.participant, c.payload["line"]) for c in found.values() if c.payload["act"] == "support"}
    wanted = {(whose.get(number), line) for number, line in sent.supports}
    texts = {
        place: found[f"text.{place[0]}.{place[1]}"].payload["text"] == text
        for place, (_, text) in sent.texts.items()
    }
    return {
        "lines": len(lines),
        "lines_lost": len(sent.lines - set(lines)),
        "supports": len(supports),
        "supports_lost": len(wanted - supports),
        "texts_lost": sum(not same for same in texts.values()),
    }


def _overlaps(table: Table) -> int:
    """How often somebody had the pen before the one who had it laid it down."""
    return sum(later[0] < earlier[1] for earlier, later in pairwise(sorted(table.held)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=100)
    options.add_argument("--projects", type=int, default=5)
    options.add_argument("--seconds", type=float, default=20)
    chosen = options.parse_args()
    raise_file_limit()
    with evening("evening") as running:
        found = measure(running, chosen.phones, chosen.projects, chosen.seconds)
        print(json.dumps(run(found), indent=2))


if __name__ == "__main__":
    main()
