"""The real app in a process of its own, on a free port and a folder of its own."""

import multiprocessing
import os
import runpy
import socket
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
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


_CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
_PROCESSES = multiprocessing.get_context("forkserver" if _CAN_FORK else "spawn")
if _CAN_FORK:
    import resource

    _PROCESSES.set_forkserver_preload(["tests.loaded"])


@dataclass
class Server:
    """A running server. `stop` is what a service manager does, `kill` is what a power cut does."""

    port: int
    data: Path
    log: Path
    process: BaseProcess
    launcher: Connection
    """Closed, it is what the end of a launcher looks like."""
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
            assert not self.ends_within(0.05), f"The server ended at start:\n{self.said()}"
            assert time.monotonic() < deadline, f"No answer within {STARTS_WITHIN} s:\n{self.said()}"

    def stop(self, by_itself: bool = True) -> float:
        """SIGTERM; returns the seconds it took. A server that has to be killed is a fault; and so is one that ended
        only because it does at the latest, unless something keeps it (`by_itself=False`)."""
        began = time.monotonic()
        self.process.terminate()
        if not self.ends_within(ENDS_WITHIN):
            self.kill()
            raise AssertionError(f"Alive {ENDS_WITHIN} s after SIGTERM:\n{self.said()}")
        assert by_itself == (NOT_WAITED not in self.said()), self.said()
        return time.monotonic() - began

    def lose_its_launcher(self) -> None:
        """What becomes of a server whose launcher was killed."""
        self.launcher.close()
        if not self.ends_within(ENDS_WITHIN):
            self.kill()
            raise AssertionError(f"Alive {ENDS_WITHIN} s after its launcher:\n{self.said()}")

    def kill(self) -> None:
        self.process.kill()
        self.process.join()

    def ends_within(self, seconds: float) -> bool:
        self.process.join(seconds)
        return not self.process.is_alive()


def start(data: Path, port: int | None = None, app: str = "app.py", **extra_environment: str) -> Server:
    """`streamlit run app.py` on this folder; back when it answers. Start again on the same folder and port
    to see what a restart keeps."""
    data.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    here = {LAUNCHED: "1", "ASUKASILTA_ADDRESS": f"http://127.0.0.1:{port}"}
    return launch(app, ROOT, data, port, environment(data) | here | extra_environment)


def launch(app: str, folder: Path, data: Path, port: int, its_environment: dict[str, str]) -> Server:
    """`streamlit run` in this folder; back when it answers. It ends with its tests, whatever ends them."""
    log = data.parent / f"{data.name}-{port}.log"
    log.touch()
    command = [app, f"--server.port={port}", "--server.address=127.0.0.1"]
    held, launcher = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(
        target=_run, args=(command, folder, its_environment, held, log, _file_limit()), daemon=True
    )
    process.start()
    held.close()
    server = Server(port, data, log, process, launcher)
    server.wait_until_healthy()
    return server


def _file_limit() -> tuple[int, int]:
    """How many files a process may open, that is started now."""
    return resource.getrlimit(resource.RLIMIT_NOFILE) if _CAN_FORK else (0, 0)


def _run(
    command: list[str],
    folder: Path,
    its_environment: dict[str, str],
    held: Connection,
    log: Path,
    file_limit: tuple[int, int],
) -> None:
    """What `python -m streamlit run` does, in a process that has read the libraries already. It takes over what others
    inherit: the environment, the folder and the limit of files."""
    if _CAN_FORK:
        resource.setrlimit(resource.RLIMIT_NOFILE, file_limit)
    with log.open("ab") as output:
        for own, stream in ((held, 0), (output, 1), (output, 2)):
            os.dup2(own.fileno(), stream)
    held.close()
    os.environ.clear()
    os.environ.update(its_environment)
    os.chdir(folder)
    sys.argv = ["streamlit", "run", *command]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "ASUKASILTA_DATA": str(data), "ASUKASILTA_PASSWORD": PASSWORD}


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
