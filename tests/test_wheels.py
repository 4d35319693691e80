"""What requirements.txt names comes ready-made for every computer that the README promises.

pip resolves for another platform and Python, but judges markers by those it runs on. So our own markers are judged
here; those inside packages (colorama on Windows, say) belong to pure Python and are left to pip.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import run
from tests.serving import ROOT

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBC = (
    "manylinux_2_28",
    "manylinux_2_27",
    "manylinux_2_26",
    "manylinux_2_24",
    "manylinux_2_17",
    "manylinux2014",
    "manylinux1",
)
"""The glibc of 2018 and older: Debian 10, Ubuntu 20.04, RHEL 8. An older pip does not derive them from each other."""
PLATFORMS = {
    "linux": tuple(f"{glibc}_x86_64" for glibc in GLIBC),
    "win32": ("win_amd64",),
    "darwin": ("macosx_12_0_arm64",),
}


@dataclass(frozen=True)
class Computer:
    system: str
    python: str

    def wants(self, requirement: Requirement) -> bool:
        facts = {"sys_platform": self.system, "python_version": self.python}
        return requirement.marker is None or requirement.marker.evaluate(facts)


def computers() -> list[Computer]:
    """All of them where it counts; elsewhere the oldest and the newest Python, for each takes pip five seconds."""
    pythons = PYTHONS if os.environ.get("CI") else (PYTHONS[0], PYTHONS[-1])
    return [Computer(*pair) for pair in product(PLATFORMS, pythons)]


def requirements(name: str = "requirements.txt") -> list[Requirement]:
    lines = (line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def resolve(computer: Computer, folder: Path) -> str:
    """pip's complaint, or nothing when everything has a wheel."""
    wanted = [f"{r.name}{r.specifier}" for r in requirements() if computer.wants(r)]
    platforms = [word for tag in PLATFORMS[computer.system] for word in ("--platform", tag)]
    options = ["--dry-run", "--ignore-installed", "--only-binary", ":all:", "--target", str(folder)]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--retries", "1", *options]
    result = subprocess.run(
        [*command, "--python-version", computer.python, *platforms, *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stderr if result.returncode else ""


def test_everything_installs_without_a_compiler(tmp_path: Path) -> None:
    """On Linux, Windows and macOS, with every Python that run.py accepts."""
    asked = computers()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = list(pool.map(lambda computer: resolve(computer, tmp_path), asked))
    found = {computer: complaint for computer, complaint in zip(asked, complaints, strict=True) if complaint}
    if any(run.reason(complaint).key == "no_network" for complaint in found.values()) and not os.environ.get(
        "CI"
    ):
        pytest.skip("the package index cannot be reached")
    assert {} == found


def test_a_mark_leaves_out_what_a_system_does_not_have() -> None:
    """The check above would otherwise ask for a uvloop for Windows."""
    (uvloop,) = [requirement for requirement in requirements() if requirement.name == "uvloop"]
    assert [True, False, True] == [Computer(system, "3.14").wants(uvloop) for system in PLATFORMS]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_bounded(name: str) -> None:
    """From the version it was tried with to the next that may break it."""
    bounds = {r.name: {part.operator for part in r.specifier} for r in requirements(name)}
    assert bounds
    assert {} == {package: found for package, found in bounds.items() if not {">=", "<"} <= found}


def test_the_checked_pythons_are_those_that_are_accepted() -> None:
    """A new Python is added in both places."""
    assert [run.OLDEST, run.NEWEST] == [tuple(map(int, PYTHONS[i].split("."))) for i in (0, -1)]
