"""Deleting a whole workshop, for good: its files, journals and older copies, pictures, snapshots, or its rows.

What stays is its code and the day, so that whoever still has the address hears why there is nothing.
"""

from collections.abc import Set
from dataclasses import dataclass

from facilitation.errors import Refused
from facilitation.permissions import MAY, Actor, permit
from service import snapshots
from service.house import DELETED, House

WARNED = "warned"
"""The record of workshops whose desk says that they will be deleted: code → since when, and on
which last day."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a workshop holds, in numbers. `readable` False: nobody knows, since a file is damaged."""

    people: int = 0
    answers: int = 0
    pictures: int = 0
    snapshots: int = 0
    readable: bool = True


def holdings(house: House, code: str) -> Holdings:
    """Raises NotFound."""
    copies = len(snapshots.names(house, code))
    try:
        reader = house.store.read(code)
    except Refused:
        house.store.files(code)
        return Holdings(snapshots=copies, readable=False)
    answers = sum(len(reader.contributions(a)) for a in reader.activities())
    pictures = len(house.store.files(code).names())
    return Holdings(len(reader.participants()), answers, pictures, copies)


def delete(house: House, code: str, actor: Actor) -> Holdings:
    """What was deleted. It cannot be taken back. Raises NotAllowed, NotFound, StoreUnavailable.

    The note comes first: everybody looks the moment the workshop is gone, and shall hear why. While it is still there,
    the note says nothing.
    """
    permit(actor, MAY["delete"])
    gone = holdings(house, code)
    house.store.records.change(DELETED, lambda kept: {**kept, code: house.clock()})
    house.store.delete(code)
    snapshots.forget(house.folder, code)
    forget_warnings(house, {code})
    house.signin.end_sessions_of(code)
    return gone


def forget_warnings(house: House, codes: Set[str]) -> None:
    """One that is brought in again is warned of anew."""
    if codes & set(house.store.records.get(WARNED)):
        house.store.records.change(WARNED, lambda kept: {c: at for c, at in kept.items() if c not in codes})
