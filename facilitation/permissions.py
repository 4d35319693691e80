"""Who may do what: one table. A use case asks it; a door never decides."""

from dataclasses import dataclass
from typing import Literal

from facilitation.errors import NotAllowed

Role = Literal["manager", "cofacilitator", "helper", "stage", "participant", "anyone"]

OWNS: frozenset[Role] = frozenset({"manager"})
"""Keys, deletion and everything that leaves with people's identities: not for those who only lead along."""
LEADS: frozenset[Role] = frozenset({"manager", "cofacilitator"})
HELPS: frozenset[Role] = LEADS | {"helper"}
TAKES_PART: frozenset[Role] = frozenset({"participant"})
COMES_IN: frozenset[Role] = frozenset({"anyone", "participant"})

MAY: dict[str, frozenset[Role]] = {
    "export": LEADS,
    "report": LEADS,
    "backup": OWNS,
    "restore": OWNS,
    "delete": OWNS,
    "keys": OWNS,
}
"""What is done with a workshop as a whole; what is done in it are the verbs, each with its own."""


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
