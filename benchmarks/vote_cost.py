"""What one durable vote costs the server, against a bare route that parses the same form and stores nothing.

    python -m benchmarks.vote_cost [--votes 2000] [--per-second 200]

Both in one run, in alternating rounds, without listeners; processor time of the server process (psutil).
"""

import argparse
import asyncio
import json
import random
import statistics
import time

import psutil

from benchmarks.evening import Evening, evening
from benchmarks.phones import Phone

ROUNDS = 4
PHONES = 100


async def measure(running: Evening, votes: int, per_second: float) -> dict[str, object]:
    process = psutil.Process(running.server.process.pid)
    phones, activity, options = await ready(running)
    costs: dict[str, list[float]] = {"vote": [], "bare": []}
    for _ in range(ROUNDS):
        for kind, path in (("bare", "bare"), ("vote", "a")):
            each = votes // ROUNDS
            began = processor_seconds(process)
            await send(phones, f"/j/{running.code}/{path}/{activity}", options, each, per_second)
            costs[kind].append((processor_seconds(process) - began) / each)
    for phone in phones:
        await phone.close()
    vote, bare = (1000 * statistics.median(costs[k]) for k in ("vote", "bare"))
    return {
        "vote_ms": round(vote, 3),
        "bare_ms": round(bare, 3),
        "ratio": round(vote / bare, 2),
        "votes": votes,
    }


async def ready(running: Evening) -> tuple[list[Phone], str, list[str]]:
    phones = [Phone(running.server.port, running.code) for _ in range(PHONES)]
    for phone in phones:
        await phone.join()
    ideas = running.open("ideas")
    for n in range(10):
        await phones[n].give(ideas, text=f"Idea numero {n}", key=f"benchmark-{n:04}")
    vote = running.open("vote")
    return phones, vote, running.options(vote)


async def send(phones: list[Phone], path: str, options: list[str], votes: int, per_second: float) -> None:
    began = time.perf_counter()
    waiting = []
    for n in range(votes):
        await asyncio.sleep(max(0.0, began + n / per_second - time.perf_counter()))
        waiting.append(asyncio.create_task(_one(phones[n % len(phones)], path, random.sample(options, 3))))
        if len(waiting) >= len(phones):
            await waiting.pop(0)
    await asyncio.gather(*waiting)


async def _one(phone: Phone, path: str, marked: list[str]) -> None:
    answer = await phone.post(path, done=1, **{f"m_{option}": 1 for option in marked})
    assert answer.status == 200, answer.body


def processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--votes", type=int, default=2000)
    options.add_argument("--per-second", type=float, default=200)
    chosen = options.parse_args()
    with evening(app="benchmarks/measured_app.py") as running:
        print(json.dumps(asyncio.run(measure(running, chosen.votes, chosen.per_second)), indent=2))


if __name__ == "__main__":
    main()
