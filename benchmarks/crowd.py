"""A crowd votes: with this software, and with the same poll as an ordinary Streamlit page on each phone.

    python -m benchmarks.crowd [--phones 100] [--seconds 10] [--plain-phones 100] [--handles N]
                               [--contributions 1000 100000] [--json FILE]

In one run, one after the other on the same machine: (a) this software; (b) a Streamlit page per phone with default
settings; (c) the same without collecting garbage after each run; (d) the limit, a bare route in our own application
that parses the same form and stores nothing. Phones and stage are real connections (HTTP, server-sent events,
Streamlit's own websocket protocol). Prints a table, and the ratios of (b), (c), (d) to (a).

Until the stage hears of a vote, (a) counts to the next notice after the acknowledgement, which may be later than the
one that told of it. What a vote costs is measured twice, with a hall that listens and without; the difference is the
fan-out. At the end stands how it grows with what is in the workshop (see benchmarks.growth). If a vote is lost, the
exit code is 1.
"""

import argparse
import asyncio
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from benchmarks.compared import Found, ratios, table
from benchmarks.evening import Evening, click, evening
from benchmarks.growth import grown
from benchmarks.phones import Answer, Phone, run
from benchmarks.plain_phones import PlainPhone
from benchmarks.watching import Process, Stage
from service.limits import raise_file_limit
from tests.serving import start

BARE_VOTES = 2000
BARE_PER_SECOND = 200
ROUNDS = 4


async def ours(running: Evening, phones: int, seconds: float) -> tuple[Found, Found]:
    """(a), and (d) in the same server."""
    found, server = Found(), Process(running.server.process.pid)
    crowd = [Phone(running.server.port, running.code) for _ in range(phones)]
    ideas = await asyncio.to_thread(running.open, "ideas")
    before = server.memory()
    found.joined = await _spread(seconds, [_timed(_joins(phone)) for phone in crowd])
    for n, phone in enumerate(crowd[:10]):
        await phone.give(ideas, text=f"Idea numero {n}", key=f"crowd-{n:06}")
    found.per_phone = (server.memory() - before) / phones
    stage = await asyncio.to_thread(Stage.of, running)
    found.to_form, vote = await click(running, crowd)
    options = running.options(vote)
    moved = _moved(crowd)
    tapped = await _spread(seconds, [_taps(phone, vote, options) for phone in crowd])
    found.bytes_per_vote = (_moved(crowd) - moved) / phones
    found.to_acknowledged = [answered - tap for tap, answered in tapped]
    found.acknowledged = len(tapped)
    found.burst = [b - a for a, b in await asyncio.gather(*(_taps(phone, vote, options) for phone in crowd))]
    await asyncio.sleep(1)
    found.to_stage = [stage.after(answered) - tap for tap, answered in tapped]
    found.stored = running.activity(vote)["answered"]
    found.bytes_per_phone = _moved(crowd) / phones
    limit = Found()
    found.per_vote_heard, limit.per_vote_heard = await _costs(running, server, crowd[:100], vote, options)
    for phone in crowd:
        await phone.close()
    await asyncio.sleep(1)
    await _limit(running, server, found, limit, vote, options)
    return found, limit


async def _limit(
    running: Evening, server: Process, found: Found, limit: Found, vote: str, options: list[str]
) -> None:
    """(d), and what a vote of ours costs beside it, without listeners."""
    phones = [Phone(running.server.port, running.code) for _ in range(100)]
    for phone in phones:
        await phone.join()
    costs = await _costs(running, server, phones, vote, options, limit.to_acknowledged)
    found.per_vote, limit.per_vote = costs
    for phone in phones:
        await phone.close()


async def _costs(
    running: Evening,
    server: Process,
    phones: list[Phone],
    vote: str,
    options: list[str],
    took: list[float] | None = None,
) -> tuple[float, float]:
    """Processor time of a vote and of the bare route, in turns and at the same pace. `took`: what the bare one took."""
    costs: dict[str, list[float]] = {"a": [], "bare": []}
    for _ in range(ROUNDS):
        for path in ("bare", "a"):
            used = server.seconds()
            taken = await _at_pace(phones, f"/j/{running.code}/{path}/{vote}", options, BARE_VOTES // ROUNDS)
            costs[path].append((server.seconds() - used) / (BARE_VOTES // ROUNDS))
            if took is not None and path == "bare":
                took += taken
    a, bare = (sorted(costs[path])[ROUNDS // 2] for path in ("a", "bare"))
    return a, bare


async def plain(port: int, pid: int, phones: int, seconds: float) -> Found:
    """(b) and (c)."""
    found, server = Found(), Process(pid)
    crowd = [PlainPhone(port, f"p{n}") for n in range(phones)]
    before = server.memory()
    found.joined = await _spread(seconds, [phone.join() for phone in crowd])
    found.per_phone = (server.memory() - before) / phones
    stage = PlainPhone(port)
    await stage.join()
    await stage.watch()
    moved, used = sum(phone.bytes_moved for phone in crowd), server.seconds()
    tapped = await _spread(seconds, [_plain_taps(phone) for phone in crowd])
    found.per_vote_heard = found.per_vote = (server.seconds() - used) / phones
    found.bytes_per_vote = (sum(phone.bytes_moved for phone in crowd) - moved) / phones
    found.acknowledged = len(tapped)
    found.to_acknowledged = [answered - tap for tap, answered in tapped]
    await _until(lambda: bool(stage.counts) and stage.counts[-1][1] == phones)
    found.stored = stage.counts[-1][1]
    found.to_stage = _seen_in_order(tapped, stage.counts)
    found.burst = list(await asyncio.gather(*(phone.vote(random.randrange(10)) for phone in crowd)))
    found.bytes_per_phone = sum(phone.bytes_moved for phone in crowd) / phones
    for phone in (*crowd, stage):
        await phone.close()
    return found


async def _joins(phone: Phone) -> None:
    await phone.get(f"/j/{phone.code}")
    await phone.join()
    await phone.listen()


async def _taps(phone: Phone, vote: str, options: list[str]) -> tuple[float, float]:
    began = time.perf_counter()
    answer: Answer = await phone.give(vote, done=1, **{f"m_{o}": 1 for o in random.sample(options, 3)})
    assert answer.status == 200, answer.body
    return began, time.perf_counter()


async def _plain_taps(phone: PlainPhone) -> tuple[float, float]:
    began = time.perf_counter()
    await phone.vote(random.randrange(10))
    return began, time.perf_counter()


async def _at_pace(phones: list[Phone], path: str, options: list[str], votes: int) -> list[float]:
    began, sending = time.perf_counter(), []
    for n in range(votes):
        await asyncio.sleep(max(0.0, began + n / BARE_PER_SECOND - time.perf_counter()))
        form = {f"m_{o}": 1 for o in random.sample(options, 3)}
        sending.append(asyncio.create_task(phones[n % len(phones)].post(path, done=1, **form)))
        if len(sending) > len(phones) - 1:
            await sending[-len(phones) + 1]
    return [answer.seconds for answer in await asyncio.gather(*sending)]


async def _spread(seconds: float, each: list[Awaitable[Any]]) -> list[Any]:
    """All of them, begun at moments spread over so many seconds."""

    async def later(one: Awaitable[Any]) -> Any:
        await asyncio.sleep(random.uniform(0, seconds))
        return await one

    return list(await asyncio.gather(*(later(one) for one in each)))


async def _timed(one: Awaitable[Any]) -> float:
    began = time.perf_counter()
    await one
    return time.perf_counter() - began


async def _until(holds: Callable[[], bool], within: float = 120) -> None:
    end = time.perf_counter() + within
    while not holds():
        assert time.perf_counter() < end, "it never came"
        await asyncio.sleep(0.005)


def _seen_in_order(tapped: list[tuple[float, float]], counts: list[tuple[float, int]]) -> list[float]:
    """The n-th vote to be acknowledged was seen when the stage first counted n."""
    in_order = sorted(tapped, key=lambda both: both[1])
    seen = (next(moment for moment, count in counts if count >= n) for n in range(1, len(in_order) + 1))
    return [moment - tap for (tap, _), moment in zip(in_order, seen, strict=True)]


def _moved(crowd: list[Phone]) -> int:
    return sum(phone.bytes_sent + phone.bytes_received for phone in crowd)


def measure(phones: int, plain_phones: int, seconds: float, handles: int) -> dict[str, Found]:
    if handles:
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with evening(app="benchmarks/measured_app.py") as running:
        raise_file_limit()
        a, d = run(ours(running, phones, seconds))
    found = {"a": a, "d": d}
    for name, collects in (("b", "true"), ("c", "false")):
        with tempfile.TemporaryDirectory() as folder:
            server = start(
                Path(folder) / "data",
                app="benchmarks/plain_poll.py",
                STREAMLIT_RUNNER_POST_SCRIPT_GC=collects,
                STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION="false",  # as it is by default
            )
            try:
                found[name] = run(plain(server.port, server.process.pid, plain_phones, seconds))
            except (TimeoutError, OSError, AssertionError) as broke:
                print(
                    f"({name}) broke with {plain_phones} phones: {type(broke).__name__} {broke}",
                    file=sys.stderr,
                )
                found[name] = Found()
            finally:
                server.kill()
    return found


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--phones", type=int, default=100)
    options.add_argument("--plain-phones", type=int, default=100)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument(
        "--handles",
        type=int,
        default=0,
        help="the soft limit of file handles that the server is started with",
    )
    options.add_argument("--contributions", type=int, nargs="*", default=[1000, 100_000])
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    found = measure(chosen.phones, chosen.plain_phones, chosen.seconds, chosen.handles)
    phones = {"a": chosen.phones, "b": chosen.plain_phones, "c": chosen.plain_phones, "d": 100}
    print(table(found, phones), "\n")
    whole: dict[str, Any] = {
        "phones": phones,
        **{name: found[name].row() for name in "abcd"},
        "ratios": ratios(found),
    }
    if chosen.contributions:
        whole["growth"] = grown(chosen.contributions, BARE_VOTES, BARE_PER_SECOND)
    print(json.dumps({name: whole[name] for name in ("ratios", "growth") if name in whole}, indent=2))
    if chosen.json:
        chosen.json.write_text(json.dumps(whole, indent=2) + "\n")
    sys.exit(1 if found["a"].acknowledged != found["a"].stored else 0)


if __name__ == "__main__":
    main()
