"""The manager of a simulated evening: says what should be so, and goes on until it is, over restarts too."""

import threading
import time
from pathlib import Path
from typing import Any

from facilitation.errors import Refused
from service.access import Unanswered, call_server
from service.simulation.phone import GIVES_UP_AFTER, GaveUp

_LOOK_AGAIN = 0.3

State = dict[str, Any]


class Host:
    """Each command is harmless to repeat or carries the turn it was meant for, so a lost answer costs nothing."""

    def __init__(self, folder: Path, code: str, stop: threading.Event) -> None:
        self._folder = folder
        self._stop = stop
        self.code = code
        self.retried = 0

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Raises Refused and its family, GaveUp."""
        until = time.monotonic() + GIVES_UP_AFTER
        while time.monotonic() < until:
            try:
                answer = call_server(self._folder, command, code=self.code, **arguments)
            except Unanswered:
                answer = None
            if answer is not None:
                return answer
            self.retried += 1
            if self._stop.wait(_LOOK_AGAIN):
                break
        raise GaveUp()

    def state(self) -> State:
        return self.ask("state")

    def step(self, activity: str) -> dict[str, Any]:
        """One step of the agenda, as it is now."""
        return next(a for a in self.state()["agenda"] if a["id"] == activity)

    def perform(self, verb: str, drawn: int | None = None, **arguments: Any) -> None:
        self.ask("perform", verb=verb, arguments=arguments, drawn=drawn)

    def open_ideas(self) -> str:
        """The next ideas step, or the last one before; its id."""
        self.ask("step", go="open", kind="ideas")
        return str(self.state()["activity"])

    def open(self, activity: str) -> None:
        self._until("open", activity, "open")

    def close(self, activity: str) -> None:
        """Without waiting for the countdown."""
        if self.step(activity)["phase"] in ("open", "closing"):
            self._until("closed", activity, "close_now")

    def let_through(self, activity: str, ideas: list[str]) -> None:
        """Where ideas are approved first, approve these."""
        if self.step(activity)["settings"].get("approve_first"):
            self.perform("approve", activity=activity, ideas=ideas)

    def reveal(self, activity: str) -> None:
        self._until("revealed", activity, "reveal")

    def _until(self, phase: str, activity: str, verb: str) -> None:
        """Go to the step and do this to it, until it is in this phase."""
        while True:
            state = self.state()
            if state["activity"] != activity:
                self._try("go", state["turn"], activity=activity)
            elif state["phase"] != phase:
                self._try(verb, state["turn"])
            else:
                return

    def _try(self, verb: str, drawn: int, **arguments: Any) -> None:
        """Somebody at the desk may have been faster: then look again."""
        try:
            self.perform(verb, drawn, **arguments)
        except Refused as refused:
            if refused.key != "stale":
                raise
