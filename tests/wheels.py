"""What a package index has ready-made for other computers, asked of uv: it resolves for other platforms and Pythons,
markers included, and looks at what is published without fetching it.

    python -m tests.wheels ANSWERS.json
"""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from tests.serving import ROOT

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("x86_64-manylinux_2_28", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")
ANSWERS = "ASUKASILTA_TEST_WHEELS"
"""Names the file that the whole suite finds its answers in, once they have come."""

Answer = tuple[int, str, str]
"""0 when every package has a wheel there; what uv said, and what it complained of."""


def ask(answers: Path) -> None:
    """Of each computer, and of a package that was never made for Windows. The first fetches what the others find in
    uv's cache; and resolving is waiting for the network, so they wait together."""
    first, *others = product(PYTHONS, PLATFORMS)
    requirements = ROOT / "requirements.txt"
    found = {name(*first): _resolved(requirements, *first)}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(len(others) + 1) as pool:
        needs_a_compiler = Path(folder) / "requirements.txt"
        needs_a_compiler.write_text("uvloop\n")
        asked = {name(*each): pool.submit(_resolved, requirements, *each) for each in others}
        asked["compiler"] = pool.submit(_resolved, needs_a_compiler, "3.12", PLATFORMS[1])
        found |= {computer: answer.result() for computer, answer in asked.items()}
    written = answers.with_suffix(".written")
    written.write_text(json.dumps(found))
    written.replace(answers)


def asking(answers: Path) -> "subprocess.Popen[bytes]":
    """In a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "tests.wheels", str(answers)], cwd=ROOT)


def name(python: str, platform: str) -> str:
    return f"{python} {platform}"


def _resolved(requirements: Path, python: str, platform: str) -> Answer:
    command = [sys.executable, "-m", "uv", "pip", "compile", str(requirements), "--quiet", "--no-header"]
    target = ["--only-binary=:all:", f"--python-version={python}", f"--python-platform={platform}"]
    done = subprocess.run([*command, *target], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


if __name__ == "__main__":
    ask(Path(sys.argv[1]))
