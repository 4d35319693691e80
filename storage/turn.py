"""What a use case holds while it is the only one that writes: the newest state, and what it changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from facilitation.model import Contribution, Participant, Workshop
from storage.names import PARTICIPANTS, WORKSHOP, file_of
from storage.state import State

Changes = dict[str, Any]
"""Key → the document as it now is, or None if it was removed."""


class WriterTurn:
    """Reads its own writes. Nothing reaches anybody else from here: the writer takes `state` and what changed after it.

    `changes`: file → key → the document as it now is; `document`: the workshop's, if it was saved.
    """

    __slots__ = ("changes", "document", "now", "state")

    def __init__(self, state: State, now: float) -> None:
        self.state = state
        self.now = now
        self.changes: dict[str, Changes] = {}
        self.document: Workshop | None = None

    @property
    def workshop(self) -> Workshop:
        return self.state.workshop

    @property
    def version(self) -> int:
        return self.state.version

    def contribution(self, activity: str, key: str) -> Contribution | None:
        return self.state.contribution(activity, key)

    def contributions(self, activity: str) -> Mapping[str, Contribution]:
        return self.state.contributions(activity)

    def by_participant(self, activity: str, participant: str) -> tuple[Contribution, ...]:
        return self.state.by_participant(activity, participant)

    def activities(self) -> tuple[str, ...]:
        return self.state.activities()

    def participant(self, participant: str) -> Participant | None:
        return self.state.participant(participant)

    def participants(self) -> Mapping[str, Participant]:
        return self.state.participants()

    def save(self, workshop: Workshop) -> None:
        if workshop.code != self.workshop.code:
            raise ValueError(f"the turn is {self.workshop.code}'s, the document {workshop.code}'s")
        self.state = self.state.saved(workshop)
        self.document = workshop

    def put(self, contribution: Contribution) -> Contribution:
        old = self.state.contribution(contribution.activity, contribution.key)
        seq = self.state.seq + 1 if old is None else old.seq
        stored = contribution if contribution.seq == seq else replace(contribution, seq=seq)
        self.state = self.state.put(stored)
        self.changes.setdefault(file_of(stored.activity), {})[stored.key] = stored
        return stored

    def remove(self, activity: str, keys: Iterable[str]) -> None:
        for key in keys:
            if self.state.contribution(activity, key) is not None:
                self.state = self.state.without(activity, key)
                self.changes.setdefault(file_of(activity), {})[key] = None

    def add(self, participant: Participant) -> None:
        self.state = self.state.added(participant)
        self.changes.setdefault(PARTICIPANTS, {})[participant.id] = participant

    def drop(self, participant: str) -> None:
        if self.state.participant(participant) is not None:
            self.state = self.state.left_by(participant)
            self.changes.setdefault(PARTICIPANTS, {})[participant] = None

    @property
    def changed(self) -> bool:
        return bool(self.changes) or self.document is not None

    def lines(self, version: int, after: int, schema: int) -> dict[str, bytes]:
        """File → its line of the journal.

        A line holds only if the workshop's file has come to version `with`: that makes the workshop's file the commit
        point of what spans files (`with` is this turn), and nothing outlives a command that it came after (`after`).
        """
        spans = self.document is not None or len(self.changes) > 1
        needs = version if spans else after
        lines = {name: _line(changes, version, needs, schema) for name, changes in self.changes.items()}
        if spans:
            lines[WORKSHOP] = _document_line(self.document, version, schema)
        return lines


def _line(changes: Changes, version: int, needs: int, schema: int) -> bytes:
    line: dict[str, Any] = {"v": version, "s": schema}
    if needs:
        line["with"] = needs
    if put := [document for document in changes.values() if document is not None]:
        line["put"] = put
    if gone := [key for key, document in changes.items() if document is None]:
        line["del"] = gone
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _document_line(workshop: Workshop | None, version: int, schema: int) -> bytes:
    document = "" if workshop is None else f',"put":[{workshop.model_dump_json()}]'
    return f'{{"v":{version},"s":{schema}{document}}}\n'.encode()
