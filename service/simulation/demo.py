"""A lively evening to try: a server on a folder of its own, one event, and made-up residents who take part."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import webbrowser
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locales import LANGUAGES, words
from service.access import call_server
from service.config import DEFAULT_PORT
from service.simulation.phone import Phone
from service.simulation.resident import NewPhone, Resident

ROOT = Path(__file__).resolve().parents[2]
IDEAS = 60
"""How many ideas the catalogue has for the residents."""
ALL_HERE_WITHIN = 50.0
"""Seconds in which the residents come in; people never come at once."""
ENDS_WITHIN = 10.0
SPEAKS_ANOTHER = 10
"""Every tenth resident has another language."""


class NoServer(Exception):
    """It ended before it answered, or by itself; what it said stands on the terminal."""


class PortTaken(Exception):
    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


@dataclass(frozen=True)
class Evening:
    """A running demo. `links` as the command `new` gives them; `here` is the server's address on this machine."""

    links: dict[str, Any]
    here: str
    folder: Path

    def on_this_machine(self, name: str) -> str:
        """A link that works whatever the network does."""
        path = self.links[name].split("/", 3)[3]
        return f"{self.here}/{path}"


@contextmanager
def evening(
    folder: Path | None,
    port: int | None,
    title: str,
    language: str,
    stop: threading.Event,
    code: str | None = None,
) -> Iterator[tuple[Evening, "subprocess.Popen[bytes]"]]:
    """The evening and the server's process. Without a folder, one that is gone afterwards; without a code, any.

    Raises NoServer (also when stopped while it starts), PortTaken.
    """
    its_port = port or _free_port()
    if not _is_free(its_port):
        raise PortTaken(its_port)
    with _folder(folder) as data, _server(data, its_port) as server:
        _wait_until_it_answers(data, server, stop)
        links = call_server(data, "new", template="evening", title=title, language=language, code=code)
        if links is None:
            raise NoServer()
        yield Evening(links, f"http://localhost:{its_port}", data), server


def own_folder(given: Path) -> Path | None:
    """None, for a temporary one, unless a folder was asked for: never among the real evenings' by default."""
    return None if given == ROOT / "data" else given


def let_residents_in(evening: Evening, how_many: int, language: str, stop: threading.Event) -> list[Resident]:
    ideas = {each: ideas_in(each) for each in LANGUAGES}
    spoken = [_language_of(n, language) for n in range(how_many)]
    address, code = evening.here.replace("localhost", "127.0.0.1"), evening.links["code"]
    residents = [
        Resident(_dialler(address, code, its, stop), ideas[its], seed, random.uniform(1, ALL_HERE_WITHIN))
        for seed, its in enumerate(spoken)
    ]
    for resident in residents:
        resident.start()
    return residents


def ideas_in(language: str) -> deque[str]:
    """What residents say, in any order."""
    t = words(language)
    texts = [t(f"run.demo.idea{n}") for n in range(1, IDEAS + 1)]
    random.shuffle(texts)
    return deque(texts)


def show(evening: Evening) -> None:
    """Desk and stage in the browser, if this machine has a screen."""
    if not _has_screen():
        return
    pages = [evening.on_this_machine(name) for name in ("desk", "stage")]
    threading.Thread(target=lambda: [webbrowser.open_new(page) for page in pages], daemon=True).start()


def _dialler(address: str, code: str, language: str, stop: threading.Event) -> NewPhone:
    return lambda: Phone(address, code, language, stop)


def _language_of(number: int, language: str) -> str:
    if number % SPEAKS_ANOTHER != SPEAKS_ANOTHER - 1:
        return language
    others = [each for each in LANGUAGES if each != language]
    return others[number // SPEAKS_ANOTHER % len(others)]


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    made = Path(tempfile.mkdtemp(prefix="asukasilta-demo-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _server(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """The real app. It is kept from the terminal's Ctrl+C, so that it ends after its residents, and once."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.port={port}",
        "--server.headless=true",
        "--logger.level=warning",
    ]
    options: dict[str, Any] = {} if sys.platform == "win32" else {"process_group": 0}
    server = subprocess.Popen(  # noqa: S603 (our own command)
        command,
        cwd=ROOT,
        env={**os.environ, "ASUKASILTA_DATA": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **options,
    )
    try:
        yield server
    finally:
        _end(server)


def _end(server: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        server.terminate()
    try:
        server.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _wait_until_it_answers(folder: Path, server: "subprocess.Popen[bytes]", stop: threading.Event) -> None:
    while call_server(folder, "workshops") is None:
        if stop.wait(0.2) or server.poll() is not None:
            raise NoServer()


def stop_on_signals(stop: threading.Event) -> None:
    """SIGTERM like Ctrl+C: both end everything in order."""

    def ending(_number: int, _frame: Any) -> None:
        stop.set()

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), ending)


def _free_port() -> int:
    return next((port for port in range(DEFAULT_PORT, DEFAULT_PORT + 100) if _is_free(port)), DEFAULT_PORT)


def _is_free(port: int) -> bool:
    with socket.socket() as visitor:
        visitor.settimeout(1)
        if visitor.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as host:
        if sys.platform != "win32":
            host.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            host.bind(("", port))
        except OSError:
            return False
    return True


def _has_screen() -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in named)
