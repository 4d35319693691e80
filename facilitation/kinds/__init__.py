"""The kinds of activities, by name. A new kind is one file here, one per door, and one line below."""

from facilitation.errors import NotFound
from facilitation.kinds.arrival import Arrival
from facilitation.kinds.base import Kind
from facilitation.kinds.evaluation import Evaluation
from facilitation.kinds.ideas import IDEAS
from facilitation.kinds.info import Info, Thanks
from facilitation.kinds.plan import Plan
from facilitation.kinds.roles import Roles
from facilitation.kinds.vote import VOTE

KINDS: dict[str, Kind] = {
    k.name: k for k in (Arrival(), Info(), IDEAS, VOTE, Plan(), Roles(), Evaluation(), Thanks())
}


def kind(name: str) -> Kind:
    """Raises NotFound("unknown_kind")."""
    try:
        return KINDS[name]
    except KeyError:
        raise NotFound("unknown_kind", kind=name) from None
