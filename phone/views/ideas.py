"""Ideas: write one, see one's own. What others wrote stands on the wall, not here, unless the manager says so."""

from collections.abc import Mapping
from typing import Any

from facilitation.kinds import kind
from facilitation.kinds.ideas import LONGEST, Wall
from facilitation.model import Activity
from phone.own_words import Own
from phone.seen import Seen
from service.faces import coming


def face(seen: Seen) -> dict[str, Any]:
    return {
        "prompt": seen.say(seen.settings.prompt),
        "longest": LONGEST,
        "key": seen.key,
        "text": seen.kept.get("text", ""),
        "own": [{"key": c.key, "text": c.payload["text"]} for c in seen.own],
        "vote_prepared": _is_vote_next(seen),
        "may_withdraw": seen.takes_answers or seen.takes_late,
        "approve_first": seen.settings.approve_first,
        "open_wall": seen.settings.open_wall,
        "wall": f"{seen.visit.address}/wall/{seen.activity.id}",
    }


def _is_vote_next(seen: Seen) -> bool:
    """Whether what comes next is prepared first, and not opened by moving on."""
    after = coming(seen.visit.workshop, seen.activity)
    return after is not None and not kind(after.kind).opens_itself


def payload(activity: Activity, form: Mapping[str, str]) -> dict[str, Any]:
    return {"text": form.get("text", "")}


def outcome(seen: Seen) -> dict[str, Any] | None:
    """Everybody's ideas once the writing is over, or at once where the wall is open: first one's own, unseen by
    others, then the room's."""
    if not may_see_others(seen):
        return None
    wall: Wall = seen.result
    ideas = [(idea.text, idea.voices) for idea in wall.shown]
    return {"prompt": seen.say(seen.settings.prompt), "ideas": ideas} if ideas else None


def may_see_others(seen: Seen) -> bool:
    written = seen.phase in ("closed", "revealed")
    return written or (seen.settings.open_wall and seen.phase != "draft")


def mine(seen: Seen) -> list[Own]:
    """As they were typed; the first is asked what all of them answer."""
    return [Own(given.payload["text"]) for given in seen.own]
