"""Kills the server at random moments while phones send, starts it again, and looks for everything it had acknowledged.

    python -m benchmarks.crash [--kills 100] [--phones 20] [--seed 1]

Half of the kills (SIGKILL, as a power cut) come while phones write ideas, half while they vote. A phone keeps what was
not confirmed and sends it again with the same key, as its script does. After each restart every acknowledged idea must
be there once, word for word, and every ballot as it was acknowledged last, or as the one sent after it. Prints JSON;
ends with an error if anything is lost or doubled.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.phones import Phone
from service import access
from service.limits import raise_file_limit
from tests.serving import Server, start

OPTIONS = 12


@dataclass
class Sender:
    """A phone that never gives up. `sent`: key → everything sent under it, in order; `confirmed`: key → which of these
    was acknowledged last. Stored may be that one, or a later one whose acknowledgement did not arrive."""

    phone: Phone
    sent: dict[str, list[Any]] = field(default_factory=dict)
    confirmed: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    tries: int = 0

    async def send(self, activity: str, place: str, what: Any, form: dict[str, object]) -> None:
        """Again and again until the server has confirmed it."""
        self.sent.setdefault(place, []).append(what)
        nth = len(self.sent[place]) - 1
        self.tries += await self.phone.give_until_confirmed(activity, **form)
        self.confirmed[place] = nth
        self.acknowledged += 1


@dataclass
class Run:
    server: Server
    code: str
    senders: list[Sender]
    chance: random.Random
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    kills: int = 0

    async def kill_while(self, activity: str, sending: list[asyncio.Task[None]], kills: int) -> None:
        """Ends the server `kills` times, each time at a moment that nobody chose."""
        for _ in range(kills):
            await asyncio.sleep(self.chance.uniform(0.02, 0.6))
            self.server.kill()
            self.kills += 1
            self.server = await asyncio.to_thread(start, self.server.data, port=self.server.port)
            await asyncio.to_thread(self.look, activity)
        for task in sending:
            task.cancel()
        for ended in await asyncio.gather(*sending, return_exceptions=True):
            if not isinstance(ended, asyncio.CancelledError):
                raise ended or RuntimeError("a phone stopped by itself")
        await asyncio.to_thread(self.look, activity)

    def look(self, activity: str) -> None:
        """Is everything there, once?"""
        confirmed = [dict(sender.confirmed) for sender in self.senders]
        found = json.loads(access.call(self.server.data, "backup", code=self.code)["text"])
        stored = found["contributions"].get(activity, [])
        self.doubled += [key for key, n in Counter(c["key"] for c in stored).items() if n > 1]
        by_key = {c["key"]: c["payload"] for c in stored}
        for sender, known in zip(self.senders, confirmed, strict=True):
            for key, place in known.items():
                if by_key.get(_place(sender, key)) not in sender.sent[key][place:]:
                    self.lost.append(key)


def _place(sender: Sender, key: str) -> str:
    """Where it is stored: an idea under its own key, a ballot under its participant."""
    return sender.phone.participant if key == "ballot" else key


async def crash(server: Server, kills: int, phones: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)
    code = access.call(server.data, "new", template="asukasilta", title="Katkosilta")["code"]
    senders = [Sender(Phone(server.port, code)) for _ in range(phones)]
    for sender in senders:
        await sender.phone.join()
    run = Run(server, code, senders, chance)
    for kind, act in (("ideas", _writes), ("vote", _votes)):
        activity = await asyncio.to_thread(opened, run, kind)
        options = options_of(run.server, code, activity)
        sending = [
            asyncio.create_task(act(s, activity, options, random.Random(seed + n)))
            for n, s in enumerate(senders)
        ]
        await run.kill_while(activity, sending, kills // 2)
        acknowledged = sum(s.acknowledged for s in senders)
        print(f"{kind}: {run.kills} kills, {acknowledged} acknowledged", file=sys.stderr)
        for sender in senders:
            sender.confirmed = {}
            sender.phone.drop()  # an answer to what was cut off may still be on its line
    run.server.stop()
    return {
        "kills": run.kills,
        "phones": phones,
        "sent": sum(s.tries for s in senders),
        "acknowledged": sum(s.acknowledged for s in senders),
        "lost": len(run.lost),
        "doubled": len(run.doubled),
    }


async def _writes(sender: Sender, activity: str, options: list[str], chance: random.Random) -> None:
    """Fifty ideas are the most that a phone may give; then it corrects them."""
    n = 0
    while True:
        key, text = f"idea-{id(sender)}-{n % 50:03}", f"Idea {n} 🌳 {chance.random()}"
        await sender.send(activity, key, {"text": text, "late": False}, {"key": key, "text": text})
        n += 1
        await asyncio.sleep(chance.uniform(0, 0.05))


async def _votes(sender: Sender, activity: str, options: list[str], chance: random.Random) -> None:
    while True:
        marks = dict.fromkeys(chance.sample(options, 3), 1)
        form = {f"m_{option}": mark for option, mark in marks.items()}
        await sender.send(activity, "ballot", {"marks": marks, "done": True}, {"done": 1, **form})
        await asyncio.sleep(chance.uniform(0, 0.05))


def opened(run: Run, kind: str) -> str:
    return str(access.call(run.server.data, "step", code=run.code, go="open", kind=kind)["activity"])


def options_of(server: Server, code: str, activity: str) -> list[str]:
    agenda = access.call(server.data, "state", code=code)["agenda"]
    return [o["id"] for a in agenda if a["id"] == activity for o in a["options"]][:OPTIONS]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--phones", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    raise_file_limit()
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder) / "data")
        found = asyncio.run(crash(server, chosen.kills, chosen.phones, chosen.seed))
    print(json.dumps(found, indent=2))
    sys.exit(1 if found["lost"] or found["doubled"] else 0)


if __name__ == "__main__":
    main()
