"""The keys to the doors, and to ballots: a link that went astray is made useless, codes are made and voided."""

from typing import get_args

from facilitation.ballot_codes import MOST
from facilitation.errors import Invalid, NotOpen, Refused, Stale
from facilitation.kinds import kind
from facilitation.kinds.vote import Vote
from facilitation.model import Activity, Link, LinkRole, Workshop
from facilitation.permissions import MAY
from facilitation.turn import Turn
from facilitation.verbs import manages
from facilitation.verbs.change import find, with_activity


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


@manages("make_codes", MAY["keys"])
def make_codes(turn: Turn, activity: str, codes: list[str], there: int, anew: bool = False) -> Workshop:
    """Codes for a vote, as `hashed` gives them, beside those that are `there` already, or `anew`: then the older ones
    are void, and the ballots that they cast do not count.

    Raises Stale where others were made meanwhile, Refused("codes_too_late") for the first ones once it has been open,
    Invalid("too_many_codes_made").
    """
    step = _vote(turn, activity)
    if len(step.codes) != there:
        raise Stale()
    if not step.codes and step.opened_at is not None:
        raise Refused("codes_too_late")
    made = tuple(codes) if anew else (*step.codes, *codes)
    if not 0 < len(made) <= MOST or len(set(made)) != len(made):
        raise Invalid("too_many_codes_made", limit=MOST)
    return with_activity(turn.workshop, activity, codes=made)


@manages("drop_codes", MAY["keys"])
def drop_codes(turn: Turn, activity: str) -> Workshop:
    """A vote without codes again. Raises Refused("codes_too_late") once it has been open."""
    step = _vote(turn, activity)
    if step.opened_at is not None:
        raise Refused("codes_too_late")
    return with_activity(turn.workshop, activity, codes=())


def _vote(turn: Turn, activity: str) -> Activity:
    step = find(turn.workshop, activity)
    if step.kind != Vote.name:
        raise Invalid("no_answers_here")
    if kind(step.kind).may_show(step):
        raise NotOpen("already_revealed")
    return step
