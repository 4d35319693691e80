"""The keys to the doors: a link that went astray is made useless."""

from typing import get_args

from facilitation.errors import Invalid
from facilitation.model import Link, LinkRole, Workshop
from facilitation.permissions import MAY
from facilitation.turn import Turn
from facilitation.verbs import manages


@manages("revoke", MAY["keys"], lasting=True)
def revoke(turn: Turn, link: LinkRole, age: int) -> Workshop:
    """The next link of this kind, unless the one of this `age` has been revoked already. Whoever came in by an older
    one is out."""
    if link not in get_args(LinkRole):
        raise Invalid("invalid")
    workshop = turn.workshop
    if workshop.link(link).age != age:
        return workshop
    return workshop.but(links={**workshop.links, link: Link(age=age + 1, made_at=turn.now)})
