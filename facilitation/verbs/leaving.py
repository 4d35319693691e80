"""Taking one's answers away: everything somebody gave, at any time, also when a vote is over.

Whoever gave it may take it back, whatever the room has seen by then; results are recounted.
"""

from collections.abc import Iterable

from facilitation.history import activities_ever
from facilitation.kinds import KINDS
from facilitation.leavers import has_left, mark_of, marked
from facilitation.model import Contribution
from facilitation.permissions import TAKES_PART, Actor, permit
from facilitation.templates import new_id
from facilitation.turn import Turn
from facilitation.unlinking import without


def take_away(turn: Turn, actor: Actor) -> tuple[str, ...]:
    """All that this participant gave, and who they were. The activities in which something was, for whoever keeps older
    copies. Harmless to repeat: somebody who is not known has nothing here, but maybe in a backup."""
    permit(actor, TAKES_PART)
    if turn.participant(actor.id) is None and has_left(turn.workshop, actor.id):
        return ()
    theirs = {a: given for a in turn.activities() if (given := turn.by_participant(a, actor.id))}
    gone = frozenset(c.key for given in theirs.values() for c in _left(turn, given))
    turn.drop(actor.id)
    changed = without(turn.workshop, actor.id, gone)
    changed = marked(changed, [mark_of(actor.id)]).but(left=changed.left + bool(theirs))
    turn.save(changed.forgetting(turn.now))
    return tuple(theirs)


def _left(turn: Turn, given: tuple[Contribution, ...]) -> Iterable[Contribution]:
    """Those of one activity, as they are removed; what stays for others is nobody's from then on."""
    kinds, nobody = activities_ever(turn.workshop), new_id()
    for contribution in given:
        its = KINDS.get(kinds.get(contribution.activity, ""))
        stays = its.left_behind(contribution, nobody) if its else None
        if stays is not None:
            turn.put(stays)
            continue
        turn.remove(contribution.activity, [contribution.key])
        yield contribution
