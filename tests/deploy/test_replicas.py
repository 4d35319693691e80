"""Two replicas on one PostgreSQL, behind nginx and behind Caddy: phones on either, stage on one, and one dies."""

import asyncio
import http.client
import json
import logging
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from benchmarks.phones import Phone, percentiles
from service import access
from tests.serving import ROOT, Server, free_port, start

log = logging.getLogger(__name__)

PHONES = 24
NOTICED_WITHIN = 3.0
LOOKED_AT_FOR = 5.0
"""Seconds after a replica's death: until no phone is sent to it any more, and for how long phones are watched."""
ENDS_WITHIN = 60.0
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
    """The replicas with what stands in front of them. `port` is the front's."""

    def __init__(self, replicas: list[Server], port: int, code: str, links: dict[str, str]) -> None:
        self.replicas = replicas
        self.port = port
        self.code = code
        self.links = links

    def call(self, command: str, **arguments: object) -> dict[str, object]:
        """What the desk of the first living replica does."""
        living = next(r for r in self.replicas if r.process.is_alive())
        return access.call_server(living.data, command, code=self.code, **arguments) or {}

    def open(self, kind: str) -> str:
        return str(self.call("step", go="open", kind=kind)["activity"])


@pytest.fixture(params=["nginx", "caddy"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Iterator[Hall]:
    replicas = [start(tmp_path / name, ASUKASILTA_DATABASE=database) for name in ("a", "b")]
    with _front(request.param, tmp_path, replicas) as port:
        links = (
            access.call_server(replicas[0].data, "new", template="asukasilta", title="Kahden koneen ilta")
            or {}
        )
        yield Hall(replicas, port, links["code"], links)
    for replica in replicas:
        if replica.process.is_alive():
            replica.stop()


@contextmanager
def _front(name: str, folder: Path, replicas: list[Server]) -> Iterator[int]:
    """Its port."""
    find, stand = {"nginx": (_find_nginx, _nginx), "caddy": (_find_caddy, _caddy)}[name]
    program, port = find(), free_port()
    (folder / name).mkdir()
    front = stand(program, folder / name, port, [r.port for r in replicas])
    try:
        _wait_for(front, port)
        yield port
    finally:
        front.terminate()
        front.wait(10)


def test_phones_on_either_replica_and_one_of_them_dies(hall: Hall) -> None:
    """A vote given on one is on the other's stage within half a second (p95); when a replica is killed in the middle
    of a vote, every acknowledged one is there once, and its phones go on, soon as if it had never been there."""
    evening = asyncio.run(asyncio.wait_for(_evening(hall), ENDS_WITHIN))
    log.info("Seen on the other replica, ms: %s", percentiles(evening.took))
    assert percentiles(evening.took)["p95"] <= 500, percentiles(evening.took)
    assert len(evening.acknowledged) == PHONES
    assert evening.acknowledged == evening.stored
    assert not [seconds for seconds in evening.refused_after if seconds > NOTICED_WITHIN]


@pytest.mark.parametrize("front", ["nginx", "caddy"])
def test_nobody_chooses_the_address_that_they_guess_from(front: str, tmp_path: Path) -> None:
    """In a container every front is believed. With an address of its own for each try, one script would not only guess
    without waiting, but have everybody else wait instead."""
    server = start(tmp_path / "a", FORWARDED_ALLOW_IPS="*")
    with _front(front, tmp_path, [server, server]) as port:
        assert any("too many tries" in _wrong_password(port, f"203.0.113.{n}") for n in range(50))
    server.stop()


@pytest.mark.parametrize("front", ["nginx", "caddy"])
def test_what_desk_and_stage_are_made_of_comes_compressed(front: str, tmp_path: Path) -> None:
    """Megabytes of scripts, over whatever line there is; streams are let through as they are."""
    server = start(tmp_path / "a")
    with _front(front, tmp_path, [server, server]) as port, _visitor(port) as visitor:
        made = access.call_server(server.data, "new", template="asukasilta", title="Ilta") or {}
        desk = visitor.get(urlsplit(str(made["desk"])).path, follow_redirects=True)
        (script,) = re.findall(r'src="\.(/static/js/index[^"]+)"', desk.text)
        assert "gzip" == visitor.get(script).headers["content-encoding"]
        with visitor.stream("GET", f"/j/{made['code']}/events") as stream:
            assert "content-encoding" not in stream.headers
            assert next(stream.iter_text())
    server.stop()


def test_nginx_puts_no_more_on_its_disk_than_a_form(tmp_path: Path) -> None:
    """It takes in what anybody sends before a replica sees it; the desk's files come by its websocket."""
    server = start(tmp_path / "a")
    with (
        _front("nginx", tmp_path, [server, server]) as port,
        socket.create_connection(("127.0.0.1", port), 10) as line,
    ):
        line.sendall(b"POST /none HTTP/1.1\r\nHost: ilta\r\nContent-Length: 1000000\r\n\r\n")
        assert b" 413 " in line.recv(100)
    server.stop()


def _visitor(port: int) -> httpx.Client:
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Accept-Encoding": "gzip"}, timeout=10)


def _wrong_password(port: int, address: str) -> str:
    """What is answered to it."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Language": "en",
        "X-Forwarded-For": address,
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/desk/sign-in", "password=arvaus", headers)
    return connection.getresponse().read().decode()


@dataclass(frozen=True)
class Seen:
    """`took`: seconds until the other replica's stage heard; `acknowledged` and `stored`: participant → marks;
    `refused_after`: seconds after the kill in which a phone was told to try again."""

    took: list[float]
    acknowledged: dict[str, object]
    stored: dict[str, object]
    refused_after: list[float]


async def _evening(hall: Hall) -> Seen:
    phones = [Phone(hall.port, hall.code) for _ in range(PHONES)]
    for phone in phones:
        await phone.join()
    ideas = await asyncio.to_thread(hall.open, "ideas")
    stage = await asyncio.to_thread(_stage_stream, hall.replicas[1], hall.links["stage"])
    took = await _seen_on_the_other(hall, ideas, stage)
    for n, phone in enumerate(phones[:8]):
        await phone.give(ideas, text=f"Idea {n}", key=f"replica-{n:04}")
    vote = await asyncio.to_thread(hall.open, "vote")
    agenda = (await asyncio.to_thread(hall.call, "state"))["agenda"]
    options = [o["id"] for a in agenda if a["id"] == vote for o in a["options"]]  # type: ignore[attr-defined]
    first, *rest = [asyncio.create_task(_vote(phone, vote, options)) for phone in phones]
    await first
    hall.replicas[0].kill()
    killed_at = time.monotonic()
    acknowledged = dict(zip((p.participant for p in phones), await asyncio.gather(first, *rest), strict=True))
    refused_after = await _refused(phones[0], vote, acknowledged[phones[0].participant], killed_at)
    backup = json.loads(str((await asyncio.to_thread(hall.call, "backup"))["text"]))
    stored = {c["key"]: c["payload"]["marks"] for c in backup["contributions"][vote]}
    return Seen(took, acknowledged, stored, refused_after)


async def _refused(phone: Phone, vote: str, marks: dict[str, int], killed_at: float) -> list[float]:
    """For as long as a front forgets that a replica was dead, and longer, somebody sends the same ballot again."""
    refused = []
    while time.monotonic() < killed_at + LOOKED_AT_FOR:
        if await phone.give_until_confirmed(vote, done=1, **{f"m_{o}": n for o, n in marks.items()}) > 1:
            refused.append(time.monotonic() - killed_at)
    return refused


async def _seen_on_the_other(hall: Hall, activity: str, stage: http.client.HTTPResponse) -> list[float]:
    """A phone gives to one replica; what the stage listens to on the other hears of it after so many seconds."""
    phone = Phone(hall.replicas[0].port, hall.code)
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


def _find_nginx() -> Path:
    program = Path(shutil.which("nginx") or "/usr/sbin/nginx")
    if not program.exists():
        missing = pytest.fail if os.environ.get("ASUKASILTA_NGINX") == "needed" else pytest.skip
        missing("nginx is not here: sudo apt install nginx-light")
    return program


def _find_caddy() -> Path:
    if sys.platform == "win32":
        pytest.skip("pip has no Caddy for Windows")
    return Path(sys.executable).parent / "caddy"


def _nginx(program: Path, folder: Path, port: int, replicas: list[int]) -> "subprocess.Popen[bytes]":
    for name in ("replicas.conf", "locations.conf"):
        shutil.copy(ROOT / "deploy" / name, folder)
    servers = (f"server 127.0.0.1:{replica} max_fails=1 fail_timeout=2s;\n" for replica in replicas)
    (folder / "upstream.conf").write_text("".join(servers))
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    return subprocess.Popen([program, "-p", str(folder), "-c", "nginx.conf", "-e", str(folder / "error.log")])


def _caddy(program: Path, folder: Path, port: int, replicas: list[int]) -> "subprocess.Popen[bytes]":
    """As the compose file starts it, but for TLS and the door for its own administration."""
    text = (ROOT / "deploy" / "Caddyfile").read_text()
    for name, replica in zip(("one", "two"), replicas, strict=True):
        text = text.replace(f"{name}:8501", f"127.0.0.1:{replica}")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text)
    environment = os.environ | {"ADDRESS": f"http://127.0.0.1:{port}", "HOME": str(folder)}
    command = [program, "run", "--adapter", "caddyfile", "--config"]
    with (folder / "caddy.log").open("wb") as said:
        return subprocess.Popen([*command, folder / "Caddyfile"], env=environment, stdout=said, stderr=said)


def _wait_for(front: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + 10
    while not _answers(port):
        assert time.monotonic() < until
        assert front.poll() is None


def _answers(port: int) -> bool:
    with suppress(OSError):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status == 200
    return False
