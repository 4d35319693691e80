"""The real app in a process of its own, on a free port and a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from service.ending import LAUNCHED, NOT_WAITED

ROOT = Path(__file__).resolve().parent.parent
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
PASSWORD = "koivu-ja-tuomi"
STARTS_WITHIN = 60
ENDS_WITHIN = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running server. `stop` is what a service manager does, `kill` is what a power cut does."""

    port: int
    data: Path
    log: Path
    process: "subprocess.Popen[bytes]"
    password: str = PASSWORD

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """For commands that shall work on this server's folder."""
        return environment(self.data)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not _healthy(self.address):
            assert not _ends_within(self.process, 0.05), f"The server ended at start:\n{self.said()}"
            assert time.monotonic() < deadline, f"No answer within {STARTS_WITHIN} s:\n{self.said()}"

    def stop(self, by_itself: bool = True) -> float:
        """SIGTERM; returns the seconds it took. A server that has to be killed is a fault; and so is one that ended
        only because it does at the latest, unless something keeps it (`by_itself=False`)."""
        began = time.monotonic()
        self.process.terminate()
        if not _ends_within(self.process, ENDS_WITHIN):
            self.kill()
            raise AssertionError(f"Alive {ENDS_WITHIN} s after SIGTERM:\n{self.said()}")
        assert by_itself == (NOT_WAITED not in self.said()), self.said()
        return time.monotonic() - began

    def lose_its_launcher(self) -> None:
        """What becomes of a server whose launcher was killed."""
        assert self.process.stdin
        self.process.stdin.close()
        if not _ends_within(self.process, ENDS_WITHIN):
            self.kill()
            raise AssertionError(f"Alive {ENDS_WITHIN} s after its launcher:\n{self.said()}")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def start(data: Path, port: int | None = None, app: str = "app.py", **extra_environment: str) -> Server:
    """`streamlit run app.py` on this folder; back when it answers. Start again on the same folder and port
    to see what a restart keeps."""
    data.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = data.parent / f"{data.name}-{port}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*STREAMLIT, app, f"--server.port={port}", "--server.address=127.0.0.1"],
            cwd=ROOT,
            env=environment(data)
            | {LAUNCHED: "1", "ASUKASILTA_ADDRESS": f"http://127.0.0.1:{port}"}
            | extra_environment,
            stdin=subprocess.PIPE,  # so that a server ends with its tests, whatever ends them
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, data, log, process)
    server.wait_until_healthy()
    return server


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "ASUKASILTA_DATA": str(data), "ASUKASILTA_PASSWORD": PASSWORD}


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _ends_within(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
