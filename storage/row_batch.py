"""Turns of one workshop that become durable in one transaction."""

import orjson

from storage.batch import Batch
from storage.state import State
from storage.turn import WriterTurn


class RowBatch(Batch):
    """`rows` and `document` are what the tables get."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.rows: dict[tuple[str, str], str | None] = {}
        self.document: str | None = None

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
