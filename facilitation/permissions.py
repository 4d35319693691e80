"""Who may do what: one table. A use case asks it; a door never decides."""

from dataclasses import dataclass
from typing import Literal

from facilitation.errors import NotAllowed

Role = Literal["manager", "cofacilitator", "helper", "stage", "participant", "anyone"]

MANAGES: frozenset[Role] = frozenset({"manager"})
LEADS: frozenset[Role] = frozenset({"manager", "cofacilitator"})
HELPS: frozenset[Role] = LEADS | {"helper"}
TAKES_PART: frozenset[Role] = frozenset({"participant"})
COMES_IN: frozenset[Role] = frozenset({"anyone", "participant"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `id` is the participant's for a participant, else empty."""

    role: Role
    id: str = ""


MANAGER = Actor("manager")
ANYONE = Actor("anyone")


def permit(actor: Actor, allowed: frozenset[Role]) -> None:
    if actor.role not in allowed:
        raise NotAllowed()
