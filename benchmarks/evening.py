"""A server of its own with a workshop in it, and the manager's hand on the buttons."""

import asyncio
import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.phones import Phone
from service import access
from tests.serving import Server, start


@dataclass
class Evening:
    """`links`: full addresses by door ("phone", "desk", "stage")."""

    server: Server
    code: str
    links: dict[str, str]

    def open(self, kind: str) -> str:
        """Open the next step of this kind, as the desk does; returns the activity's id."""
        opened = access.call(self.server.data, "step", code=self.code, go="open", kind=kind)
        return str(opened["activity"])

    def activity(self, activity: str) -> dict[str, Any]:
        """What the desk knows of an activity."""
        state = access.call(self.server.data, "state", code=self.code)
        return next(a for a in state["agenda"] if a["id"] == activity)

    def options(self, activity: str) -> list[str]:
        return [option["id"] for option in self.activity(activity)["options"]]


A_BREATH = 1.0
"""Seconds that a manager takes at least between two clicks; a phone is woken twice in them at most."""


async def click(running: Evening, crowd: list[Phone]) -> tuple[list[float], str]:
    """The vote is opened: the seconds from when the first phone hears of it to each phone's new form; and its id."""
    await asyncio.sleep(A_BREATH)
    waiting = [asyncio.create_task(phone.new_screen(len(phone.heard), "vote")) for phone in crowd]
    vote = await asyncio.to_thread(running.open, "vote")
    arrived = await asyncio.gather(*waiting)
    first = min(told for told, _ in arrived)
    return [have - first for _, have in arrived], vote


@contextlib.contextmanager
def evening(
    template: str = "asukasilta", furnish: Callable[[Path], None] | None = None, **how: str
) -> Iterator[Evening]:
    """`furnish` puts into the folder what shall be there before; `how` goes to the server's start: `app`, and the
    environment."""
    with tempfile.TemporaryDirectory() as folder:
        if furnish:
            furnish(Path(folder) / "data")
        server = start(Path(folder) / "data", **how)
        try:
            links = access.call(server.data, "new", template=template, title="Mittausilta")
            yield Evening(server, links["code"], links)
        finally:
            if server.process.is_alive():
                server.stop()
