"""One workshop at one moment, in memory. Never changed: a commit publishes the next one."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from facilitation.model import Contribution, Participant, Workshop
from storage.layered import Layered

Chain: TypeAlias = "tuple[str, Chain] | None"
"""The keys of one participant, newest first; adding one costs the same however many there are."""


class Table:
    """The contributions of one activity, by key and by participant."""

    __slots__ = ("_chains", "rows")

    def __init__(self, rows: Layered[Contribution], chains: Layered[Chain]) -> None:
        self.rows = rows
        self._chains = chains

    @classmethod
    def of(cls, contributions: Iterable[Contribution]) -> "Table":
        """From contributions in order of `seq`."""
        rows = {c.key: c for c in contributions}
        chains: dict[str, Chain] = {}
        for c in rows.values():
            chains[c.participant] = (c.key, chains.get(c.participant))
        return cls(Layered(rows), Layered(chains))

    def put(self, contribution: Contribution) -> "Table":
        old = self.rows.get(contribution.key)
        rows = self.rows.put(contribution.key, contribution)
        if old is not None and old.participant == contribution.participant:
            return Table(rows, self._chains)
        chains = self._chains if old is None else self._left_by(old)
        person = contribution.participant
        return Table(rows, chains.put(person, (contribution.key, chains.get(person))))

    def without(self, key: str) -> "Table":
        old = self.rows.get(key)
        return self if old is None else Table(self.rows.without(key), self._left_by(old))

    def _left_by(self, old: Contribution) -> Layered[Chain]:
        kept: Chain = None
        for c in self.by_participant(old.participant):
            if c.key != old.key:
                kept = (c.key, kept)
        return self._chains.put(old.participant, kept) if kept else self._chains.without(old.participant)

    def by_participant(self, participant: str) -> tuple[Contribution, ...]:
        found = []
        chain = self._chains.get(participant)
        while chain is not None:
            key, chain = chain
            found.append(self.rows[key])
        return tuple(sorted(found, key=_arrival))


def _arrival(contribution: Contribution) -> int:
    return contribution.seq


_EMPTY = Table.of(())


class State:
    """The reader that the store hands out. `seq` is the last place in the order of arrival that was given."""

    __slots__ = ("people", "seq", "tables", "version", "workshop")

    def __init__(
        self,
        workshop: Workshop,
        version: int,
        seq: int,
        tables: dict[str, Table],
        participants: Layered[Participant],
    ) -> None:
        self.workshop = workshop
        self.version = version
        self.seq = seq
        self.tables = tables
        self.people = participants

    def contribution(self, activity: str, key: str) -> Contribution | None:
        return self._table(activity).rows.get(key)

    def contributions(self, activity: str) -> Mapping[str, Contribution]:
        return self._table(activity).rows

    def by_participant(self, activity: str, participant: str) -> tuple[Contribution, ...]:
        return self._table(activity).by_participant(participant)

    def participant(self, participant: str) -> Participant | None:
        return self.people.get(participant)

    def participants(self) -> Mapping[str, Participant]:
        return self.people

    def activities(self) -> tuple[str, ...]:
        """The ids of all activities that were ever contributed to."""
        return tuple(self.tables)

    def _table(self, activity: str) -> Table:
        return self.tables.get(activity, _EMPTY)

    def at_version(self, version: int) -> "State":
        return State(self.workshop, version, self.seq, self.tables, self.people)

    def saved(self, workshop: Workshop) -> "State":
        return State(workshop, self.version, self.seq, self.tables, self.people)

    def put(self, contribution: Contribution) -> "State":
        table = self._table(contribution.activity).put(contribution)
        seq = max(self.seq, contribution.seq)
        return State(
            self.workshop,
            self.version,
            seq,
            {**self.tables, contribution.activity: table},
            self.people,
        )

    def without(self, activity: str, key: str) -> "State":
        tables = {**self.tables, activity: self._table(activity).without(key)}
        return State(self.workshop, self.version, self.seq, tables, self.people)

    def added(self, participant: Participant) -> "State":
        participants = self.people.put(participant.id, participant)
        return State(self.workshop, self.version, self.seq, self.tables, participants)

    def left_by(self, participant: str) -> "State":
        participants = self.people.without(participant)
        return State(self.workshop, self.version, self.seq, self.tables, participants)
