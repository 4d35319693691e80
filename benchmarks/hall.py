"""An evening with many phones at once: joining, voting within ten seconds, and the manager's click.

    python -m benchmarks.hall [--phones 100] [--join-within 5] [--vote-within 10]

Prints JSON: milliseconds until a vote was acknowledged (durable), until the stage heard of it, and from the
manager's click until each phone had the new form; and what was acknowledged, stored and lost.
"""

import argparse
import asyncio
import json
import random
import time

from benchmarks.evening import Evening, click, evening
from benchmarks.phones import Phone, percentiles, run
from service.limits import raise_file_limit


async def measure(running: Evening, phones: int, join_within: float, vote_within: float) -> dict[str, object]:
    crowd = [Phone(running.server.port, running.code) for _ in range(phones)]
    joined = await asyncio.gather(*(_join(phone, join_within) for phone in crowd))
    ideas = await asyncio.to_thread(running.open, "ideas")
    for n, phone in enumerate(crowd[:12]):
        await phone.give(ideas, text=f"Idea numero {n}", key=f"benchmark-{n:04}")
    forms, vote = await click(running, crowd)
    options = running.options(vote)
    sent = [phone.bytes_sent + phone.bytes_received for phone in crowd]
    acknowledged = await asyncio.gather(*(_vote(phone, vote, options, vote_within) for phone in crowd))
    moved = [
        phone.bytes_sent + phone.bytes_received - before for phone, before in zip(crowd, sent, strict=True)
    ]
    stored = running.activity(vote)["answered"]
    for phone in crowd:
        await phone.close()
    return {
        "phones": phones,
        "join_ms": percentiles(list(joined)),
        "vote_acknowledged_ms": percentiles(list(acknowledged)),
        "click_to_form_ms": percentiles(forms),
        "bytes_per_vote": max(moved),
        "acknowledged": len(acknowledged),
        "stored": stored,
        "lost": len(acknowledged) - stored,
    }


async def _join(phone: Phone, within: float) -> float:
    await asyncio.sleep(random.uniform(0, within))
    began = time.perf_counter()
    await phone.get(f"/j/{phone.code}")
    await phone.join()
    await phone.get(f"/j/{phone.code}")
    took = time.perf_counter() - began
    await phone.listen()
    return took


async def _vote(phone: Phone, activity: str, options: list[str], within: float) -> float:
    await asyncio.sleep(random.uniform(0, within))
    answer = await phone.give(activity, done=1, **{f"m_{o}": 1 for o in random.sample(options, 3)})
    assert answer.status == 200, answer.body
    return answer.seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=100)
    options.add_argument("--join-within", type=float, default=5)
    options.add_argument("--vote-within", type=float, default=10)
    chosen = options.parse_args()
    raise_file_limit()
    with evening() as running:
        found = measure(running, chosen.phones, chosen.join_within, chosen.vote_within)
        print(json.dumps(run(found), indent=2))


if __name__ == "__main__":
    main()
