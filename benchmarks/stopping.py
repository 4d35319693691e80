"""How long the server needs to end with many streams open, and what foreign handshakes do to a vote.

    python -m benchmarks.stopping [--streams 1000]

Streamlit looks up the machine's outside address when a page from elsewhere knocks. Here every lookup of a name hangs
for good, as it does behind a broken name server, and is noted down: none may be begun.
"""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evening import Evening, evening
from benchmarks.phones import Phone, percentiles
from service.limits import raise_file_limit

HANGING = """import os, socket, threading
_known = socket.getaddrinfo
def _hangs(host, *rest, **more):
    if host and any(letter.isalpha() for letter in str(host)) and host != "localhost":
        with open(os.environ["LOOKUPS_BEGUN"], "a") as begun:
            begun.write(f"{host}\\n")
        threading.Event().wait()
    return _known(host, *rest, **more)
socket.getaddrinfo = _hangs
"""
"""A `sitecustomize` module: Python runs it before anything else."""

FOREIGN = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://elsewhere.example\r\n\r\n"
)


@dataclass
class Lookups:
    """`environment`: in which each lookup of a name hangs."""

    environment: dict[str, str]
    _notes: Path

    def begun(self) -> list[str]:
        return self._notes.read_text().split()

    def hang(self, name: str) -> bool:
        """Whether a process that looks this up begins to, which is noted, and does not come to an end."""
        looking = [sys.executable, "-c", f"import socket; socket.getaddrinfo({name!r}, 80)"]
        with subprocess.Popen(looking, env=os.environ | self.environment) as process:
            while name not in self.begun() and process.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.1)
            hangs = process.poll() is None
            process.kill()
        return hangs


@contextmanager
def hanging_lookups() -> Iterator[Lookups]:
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "begun"
        notes.touch()
        (Path(folder) / "sitecustomize.py").write_text(HANGING)
        yield Lookups({"PYTHONPATH": folder, "LOOKUPS_BEGUN": str(notes)}, notes)


async def measure(running: Evening, streams: int) -> dict[str, object]:
    port = running.server.port
    voter = Phone(port, running.code)
    await voter.join()
    arrival = running.open("arrival")
    calm = [(await voter.give(arrival, choice=n % 2)).seconds for n in range(40)]
    handshakes = [_foreign_handshake(port) for _ in range(10)]
    pestered = [(await voter.give(arrival, choice=n % 2)).seconds for n in range(40)]
    phones = [Phone(port, running.code) for _ in range(streams)]
    for start in range(0, streams, 50):
        await asyncio.gather(*(phone.listen() for phone in phones[start : start + 50]))
    took = await asyncio.to_thread(running.server.stop)
    for handshake in handshakes:
        handshake.close()
    return {
        "streams": streams,
        "seconds_to_end": round(took, 2),
        "vote_ms": percentiles(calm),
        "vote_ms_beside_10_foreign_handshakes": percentiles(pestered),
    }


def _foreign_handshake(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(FOREIGN.format(port=port).encode())
    return connection


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--streams", type=int, default=1000)
    chosen = options.parse_args()
    raise_file_limit()
    with hanging_lookups() as lookups, evening(**lookups.environment) as running:
        found = asyncio.run(measure(running, chosen.streams))
        print(json.dumps({**found, "lookups_begun": lookups.begun()}, indent=2))


if __name__ == "__main__":
    main()
