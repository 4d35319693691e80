"""What one durable vote costs where 100,000 contributions stand elsewhere in the workshop, against one with none.

    python -m benchmarks.elsewhere [--contributions 100000] [--votes 2000] [--per-second 200]

Both workshops on one server, in alternating rounds, without listeners; processor time of the server (psutil).
"""

import argparse
import asyncio
import json
import statistics
from dataclasses import replace
from itertools import product
from pathlib import Path

import psutil

from benchmarks.evening import Evening, evening
from benchmarks.vote_cost import processor_seconds, ready, send
from facilitation.model import Activity, Contribution, Option, Participant
from service.house import House
from service.making import make

ROUNDS = 4
CODE = "CRWDED"
EARLIER_VOTES = 20
OPTIONS = tuple(Option(id=f"o{n}", number=n, text=f"Idea numero {n}") for n in range(1, 11))


def furnish(folder: Path, contributions: int) -> None:
    """A workshop in which so many ballots were given in earlier votes."""
    folder.mkdir(parents=True)
    house = House(folder)
    try:
        workshop = make(house, "asukasilta", "Täysi ilta", code=CODE)
        house.store.delete(CODE)
        votes = tuple(_earlier(n) for n in range(EARLIER_VOTES))
        first = workshop.meetings[0]
        workshop = workshop.but(meetings=(first.but(activities=votes + first.activities),))
        people = [f"person-{n}" for n in range(contributions // EARLIER_VOTES)]
        house.store.create(
            workshop,
            tuple(Participant(person, house.clock()) for person in people),
            tuple(_ballot(vote.id, person, house.clock()) for vote, person in product(votes, people)),
        )
    finally:
        house.close()


def _earlier(n: int) -> Activity:
    return Activity(
        id=f"earlier-{n}", kind="vote", title={"fi": f"Äänestys {n}"}, state="revealed", options=OPTIONS
    )


def _ballot(vote: str, person: str, at: float) -> Contribution:
    return Contribution(person, vote, person, at, {"marks": {"o1": 1, "o2": 1, "o3": 1}, "done": True})


async def measure(running: Evening, votes: int, per_second: float) -> dict[str, object]:
    process = psutil.Process(running.server.process.pid)
    rooms = {"alone": running, "crowded": replace(running, code=CODE, links={})}
    told = {name: await ready(room) for name, room in rooms.items()}
    costs: dict[str, list[float]] = {name: [] for name in rooms}
    assert not told["crowded"][1].startswith("earlier"), "that vote is not elsewhere"
    each = votes // ROUNDS
    for _, (name, room) in product(range(ROUNDS), rooms.items()):
        phones, activity, options = told[name]
        began = processor_seconds(process)
        await send(phones, f"/j/{room.code}/a/{activity}", options, each, per_second)
        costs[name].append((processor_seconds(process) - began) / each)
    alone, crowded = (1000 * statistics.median(costs[name]) for name in rooms)
    return {
        "alone_ms": round(alone, 3),
        "crowded_ms": round(crowded, 3),
        "ratio": round(crowded / alone, 2),
        "votes": votes,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contributions", type=int, default=100_000)
    options.add_argument("--votes", type=int, default=2000)
    options.add_argument("--per-second", type=float, default=200)
    chosen = options.parse_args()
    with evening(furnish=lambda folder: furnish(folder, chosen.contributions)) as running:
        print(json.dumps(asyncio.run(measure(running, chosen.votes, chosen.per_second)), indent=2))


if __name__ == "__main__":
    main()
