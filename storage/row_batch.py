"""Turns of one workshop that become durable in one transaction."""

import orjson

from facilitation.errors import StoreUnavailable
from storage.state import State
from storage.turn import WriterTurn
from storage.writer import Job


class RowBatch:
    """Each turn sees those before it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.before = state.version
        self.rows: dict[tuple[str, str], str | None] = {}
        self.document: str | None = None
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
        return self.state.version > self.before

    def fail(self) -> None:
        """Nothing was written: all that wrote, or decided on what others had written, must hear so."""
        for job in self._doubtful:
            job.fail(StoreUnavailable())

    def _stage(self, turn: WriterTurn) -> None:
        rows = {
            (name, key): None if document is None else as_json(document)
            for name, changes in turn.changes.items()
            for key, document in changes.items()
        }
        document = turn.document
        self.document = self.document if document is None else document.model_dump_json()
        self.rows |= rows
        self.state = turn.state.at_version(self.state.version + 1)


def as_json(document: object) -> str:
    return orjson.dumps(document).decode()
