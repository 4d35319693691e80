"""A process that dies at any moment: whatever was acknowledged is there, and nothing is there by half."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facilitation.turn import Turn
from storage import disk
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, ballot, participant, workshop
from tests.storage.conftest import opened

SECONDS = 10
ROOT = Path(__file__).parents[2]


class Camera:
    """Takes a picture of the folder at each step that touches the disk, and in the middle of each write.

    Nothing is flushed: a picture is what the system shows, and the pictures say what each step left behind.
    """

    def __init__(self, data: Path, album: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        self.album = album
        self.acknowledged = 0
        self.pictures: list[tuple[Path, int]] = []
        self._write, self._replace = disk.write, disk.replace
        monkeypatch.setattr(disk, "flush", lambda fd: self.shoot())
        monkeypatch.setattr(disk, "flush_folder", lambda folder: None)
        monkeypatch.setattr(disk, "write", self._write_in_two)
        monkeypatch.setattr(disk, "replace", self._watched_replace)

    def shoot(self) -> None:
        picture = self.album / str(len(self.pictures))
        shutil.copytree(self.data, picture)
        self.pictures.append((picture, self.acknowledged))

    def _write_in_two(self, fd: int, content: bytes) -> None:
        middle = len(content) // 2
        self._write(fd, content[:middle])
        self.shoot()
        self._write(fd, content[middle:])

    def _watched_replace(self, source: Path, target: Path, patience: float = 0.0) -> None:
        self._replace(source, target)
        self.shoot()


def give(number: int):  # type: ignore[no-untyped-def]
    """A command over several files: every second saves the workshop too, every third takes back what one gave."""

    def decide(turn: Turn) -> None:
        turn.add(participant(f"p{number}"))
        turn.put(ballot(f"p{number}", activity="x"))
        turn.put(ballot(f"p{number}", activity="y"))
        if number % 2 == 0:
            turn.save(turn.workshop.but(turn=number))
        if number % 3 == 0:
            turn.remove("y", [f"p{number - 1}"])

    return decide


def expected(number: int) -> tuple[list[str], list[str], list[str], int]:
    everybody = [f"p{n}" for n in range(1, number + 1)]
    taken_back = {f"p{n - 1}" for n in range(3, number + 1, 3)}
    return everybody, everybody, [p for p in everybody if p not in taken_back], number // 2 * 2


def found(store: EmbeddedStore) -> tuple[list[str], list[str], list[str], int]:
    reader = store.read(CODE)
    return (
        list(reader.participants()),
        list(reader.contributions("x")),
        list(reader.contributions("y")),
        reader.workshop.turn,
    )


def test_a_crash_at_any_moment_leaves_whole_commands(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands over four files, checkpoints and openings, stopped at each step: all that was acknowledged is there,
    at most the one command more that was on its way, and every command wholly or not at all."""
    with opened(data) as store:
        store.create(workshop())
    with monkeypatch.context() as watched:
        camera = Camera(data, tmp_path / "album", watched)
        for number in range(1, 5):
            with opened(data) as store:
                store.run(CODE, give(number)).result(SECONDS)
                camera.acknowledged = number
                camera.shoot()
    assert len(camera.pictures) > 80
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(disk, "flush_folder", lambda folder: None)
    for picture, acknowledged in camera.pictures:
        _check(picture, acknowledged)


def _check(picture: Path, acknowledged: int) -> None:
    with opened(picture) as store:
        reached = len(store.read(CODE).participants())
        assert acknowledged <= reached <= acknowledged + 1
        assert expected(reached) == found(store)
        store.run(CODE, give(reached + 1)).result(SECONDS)
    with opened(picture) as store:
        assert expected(reached + 1) == found(store)


CHILD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from storage import document
from storage.embedded import EmbeddedStore
from tests.contract.making import CODE, vote

document._MANY_LINES = 30
folder, run = sys.argv[1:]
store = EmbeddedStore(folder, quiet=0.02)

def resident(number):
    for count in range(100_000):
        key = f"{run}-{number}-{count}"
        store.run(CODE, vote("p", key=key)).result()
        sys.stdout.write(key + "\\n")
        sys.stdout.flush()

with ThreadPoolExecutor(4) as room:
    list(room.map(resident, range(4)))
"""


def test_what_a_killed_process_acknowledged_is_there(data: Path, store: EmbeddedStore) -> None:
    """Killed again and again in the middle of votes and checkpoints; it told a pipe what it had acknowledged."""
    store.close()
    told: set[str] = set()
    for run, votes in enumerate((1, 40, 150)):
        told |= _told_until_killed(data, run, votes)
        with opened(data) as again:
            kept = again.read(CODE).contributions("x")
            assert told <= set(kept)
            assert [c.seq for c in kept.values()] == sorted({c.seq for c in kept.values()})


def _told_until_killed(data: Path, run: int, votes: int) -> set[str]:
    command = [sys.executable, "-c", CHILD, str(data), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(votes)]
        child.kill()
        told += child.stdout.readlines()
    return {line.strip() for line in told if line.endswith("\n")}
