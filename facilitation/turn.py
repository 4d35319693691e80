"""The writer's turn: what a use case sees and changes while nobody else writes to the same workshop."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from facilitation.model import Contribution, Participant, Workshop


class Reader(Protocol):
    """One workshop at one moment. Immutable: two looks at the same reader agree."""

    @property
    def workshop(self) -> Workshop: ...

    @property
    def version(self) -> int:
        """Rises with every commit to this workshop."""

    def contribution(self, activity: str, key: str) -> Contribution | None: ...

    def contributions(self, activity: str) -> Mapping[str, Contribution]:
        """Key → contribution, in order of arrival (`seq`)."""

    def by_participant(self, activity: str, participant: str) -> tuple[Contribution, ...]: ...

    def activities(self) -> tuple[str, ...]:
        """The ids of all activities that were ever contributed to, also of those that left the agenda."""

    def participant(self, participant: str) -> Participant | None: ...

    def participants(self) -> Mapping[str, Participant]: ...


class Turn(Reader, Protocol):
    """A reader that can write. Nothing written here is seen by others before all of it is durable;
    if the use case raises, nothing is written at all."""

    @property
    def now(self) -> float:
        """Seconds since the epoch, from the store's clock."""

    def save(self, workshop: Workshop) -> None: ...

    def put(self, contribution: Contribution) -> Contribution:
        """Store it (replacing the one with its key, whose `seq` stays); returns it with its `seq`."""

    def remove(self, activity: str, keys: Iterable[str]) -> None: ...

    def add(self, participant: Participant) -> None: ...

    def drop(self, participant: str) -> None:
        """Somebody is known no more; what they gave stays until it is removed."""
