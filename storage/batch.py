"""Turns of one workshop that become durable together."""

from facilitation.errors import StoreUnavailable
from storage import migrations
from storage.names import PARTICIPANTS, WORKSHOP
from storage.state import State
from storage.turn import WriterTurn
from storage.writer import Job


class Batch:
    """Each turn sees those before it. `state` is how all of it leaves the workshop, `lines` what the journals get."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.lines: dict[str, list[bytes]] = {}
        self._doubtful: list[Job] = []
        self._after = 0

    def take(self, job: Job, now: float) -> None:
        """Give the job its turn. What it raises, or writes that is no JSON, is its own failure and nobody else's."""
        turn = WriterTurn(self.state, now)
        try:
            job.result = job.decide(turn)
            if turn.changed:
                self._stage(turn)
        except BaseException as error:  # noqa: BLE001 (whatever it is, it belongs to the one who asked)
            job.fail(error)
        if self.lines:
            self._doubtful.append(job)

    def _stage(self, turn: WriterTurn) -> None:
        version = self.state.version + 1
        lines = turn.lines(version, self._after, migrations.current)
        for name, line in lines.items():
            self.lines.setdefault(name, []).append(line)
        if WORKSHOP in lines:
            self._after = version
        self.state = turn.state.at_version(version)

    def files(self) -> list[str]:
        """In the order of writing: what a document lists is durable before it."""
        return sorted(self.lines, key=_rank)

    def fail(self, reason: str) -> None:
        """Nothing was written: all that wrote, or decided on what others had written, must hear so."""
        for job in self._doubtful:
            job.fail(StoreUnavailable(reason=reason))


def _rank(name: str) -> int:
    return 0 if name == PARTICIPANTS else 2 if name == WORKSHOP else 1
