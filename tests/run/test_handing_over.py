"""The service's commands and the tests: what they get, and what comes back."""

import json
from pathlib import Path

import pytest

import run
from tests.run.launcher import Launcher

GATES = ["ruff", "ruff", "mypy", "lint-imports", "pytest"]


@pytest.mark.parametrize("command", run.COMMANDS)
def test_words_pass_untouched_but_for_the_folder(launcher: Launcher, command: str, tmp_path: Path) -> None:
    """`--data` may stand anywhere; the rest is the command's own business."""
    words = [command, "ABC234", "--data", "ilta", "--title=a b", "--", "--help"]
    result = launcher(*words, cwd=tmp_path)
    said = json.loads(result.stdout)
    assert [command, "ABC234", "--title=a b", "--", "--help"] == said["argv"]
    assert str(tmp_path / "ilta") == said["data"]
    assert tmp_path.samefile(said["cwd"])


def test_only_the_command_prints_on_standard_output(launcher: Launcher) -> None:
    """Scripts read it, also when the first call has to install."""
    result = launcher("new")
    assert "Installing parts" in result.stderr
    assert ["new"] == json.loads(result.stdout)["argv"]


def test_the_exit_code_of_a_command_comes_back(launcher: Launcher) -> None:
    """Scripts rely on it."""
    assert 5 == launcher("export", MOOD="cli:fails").returncode


def test_every_gate_is_run_and_pytest_comes_last(launcher: Launcher) -> None:
    """The last line is pytest's own."""
    result = launcher("test")
    assert 0 == result.returncode
    assert GATES == _passed(launcher)
    assert [
        "ruff check: ok",
        "ruff format: ok",
        "mypy: ok",
        "lint-imports: ok",
        "pytest has spoken",
    ] == result.stdout.splitlines()


@pytest.mark.parametrize("gate", ["ruff", "mypy", "pytest"])
def test_one_failed_gate_fails_the_whole(launcher: Launcher, gate: str) -> None:
    """The others are still run, and the one that failed says why."""
    result = launcher("test", MOOD=f"{gate}:fails")
    assert 1 == result.returncode
    assert GATES == _passed(launcher)
    assert f"{gate} has spoken" in result.stdout


def _passed(launcher: Launcher) -> list[str]:
    """In their order, but for the reading of the tests, which goes on beside them."""
    installed, *called = launcher.diary()
    assert "pip" == installed["who"]
    return [entry["who"] for entry in called if "--collect-only" not in entry["argv"]]


def test_with_words_of_its_own_only_pytest_runs(launcher: Launcher) -> None:
    """Somebody works on one test."""
    launcher("test", "-k", "one", "--data", "x")
    (pytest_call,) = launcher.diary()[1:]
    assert ("pytest", ["-k", "one", "--data", "x"]) == (pytest_call["who"], pytest_call["argv"])
