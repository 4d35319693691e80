"""The commands `replay` and `demo`: they set the scene, and say how it goes."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitation.codes import normalise
from locales import Words
from service.access import Trouble, call_server
from service.control import doorbell
from service.simulation.demo import (
    Evening,
    NoServer,
    PortTaken,
    evening,
    let_residents_in,
    show,
    stop_on_signals,
)
from service.simulation.events import Event, Unplayable, read_events
from service.simulation.host import Host
from service.simulation.phone import GaveUp
from service.simulation.replay import Replay

Tell = Callable[[str], None]

LOOKS_AFTER_THE_SERVER = 0.5


def replay(
    folder: Path, file: Path, code: str, speed: float, limit: int | None, plan: int, t: Words, tell: Tell
) -> dict[str, Any]:
    """Raises Refused and its family, Trouble."""
    events = _events(file, limit)
    if call_server(folder, "state", code=code) is None:
        raise Trouble("run.no_server", folder=str(folder))
    bell, stop = doorbell(folder), threading.Event()
    address = f"http://127.0.0.1:{bell.port if bell else 0}"
    host = Host(folder, normalise(code), stop)
    try:
        return Replay(host, address, speed, stop, lambda key, n: tell(t.count(key, n)), plan).play(events)
    except GaveUp:
        raise Trouble("run.gave_up") from None


def demo(folder: Path | None, port: int | None, residents: int, browser: bool, t: Words, tell: Tell) -> None:
    """Until somebody stops it. Raises Trouble."""
    stop = threading.Event()
    stop_on_signals(stop)
    tell(t("run.demo.starting"))
    try:
        with evening(folder, port, t("run.demo.title"), t.language, stop) as (its, server):
            _explain(its, residents, t, tell)
            let_residents_in(its, residents, t.language, stop)
            if browser:
                show(its)
            _wait(stop, server)
    except PortTaken as taken:
        raise Trouble("run.demo.port_taken", port=taken.port) from None
    except NoServer:
        if not stop.is_set():
            raise Trouble("run.demo.fell") from None
    tell(t("run.demo.stopped"))


def _events(file: Path, limit: int | None) -> list[Event]:
    try:
        return read_events(file, limit)
    except Unplayable as unplayable:
        if unplayable.line:
            raise Trouble("run.replay.not_events", line=unplayable.line) from None
        raise Trouble("run.replay.no_events") from None
    except OSError as error:
        raise Trouble("run.cannot_read", file=str(file)) from error


def _explain(its: Evening, residents: int, t: Words, tell: Tell) -> None:
    links = {
        "desk": its.on_this_machine("desk"),
        "stage": its.on_this_machine("stage"),
        "phone": its.links["phone"],
    }
    tell("")
    for name, link in links.items():
        tell(f"{t(f'run.demo.{name}')} {link}")
    tell("")
    tell(t.count("run.demo.residents", residents))
    tell(t("run.demo.how"))
    tell(t("run.demo.stop"))


def _wait(stop: threading.Event, server: Any) -> None:
    """Raises NoServer if the server ends by itself."""
    while not stop.wait(LOOKS_AFTER_THE_SERVER):
        if server.poll() is not None:
            raise NoServer()
