"""The launcher in a folder of its own, with stand-ins for what it installs and starts."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STANDINS = Path(__file__).parent / "standins"
RUN = Path(__file__).resolve().parents[2] / "run.py"
SOON = 60
"""Seconds after which a launcher that says nothing is taken for stuck."""
FOREIGN = ("ASUKASILTA_", "DISPLAY", "WAYLAND", "LC_", "BROWSER", "PYTHONPATH", "VIRTUAL_ENV")


@dataclass
class Launcher:
    base: Path
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.base.mkdir()
        shutil.copy(RUN, self.base)
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.base / name).touch()
        for name in ("diary.py", "streamlit", "service", "importlinter"):
            copy = shutil.copytree if (STANDINS / name).is_dir() else shutil.copy
            copy(STANDINS / name, self.base / name)
        for name in ("ruff", "mypy", "pytest"):
            shutil.copy(STANDINS / "gate.py", self.base / f"{name}.py")

    @property
    def venv(self) -> Path:
        return self.base / ".venv"

    def with_standin_pip(self) -> "Launcher":
        """An environment as a person makes it, but for its pip."""
        venv.create(self.venv, symlinks=os.name == "posix")
        scheme = sysconfig.get_preferred_scheme("prefix")
        packages = Path(sysconfig.get_path("purelib", scheme, {"base": str(self.venv)}))
        for name in ("pip.py", "diary.py"):
            shutil.copy(STANDINS / name, packages)
        return self

    def environment(self, **extra: str) -> dict[str, str]:
        ours = {n: v for n, v in os.environ.items() if not n.startswith(FOREIGN)}
        return {**ours, "LANG": "en_GB.UTF-8", "DIARY": str(self.base / "diary.jsonl"), **extra}

    def __call__(
        self, *words: str, cwd: Path | None = None, **extra: str
    ) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(self.base / "run.py"), *words]
        return subprocess.run(command, cwd=cwd, timeout=SOON, **self._talk(extra, subprocess.PIPE))

    def start(self, *words: str, **extra: str) -> "subprocess.Popen[str]":
        """One that runs until it is told to stop; both its channels come as one."""
        command = [sys.executable, "-u", str(self.base / "run.py"), *words]
        process = subprocess.Popen(command, **self._talk(extra, subprocess.STDOUT))
        self.started.append(process)
        return process

    def _talk(self, extra: dict[str, str], errors: int) -> dict[str, Any]:
        environment = self.environment(**extra)
        return {"env": environment, "stdout": subprocess.PIPE, "stderr": errors, "encoding": "utf-8"}

    def stop_all(self) -> None:
        """What a test left running is asked to end; the launcher's own duty is to leave nothing behind."""
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=SOON)
            except subprocess.TimeoutExpired:
                process.kill()
                raise

    def diary(self, who: str | None = None) -> list[dict[str, Any]]:
        file = self.base / "diary.jsonl"
        entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
        return [entry for entry in entries if who in (None, entry["who"])]


def read_until(process: "subprocess.Popen[str]", words: str) -> str:
    """What a launcher says, up to and with the line that holds these words."""
    assert process.stdout
    said = ""
    while words not in said:
        line = process.stdout.readline()
        assert line, f"It ended before saying {words!r}:\n{said}"
        said += line
    return said
