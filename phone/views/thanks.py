"""Thanks: what was decided, when people meet again, and what they take home."""

from collections.abc import Hashable
from typing import Any

from markupsafe import Markup

from phone import outcome as come_to
from phone import rendering, shared
from phone.seen import Seen
from phone.views import info

YOURS = Markup(f"{shared.OWN}yours|")  # noqa: S704 (our mark)


def face(seen: Seen) -> dict[str, Any]:
    visit = seen.visit
    return {
        **info.face(seen),
        "agreed": come_to.agreed(visit),
        "projects": bool(visit.workshop.projects),
        "next": next_time(seen),
        "place": seen.settings.next_place,
        "anything": come_to.anything(visit),
        "dated": come_to.dated(visit) or seen.settings.next_at is not None,
        "closes": come_to.closes_tonight(),
        "yours": yours(seen) if seen.personal else YOURS,
    }


def own(seen: Seen) -> dict[str, str]:
    return {YOURS: yours(seen)}


def as_of(seen: Seen) -> Hashable:
    return come_to.basis(seen.visit)


def outcome(seen: Seen) -> dict[str, Any] | None:
    return info.outcome(seen)


def next_time(seen: Seen) -> str:
    """When people meet again, by the clock of the place."""
    at, zone = seen.settings.next_at, seen.visit.workshop.time_zone
    if at is None:
        return ""
    words = seen.visit.words
    moment = at.replace(tzinfo=None) if at.tzinfo is None else at
    shown = "UTC" if at.tzinfo is None else zone
    day = words.date(moment, shown, words("common.when.day"))
    return words("common.when.day_time", day=day, time=words.time(moment, shown))


def yours(seen: Seen) -> Markup:
    """What this person has taken on, for their eyes."""
    roles = come_to.own_roles(seen.visit)
    return rendering.rendered("yours.html", seen.visit.words, {"roles": roles}) if roles else Markup()
