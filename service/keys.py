"""Keys to the doors, as those who may hand them out get them."""

from dataclasses import dataclass

from facilitation.model import LinkRole, Workshop
from facilitation.permissions import MAY, Actor, permit
from service.config import public_address
from service.house import House
from service.signin import link_token

DOORS: dict[LinkRole, str] = {
    "manager": "desk",
    "cofacilitator": "desk",
    "helper": "desk",
    "stage": "stage",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A link that lets in. `made_at` in seconds since the epoch; `in_use`: how many came in through it and are still
    signed in; `used_up`: it was opened so often that it lets nobody in any more; `age` is what revoking it names."""

    role: LinkRole
    address: str
    made_at: float
    age: int
    in_use: int
    used_up: bool


def key(house: House, actor: Actor, code: str, role: LinkRole, port: int) -> Key:
    """Raises NotAllowed for whoever may hand out no keys."""
    permit(actor, MAY["keys"])
    workshop = house.workshop(code)
    link = workshop.link(role)
    in_use = house.signin.opened_through(code, role, link.age)
    used_up = house.signin.is_used_up(code, role, link.age)
    return Key(role, address(workshop, role, port), link.made_at, link.age, in_use, used_up)


def address(workshop: Workshop, role: LinkRole, port: int) -> str:
    """Where its bearer is let in; `port` where this server has no address of its own."""
    door = f"{public_address(port)}/{DOORS[role]}"
    return f"{door}/enter/{workshop.code}/{link_token(workshop, role)}"
