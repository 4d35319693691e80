"""What the evening has come to, as a phone keeps it: what was agreed, when people meet again, what to take home."""

import ipaddress
from collections.abc import Hashable
from typing import Any
from urllib.parse import urlsplit

from facilitation.kinds import kind
from facilitation.kinds.ideas import Ideas
from facilitation.projects import Planned, PlannedRole
from phone import planning
from phone.seen import Seen
from phone.visit import Visit
from reports.wording import is_dated
from service import config
from service.when_said import when_said


def anything(visit: Visit) -> bool:
    """Whether there is something to sum up already."""
    projects = planning.projects(visit).values()
    return any(p.entries for p in projects) or _last_result(visit) is not None or _ideas(visit) > 0


def agreed(visit: Visit) -> list[dict[str, Any]]:
    """The projects with when, and whether the room agreed; where there are none, the top of the last vote."""
    projects = planning.projects(visit).values()
    if projects:
        return [_project(visit, p) for p in projects]
    last = _last_result(visit)
    return [{"title": row.option.text} for row in last.result.top] if last else []


def _project(visit: Visit, its: Planned) -> dict[str, Any]:
    when = when_said(visit.words, its.when) if its.when else ""
    return {"title": its.project.title, "when": when, "agreed": its.agreement.agreed}


def basis(visit: Visit) -> Hashable:
    """Differs when what was agreed would be told otherwise."""
    last, projects = _last_result(visit), planning.projects(visit).values()
    stands = ((p.agreement.agreed, *(entry.at for entry in p.entries.values())) for p in projects)
    return (*stands, *(row.option.text for row in (last.result.top if last else ())), _ideas(visit))


def dated(visit: Visit) -> bool:
    """Whether a project has a date that a calendar can hold."""
    return any(p.agreement.agreed and is_dated(p.when) for p in planning.projects(visit).values())


def own_roles(visit: Visit) -> list[dict[str, str]]:
    """What this person has been given to do: role and project."""
    if visit.who is None:
        return []
    return [
        {"role": title(visit, role), "project": p.project.title}
        for p in planning.projects(visit).values()
        for role in p.roles
        if any(one.holder.participant == visit.who for one in role.holding)
    ]


def title(visit: Visit, role: PlannedRole) -> Any:
    """In the reader's language where there is one."""
    return Seen(visit, visit.workshop.now).say(role.role.title)


def closes_tonight() -> bool:
    """Whether the address is one that only this room reaches: what is to be kept has to be taken along."""
    host = urlsplit(config.public_address()).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".lan", ".home.arpa")) or "." not in host


def _ideas(visit: Visit) -> int:
    """How many the room may see, of steps that are over: what is still written in silence is nobody's summary yet."""
    steps = (
        Seen(visit, a) for a in visit.workshop.agenda if a.kind == Ideas.name and a.opened_at is not None
    )
    return sum(len(step.result.shown) for step in steps if not step.takes_answers)


def _last_result(visit: Visit) -> Seen | None:
    votes = (a for a in reversed(visit.workshop.agenda) if a.kind == "vote")
    return next((Seen(visit, v) for v in votes if kind(v.kind).may_show(v) and v.options), None)
