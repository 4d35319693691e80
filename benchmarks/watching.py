"""The server's process as the system sees it, and what a stage hears."""

import http.client
import time
from dataclasses import dataclass
from threading import Thread

import psutil

from benchmarks.evening import Evening


@dataclass
class Process:
    """Looked at from outside."""

    pid: int

    def seconds(self) -> float:
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        return float(psutil.Process(self.pid).memory_info().rss)


class Stage:
    """What the stage's stream told, and when."""

    def __init__(self, stream: http.client.HTTPResponse) -> None:
        self._stream = stream
        self.heard: list[float] = []

    @classmethod
    def of(cls, running: Evening) -> "Stage":
        connection = http.client.HTTPConnection("127.0.0.1", running.server.port)
        connection.request("GET", "/stage/" + running.links["stage"].partition("/stage/")[2])
        let_in = connection.getresponse()
        let_in.read()
        cookie = (let_in.getheader("set-cookie") or "").partition(";")[0]
        connection.request("GET", f"/live/{running.code}/room", headers={"Cookie": cookie})
        stage = cls(connection.getresponse())
        Thread(target=stage.listen, daemon=True).start()
        return stage

    def listen(self) -> None:
        for line in self._stream:
            if line.startswith(b"event: version"):
                self.heard.append(time.perf_counter())

    def after(self, moment: float) -> float:
        return next((heard for heard in self.heard if heard >= moment), moment)
