"""How the cost of one durable vote grows with what stands in the workshop: in its own activity, and in others.

    python -m benchmarks.growth [--contributions 1000 100000] [--votes 2000] [--per-second 200]

All workshops on one server, in alternating rounds, without listeners; processor time of the server (psutil). An empty
workshop stands beside them: the ratios are to its votes.
"""

import argparse
import asyncio
import json
import statistics
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import psutil

from benchmarks.evening import Evening, evening
from benchmarks.vote_cost import processor_seconds, ready, send
from facilitation.model import Activity, Contribution, Option, Participant, Workshop
from service.house import House
from service.making import make

ROUNDS = 4
EARLIER_VOTES = 20
ROOM_FOR = 5000
"""People whose coming is kept; more than a workshop lets in would keep those out who vote here."""
OPTIONS = tuple(Option(id=f"o{n}", number=n, text=f"Idea numero {n}") for n in range(1, 11))


@dataclass(frozen=True)
class Room:
    """A workshop with so many ballots in the vote that is measured (`own`), or in earlier ones."""

    code: str
    own: bool
    contributions: int

    @property
    def name(self) -> str:
        return f"{self.contributions} in {'its own activity' if self.own else 'others'}"


def rooms(contributions: list[int]) -> list[Room]:
    letters = "ABCDEFGHJK"
    return [
        Room(f"ROOM{'AB'[own]}{letters[n]}", bool(own), many)
        for n, many in enumerate(contributions)
        for own in (0, 1)
    ]


def furnish(folder: Path, wanted: list[Room]) -> None:
    folder.mkdir(parents=True)
    house = House(folder)
    try:
        for room in wanted:
            _furnish(house, room)
    finally:
        house.close()


def _furnish(house: House, room: Room) -> None:
    workshop = make(house, "asukasilta", "Täysi ilta", code=room.code)
    house.store.delete(room.code)
    if not room.own:
        votes = tuple(_earlier(n) for n in range(EARLIER_VOTES))
        first = workshop.meetings[0]
        workshop = workshop.but(meetings=(first.but(activities=votes + first.activities),))
    activities = _voted_in(workshop, room.own)
    people = [f"person-{n}" for n in range(room.contributions // len(activities))]
    house.store.create(
        workshop,
        tuple(Participant(person, house.clock()) for person in people[:ROOM_FOR]),
        tuple(_ballot(vote, person, house.clock()) for vote, person in product(activities, people)),
    )


def _voted_in(workshop: Workshop, own: bool) -> list[str]:
    votes = [a.id for a in workshop.agenda if a.kind == "vote"]
    return votes[-1:] if own else votes[:EARLIER_VOTES]


def _earlier(n: int) -> Activity:
    return Activity(
        id=f"earlier-{n}", kind="vote", title={"fi": f"Äänestys {n}"}, state="revealed", options=OPTIONS
    )


def _ballot(vote: str, person: str, at: float) -> Contribution:
    return Contribution(person, vote, person, at, {"marks": {"o1": 1, "o2": 1, "o3": 1}, "done": True})


async def measure(
    running: Evening, furnished: list[Room], votes: int, per_second: float
) -> dict[str, dict[str, float]]:
    """Milliseconds for a vote in each, and against the empty one."""
    process = psutil.Process(running.server.process.pid)
    halls = {"none": running} | {room.name: replace(running, code=room.code, links={}) for room in furnished}
    told = {name: await ready(hall) for name, hall in halls.items()}
    costs: dict[str, list[float]] = {name: [] for name in halls}
    each = votes // ROUNDS
    for _, (name, hall) in product(range(ROUNDS), halls.items()):
        phones, activity, options = told[name]
        assert not activity.startswith("earlier"), "that vote is not the one to measure"
        began = processor_seconds(process)
        await send(phones, f"/j/{hall.code}/a/{activity}", options, each, per_second)
        costs[name].append((processor_seconds(process) - began) / each)
    took = {name: 1000 * statistics.median(each) for name, each in costs.items()}
    return {name: {"ms": round(ms, 3), "ratio": round(ms / took["none"], 2)} for name, ms in took.items()}


def grown(contributions: list[int], votes: int, per_second: float) -> dict[str, dict[str, float]]:
    furnished = rooms(contributions)
    with evening(furnish=lambda folder: furnish(folder, furnished)) as running:
        return asyncio.run(measure(running, furnished, votes, per_second))


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--contributions", type=int, nargs="+", default=[1000, 100_000])
    options.add_argument("--votes", type=int, default=2000)
    options.add_argument("--per-second", type=float, default=200)
    chosen = options.parse_args()
    print(json.dumps(grown(chosen.contributions, chosen.votes, chosen.per_second), indent=2))


if __name__ == "__main__":
    main()
