"""Whatever else can go wrong with a disk and its files, one after the other on one server, while phones send.

    python -m benchmarks.faults [--phones 20] [--only torn full …] [--seed 1]

After each, everything that was acknowledged is looked for as after a kill (see benchmarks.crash), and the answers that
phones got meanwhile are named: a number of HTTP and the key of the sentence. Prints JSON; ends with an error if
anything is lost or doubled, or if a phone was told something else than it should have been.

    torn        half a line at the end of a journal, as a power cut leaves it
    truncated   half of a data file is gone: nobody is let in until it is repaired from its copy
    full        a disk that takes no more for a while (the system's limit for the server's files); no restart
    forbidden   no permission to write into the folder for a while; no restart. Passed over for the superuser, unless
                it is run under `setpriv --bounding-set=-dac_override`
    twice       a second server on the same folder
    newer       a data file of a version that is still to come: refused, and not a byte is changed
    closing     ballots that arrive while the vote closes: counted or refused, never both, none afterwards
"""

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing as closed_afterwards
from pathlib import Path

from benchmarks.crash import Run, Sender, opened, options_of
from benchmarks.phones import Phone
from service import access
from service.serving import ANOTHER_SERVER
from storage import migrations
from storage.embedded import EmbeddedStore
from storage.names import file_of
from tests.serving import ROOT, STREAMLIT, Server, environment, free_port, start

Said = Counter[str]
"""What phones were answered while it was so: "503 store_unavailable" → how often."""
Fault = Callable[[Run, str], Awaitable[Said]]


async def torn(run: Run, activity: str) -> Said:
    run.server.kill()
    with _file(run, activity, "journal").open("ab") as journal:
        journal.write(b'{"v":100000,"s":1,"put":[{"key":"nobody-was-told')
    await _again(run)
    return Counter()


async def truncated(run: Run, activity: str) -> Said:
    run.server.stop()
    await _again(run)
    await _everybody_sends(run, activity)
    run.server.kill()
    file = _file(run, activity, "json")
    os.truncate(file, file.stat().st_size // 2)
    await _again(run)
    said = await _tried(run, activity)
    run.server.stop()
    with closed_afterwards(EmbeddedStore(run.server.data)) as store:
        store.repair(run.code)
    await _again(run)
    return said


async def full(run: Run, activity: str) -> Said:
    import resource

    limits = resource.prlimit(run.server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(run.server.process.pid, resource.RLIMIT_FSIZE, (1, limits[1]))
    return await _recovers(
        run,
        activity,
        lambda: resource.prlimit(run.server.process.pid, resource.RLIMIT_FSIZE, limits),
    )


async def forbidden(run: Run, activity: str) -> Said:
    """The server starts anew, so that it has no file open that it could go on writing to."""
    run.server.stop()
    await _again(run)
    folder = run.server.data / run.code
    folder.chmod(0o500)
    return await _recovers(run, activity, lambda: folder.chmod(0o700))


async def twice(run: Run, activity: str) -> Said:
    command = [*STREAMLIT, "app.py", f"--server.port={free_port()}", "--server.address=127.0.0.1"]
    sending = asyncio.create_task(_everybody_sends(run, activity))
    second = await asyncio.to_thread(
        subprocess.run,
        command,
        cwd=ROOT,
        env=environment(run.server.data),
        capture_output=True,
        text=True,
        timeout=60,
    )
    await sending
    told = str(run.server.data) in second.stderr
    return Counter({f"ends with {second.returncode}, naming the folder: {told}": 1})


async def newer(run: Run, activity: str) -> Said:
    run.server.stop()
    file = run.server.data / run.code / "workshop.json"
    before = file.read_text()
    later = re.sub(
        rf'"schema_version":{migrations.current}\b', f'"schema_version":{migrations.current + 1}', before
    )
    assert later != before, "no version stands in the file"
    file.write_text(later)
    await _again(run)
    said = await _tried(run, activity)
    run.server.stop()
    assert later == file.read_text(), "it was written to"
    file.write_text(before)
    await _again(run)
    return said


async def closing(run: Run, activity: str) -> Said:
    """On a vote of its own: each phone votes once, around the moment at which it is closed without a countdown."""
    vote = await asyncio.to_thread(opened, run, "vote")
    options = options_of(run.server, run.code, vote)
    voting = [asyncio.create_task(_votes_once(sender, vote, options, run.chance)) for sender in run.senders]
    await asyncio.sleep(0.05)
    for verb in ("close", "close_now"):
        await asyncio.to_thread(access.call, run.server.data, "perform", code=run.code, verb=verb)
    answers = await asyncio.gather(*voting)
    backup = json.loads(access.call(run.server.data, "backup", code=run.code)["text"])
    stored = {c["key"]: c["payload"]["marks"] for c in backup["contributions"].get(vote, [])}
    counted = {who: marks for status, who, marks in answers if status == "200"}
    run.lost += [who for who, marks in counted.items() if stored.get(who) != marks]
    run.doubled += [who for who in stored if who not in counted]
    return Counter(status for status, _, _ in answers)


EXPECTED: dict[str, tuple[Fault, set[str]]] = {
    "torn": (torn, set()),
    "truncated": (truncated, {"503 damaged", "503 damaged_with_copy"}),
    "full": (full, {"503 store_unavailable"}),
    "forbidden": (forbidden, {"503 store_unavailable"}),
    "twice": (twice, {f"ends with {ANOTHER_SERVER}, naming the folder: True"}),
    "newer": (newer, {"503 newer_version"}),
    "closing": (closing, {"200", "409 late"}),
}
"""Each fault, and all that may be said while it is so. The last one ends the ideas step, so it comes last."""


async def faults(server: Server, phones: int, seed: int, names: list[str]) -> dict[str, dict[str, object]]:
    code = access.call(server.data, "new", template="asukasilta", title="Vikailta")["code"]
    senders = [Sender(Phone(server.port, code)) for _ in range(phones)]
    for sender in senders:
        await sender.phone.join()
    run = Run(server, code, senders, random.Random(seed))
    ideas = await asyncio.to_thread(opened, run, "ideas")
    found = {}
    for name in names:
        fault, expected = EXPECTED[name]
        await _everybody_sends(run, ideas)
        said = await fault(run, ideas)
        if name != "closing":
            await _everybody_sends(run, ideas)
            await asyncio.to_thread(run.look, ideas)
        found[name] = {
            "acknowledged": sum(s.acknowledged for s in senders),
            "lost": len(run.lost),
            "doubled": len(run.doubled),
            "said": dict(said),
            "as it should be": set(said) <= expected and bool(said) == bool(expected),
        }
        print(f"{name}: {found[name]}", file=sys.stderr)
    run.server.stop()
    return found


async def _again(run: Run) -> None:
    run.server = await asyncio.to_thread(start, run.server.data, port=run.server.port)
    for sender in run.senders:
        sender.phone.drop()


async def _everybody_sends(run: Run, activity: str) -> None:
    await asyncio.gather(*(_sends(sender, activity, run.chance) for sender in run.senders))


async def _sends(sender: Sender, activity: str, chance: random.Random) -> None:
    n = sender.acknowledged % 40
    key, text = f"idea-{id(sender)}-{n:03}", f"Idea {n} 🌳 {chance.random()}"
    await sender.send(activity, key, {"text": text, "late": False}, {"key": key, "text": text})


async def _tried(run: Run, activity: str) -> Said:
    """What each phone is told that sends something once."""
    answers = [
        await s.phone.give(activity, key=f"in-vain-{n:04}", text="Turhaan") for n, s in enumerate(run.senders)
    ]
    assert all(answer.json["text"] for answer in answers), "refused without a sentence"
    return Counter(f"{answer.status} {answer.json['refused']}" for answer in answers)


async def _recovers(run: Run, activity: str, end: Callable[[], object]) -> Said:
    """All send at once and are told; they go on trying; then the fault ends, and the same server takes it all."""
    alive = run.server.process.pid
    said = await _tried(run, activity)
    sending = asyncio.create_task(_everybody_sends(run, activity))
    await asyncio.sleep(0.3)
    assert not sending.done(), "something was acknowledged that cannot have been stored"
    end()
    await asyncio.wait_for(sending, 60)
    assert run.server.process.is_alive()
    assert alive == run.server.process.pid
    return said


async def _votes_once(
    sender: Sender, vote: str, options: list[str], chance: random.Random
) -> tuple[str, str, dict[str, int]]:
    marks = dict.fromkeys(chance.sample(options, 3), 1)
    await asyncio.sleep(chance.uniform(0, 0.25))
    answer = await sender.phone.give(vote, done=1, **{f"m_{option}": mark for option, mark in marks.items()})
    said = "200" if answer.status == 200 else f"{answer.status} {answer.json['refused']}"
    return said, sender.phone.participant, marks


def _file(run: Run, activity: str, kind: str) -> Path:
    return run.server.data / run.code / f"{file_of(activity)}.{kind}"


def _writes_anyway(folder: Path) -> bool:
    """As the superuser may, wherever it likes."""
    folder.mkdir(mode=0o500)
    try:
        (folder / "something").touch()
    except PermissionError:
        return False
    return True


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--phones", type=int, default=20)
    options.add_argument("--only", nargs="+", choices=EXPECTED, default=list(EXPECTED))
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        passed_over = {"forbidden"} if _writes_anyway(Path(folder) / "forbidden") else set()
        names = [name for name in EXPECTED if name in set(chosen.only) - passed_over]
        found = asyncio.run(faults(start(Path(folder) / "data"), chosen.phones, chosen.seed, names))
    print(json.dumps(found, indent=2, ensure_ascii=False))
    bad = [n for n, each in found.items() if each["lost"] or each["doubled"] or not each["as it should be"]]
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
