"""Turns of one workshop that become durable together, in either home."""

from typing import Any

from facilitation.errors import StoreUnavailable
from storage.state import State
from storage.turn import WriterTurn
from storage.writer import Job


class Batch:
    """Each turn sees those before it. `state` is how all of it leaves the workshop."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._before = state.version
        self._doubtful: list[Job] = []

    def take(self, job: Job, now: float) -> None:
        """Give the job its turn. What it raises, or writes that is no JSON, is its own failure and nobody else's."""
        turn = WriterTurn(self.state, now)
        try:
            job.result = job.decide(turn)
            if turn.changed:
                self._stage(turn)
        except BaseException as error:  # noqa: BLE001 (whatever it is, it belongs to the one who asked)
            job.fail(error)
        if self.changed:
            self._doubtful.append(job)

    @property
    def changed(self) -> bool:
        return self.state.version > self._before

    def fail(self, **why: Any) -> None:
        """Nothing was written: all that wrote, or decided on what others had written, must hear so."""
        for job in self._doubtful:
            job.fail(StoreUnavailable(**why))

    def _stage(self, turn: WriterTurn) -> None:
        """Note what is to be written, and move `state` on by one version."""
        raise NotImplementedError
