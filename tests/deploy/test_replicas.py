"""Two replicas behind nginx on one PostgreSQL: phones on either, stage on one, and one of them dies."""

import asyncio
import http.client
import json
import logging
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.phones import Phone, percentiles
from service import access
from tests.serving import ROOT, Server, free_port, start

log = logging.getLogger(__name__)

PHONES = 24
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include replicas.conf;
    server {{
        listen 127.0.0.1:{port};
        include locations.conf;
    }}
}}
"""


class Hall:
    """The replicas with what stands in front of them. `port` is nginx's."""

    def __init__(self, replicas: list[Server], port: int, code: str, links: dict[str, str]) -> None:
        self.replicas = replicas
        self.port = port
        self.code = code
        self.links = links

    def call(self, command: str, **arguments: object) -> dict[str, object]:
        """What the desk of the first living replica does."""
        living = next(r for r in self.replicas if r.process.poll() is None)
        return access.call_server(living.data, command, code=self.code, **arguments) or {}

    def open(self, kind: str) -> str:
        return str(self.call("step", go="open", kind=kind)["activity"])


@pytest.fixture
def hall(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(nginx).exists():
        missing = pytest.fail if os.environ.get("ASUKASILTA_NGINX") == "needed" else pytest.skip
        missing("nginx is not here: sudo apt install nginx-light")
    port = free_port()
    replicas = [start(tmp_path / name, ASUKASILTA_DATABASE=database) for name in ("a", "b")]
    front = _nginx(nginx, tmp_path / "nginx", port, [r.port for r in replicas])
    links = (
        access.call_server(replicas[0].data, "new", template="asukasilta", title="Kahden koneen ilta") or {}
    )
    yield Hall(replicas, port, links["code"], links)
    front.terminate()
    front.wait(10)
    for replica in replicas:
        if replica.process.poll() is None:
            replica.stop()


def test_phones_on_either_replica_and_one_of_them_dies(hall: Hall) -> None:
    """A vote given on one is on the other's stage within half a second (p95); when a replica is killed in the middle
    of a vote, every acknowledged one is there once, and its phones go on."""
    took, acknowledged, stored = asyncio.run(_evening(hall))
    log.info("Seen on the other replica, ms: %s", percentiles(took))
    assert percentiles(took)["p95"] <= 500, percentiles(took)
    assert len(acknowledged) == PHONES
    assert acknowledged == stored


async def _evening(hall: Hall) -> tuple[list[float], dict[str, object], dict[str, object]]:
    phones = [Phone(hall.port, hall.code) for _ in range(PHONES)]
    for phone in phones:
        await phone.join()
    ideas = await asyncio.to_thread(hall.open, "ideas")
    took = await _seen_on_the_other(hall, ideas)
    for n, phone in enumerate(phones[:8]):
        await phone.give(ideas, text=f"Idea {n}", key=f"replica-{n:04}")
    vote = await asyncio.to_thread(hall.open, "vote")
    agenda = (await asyncio.to_thread(hall.call, "state"))["agenda"]
    options = [o["id"] for a in agenda if a["id"] == vote for o in a["options"]]  # type: ignore[attr-defined]
    first, *rest = [asyncio.create_task(_vote(phone, vote, options)) for phone in phones]
    await first
    hall.replicas[0].kill()
    acknowledged = dict(zip((p.participant for p in phones), await asyncio.gather(first, *rest), strict=True))
    backup = json.loads(str((await asyncio.to_thread(hall.call, "backup"))["text"]))
    stored = {c["key"]: c["payload"]["marks"] for c in backup["contributions"][vote]}
    return took, acknowledged, stored


async def _seen_on_the_other(hall: Hall, activity: str) -> list[float]:
    """A phone gives to one replica; what the stage listens to on the other hears of it after so many seconds."""
    here, there = hall.replicas
    stage = await asyncio.to_thread(_stage_stream, there, hall.links["stage"])
    phone = Phone(here.port, hall.code)
    await phone.join()
    took = []
    for n in range(20):
        heard = asyncio.create_task(asyncio.to_thread(_next_version, stage))
        began = time.perf_counter()
        answer = await phone.give(activity, text=f"Toiselle {n}", key=f"across-{n:04}")
        assert answer.status == 200
        await heard
        took.append(time.perf_counter() - began)
    return took


async def _vote(phone: Phone, activity: str, options: list[str]) -> dict[str, int]:
    marks = dict.fromkeys(random.sample(options, 3), 1)
    await phone.give_until_confirmed(activity, done=1, **{f"m_{o}": n for o, n in marks.items()})
    return marks


def _stage_stream(server: Server, link: str) -> http.client.HTTPResponse:
    """Let in by the link as a browser is, then listening; the first version has been read."""
    address = "/stage/" + link.partition("/stage/")[2]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", address)
    let_in = connection.getresponse()
    let_in.read()
    cookie = (let_in.getheader("set-cookie") or "").partition(";")[0]
    code = link.partition("/stage/enter/")[2].partition("/")[0]
    connection.request("GET", f"/live/{code}/room", headers={"Cookie": cookie})
    stream = connection.getresponse()
    assert stream.status == 200
    _next_version(stream)
    return stream


def _next_version(stream: http.client.HTTPResponse) -> None:
    while b"event: version" not in stream.readline():
        pass


def _nginx(program: str, folder: Path, port: int, replicas: list[int]) -> "subprocess.Popen[bytes]":
    folder.mkdir()
    for name in ("replicas.conf", "locations.conf"):
        shutil.copy(ROOT / "deploy" / name, folder)
    servers = (f"server 127.0.0.1:{replica} max_fails=1 fail_timeout=2s;\n" for replica in replicas)
    (folder / "upstream.conf").write_text("".join(servers))
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    process = subprocess.Popen(
        [program, "-p", str(folder), "-c", "nginx.conf", "-e", str(folder / "error.log")]
    )
    until = time.monotonic() + 10
    while not _answers(port):
        assert time.monotonic() < until
        assert process.poll() is None
    return process


def _answers(port: int) -> bool:
    with suppress(OSError):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status == 200
    return False
