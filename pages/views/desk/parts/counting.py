"""How many have answered, of how many: people, not what they said."""

from facilitation.kinds import kind
from facilitation.kinds.base import counted
from facilitation.model import Activity
from pages.shared import Desk


def answers(desk: Desk, activity: Activity) -> int:
    its, over = kind(activity.kind), not activity.takes_answers(desk.now)
    given = counted(activity, desk.reader.contributions(activity.id))
    return sum(its.is_answer(c, over) for c in given)


def here(desk: Desk, at_least: int = 0) -> int:
    """Phones seen in the last ten minutes. After a restart some that have answered may not have been seen yet."""
    return max(desk.house.presence.here(desk.code), at_least)


def answered(desk: Desk, activity: Activity) -> str:
    """ "27 / 34 have answered"; with one-time codes, of the codes: how many phones there are says nothing of them."""
    if activity.codes:
        return desk.t("desk.run.codes", **codes_used(desk, activity))
    n = answers(desk, activity)
    return desk.t("desk.run.answered", answered=desk.t.number(n), here=desk.t.number(here(desk, n)))


def codes_used(desk: Desk, activity: Activity) -> dict[str, str]:
    """By phone and from paper."""
    used = len(counted(activity, desk.reader.contributions(activity.id)))
    return {"used": desk.t.number(used), "of": desk.t.number(len(activity.codes))}
