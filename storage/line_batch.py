"""Turns of one workshop that become durable as lines of its journals."""

from storage import migrations
from storage.batch import Batch
from storage.names import PARTICIPANTS, WORKSHOP
from storage.state import State
from storage.turn import WriterTurn


class LineBatch(Batch):
    """`lines` is what the journals get."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.lines: dict[str, list[bytes]] = {}
        self._after = 0

    def files(self) -> list[str]:
        """In the order of writing: what a document lists is durable before it."""
        return sorted(self.lines, key=_rank)

    def _stage(self, turn: WriterTurn) -> None:
        version = self.state.version + 1
        lines = turn.lines(version, self._after, migrations.current)
        for name, line in lines.items():
            self.lines.setdefault(name, []).append(line)
        if WORKSHOP in lines:
            self._after = version
        self.state = turn.state.at_version(version)


def _rank(name: str) -> int:
    return 0 if name == PARTICIPANTS else 2 if name == WORKSHOP else 1
