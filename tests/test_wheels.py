"""What requirements.txt names comes ready-made for every computer that the README promises.

uv resolves for other platforms and Pythons, markers included, and looks at what is published without fetching it.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest

from tests.serving import ROOT

pytestmark = pytest.mark.network

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("x86_64-manylinux_2_28", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")


def resolved(requirements: Path, python: str, platform: str) -> "subprocess.CompletedProcess[str]":
    """Exit code 0 when every package has a wheel there."""
    command = [sys.executable, "-m", "uv", "pip", "compile", str(requirements), "--quiet", "--no-header"]
    target = ["--only-binary=:all:", f"--python-version={python}", f"--python-platform={platform}"]
    return subprocess.run([*command, *target], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    """Each computer, and one package that was never made for Windows. The first fetches what the others find in uv's
    cache; and resolving is waiting for the network, so they wait together."""
    needs_a_compiler = tmp_path_factory.mktemp("compiler") / "requirements.txt"
    needs_a_compiler.write_text("uvloop\n")
    first, *others = product(PYTHONS, PLATFORMS)
    found = {first: resolved(ROOT / "requirements.txt", *first)}
    with ThreadPoolExecutor(len(others) + 1) as pool:
        compiling = pool.submit(resolved, needs_a_compiler, "3.12", PLATFORMS[1])
        answers = pool.map(lambda computer: resolved(ROOT / "requirements.txt", *computer), others)
        return found | dict(zip(others, answers, strict=True)) | {"compiler": compiling.result()}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_everything_installs_without_a_compiler(everywhere, python, platform):
    """No laptop in a hall has to build anything."""
    found = everywhere[python, platform]
    assert 0 == found.returncode, found.stderr
    assert "streamlit==" in found.stdout


def test_a_package_without_a_wheel_is_noticed(everywhere):
    """The check would fail if something had to be compiled."""
    found = everywhere["compiler"]
    assert 0 != found.returncode
    assert "wheels" in found.stderr
