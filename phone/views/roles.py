"""Roles: what somebody would like to do. What is offered is seen by the manager alone."""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Any

from facilitation.keeping import last_day
from facilitation.kinds.base import last_word
from facilitation.kinds.plan import today
from facilitation.kinds.roles import GRADES
from facilitation.model import Activity
from facilitation.projects import PlannedRole
from phone import outcome as come_to
from phone import planning
from phone.own_words import Own
from phone.seen import Seen
from phone.views import thanks

GRADE = "r_"
"""What the name of a role's field begins with; its id follows."""

FEW = 2
"""Up to as many projects are all unfolded."""


def face(seen: Seen) -> dict[str, Any]:
    visit, offer = seen.visit, _offer(seen)
    projects = [p for p in planning.projects(visit).values() if p.roles]
    last_day = today(visit.workshop, visit.now) + timedelta(days=seen.settings.contact_days)
    return {
        "body": seen.say(seen.settings.body),
        "projects": [
            {
                "id": p.project.id,
                "title": p.project.title,
                "roles": [_role(seen, r, offer) for r in p.roles],
                "open": n == 0 or len(projects) <= FEW or any(r.role.id in offer["offers"] for r in p.roles),
            }
            for n, p in enumerate(projects)
        ],
        "grades": GRADES,
        "offer": offer,
        "deleted": visit.words.date(last_day),
        "said": seen.visit.words(_how_it_stands(seen)) if has_said(seen) else "",
        "yours": thanks.yours(seen) if seen.personal else thanks.YOURS,
        "beside": f"{visit.address}/beside/{seen.activity.id}",
    }


own = thanks.own


def as_of(seen: Seen) -> Hashable:
    return tuple(r.open for p in planning.projects(seen.visit).values() for r in p.roles)


def payload(activity: Activity, form: Mapping[str, str]) -> dict[str, Any]:
    given = {name[len(GRADE) :]: grade for name, grade in form.items() if name.startswith(GRADE) and grade}
    return {
        "offers": given,
        "name": form.get("name", ""),
        "on_screen": bool(form.get("on_screen")),
        "in_summary": bool(form.get("in_summary")),
        "contact": form.get("contact", ""),
    }


def texts(kept: Mapping[str, str]) -> list[str]:
    return [kept[name] for name in ("name", "contact") if kept.get(name)]


def has_said(seen: Seen) -> bool:
    return bool(_said(seen))


def _how_it_stands(seen: Seen) -> str:
    """What was offered in an earlier step holds, but nobody is counted here who has not answered here."""
    return "phone.roles.saved" if seen.own or seen.aside else "phone.roles.before"


def outcome(seen: Seen) -> dict[str, Any] | None:
    """How many have taken what. Who they are stands in the summary, as far as they let it."""
    projects = [
        {"title": p.project.title, "roles": [_taken(seen, role) for role in p.roles]}
        for p in planning.projects(seen.visit).values()
        if p.roles
    ]
    return {"projects": projects, "yours": thanks.yours(seen)} if projects else None


def mine(seen: Seen) -> list[Own]:
    """The roles, then who they said they are, with who sees it and until when."""
    offer, words = seen.own[0].payload, seen.visit.words
    roles = [
        Own(words(f"phone.roles.grade.{grade}"), f"{come_to.title(seen.visit, role)} · {project}")
        for project, role in _planned(seen)
        if (grade := offer["offers"].get(role.role.id))
    ]
    name = [Own(offer["name"], words("phone.roles.name"), words(_who_sees(offer)))] if offer["name"] else []
    return roles + name + (_contact(seen, offer) if offer["contact"] else [])


def overtaken(seen: Seen) -> bool:
    """Also where there is nothing left of it: what is said last leaves out what is withdrawn."""
    last = last_word(seen.visit.reader, seen.activity.kind, seen.visit.who or "")
    return last is not None and last.activity != seen.activity.id


def _planned(seen: Seen) -> list[tuple[str, PlannedRole]]:
    return [(p.project.title, role) for p in planning.projects(seen.visit).values() for role in p.roles]


def _who_sees(offer: Mapping[str, Any]) -> str:
    places = [place for place in ("on_screen", "in_summary") if offer[place]]
    return f"phone.mine.name.{'_and_'.join(places) or 'nowhere'}"


def _contact(seen: Seen, offer: Mapping[str, Any]) -> list[Own]:
    """Kept until its day, and never longer than everything else."""
    words, workshop = seen.visit.words, seen.visit.workshop
    until = min(date.fromisoformat(offer["contact_until"]), last_day(workshop))
    note = words("phone.roles.contact_kept", date=words.date(until))
    return [Own(offer["contact"], words("phone.mine.contact"), note)]


def _offer(seen: Seen) -> dict[str, Any]:
    """What the form shows: what was sent when it was refused, else what is stored."""
    if seen.kept:
        return payload(seen.activity, seen.kept)
    nothing = {"offers": {}, "name": "", "on_screen": False, "in_summary": False, "contact": ""}
    return {**nothing, **_said(seen)}


def _said(seen: Seen) -> Mapping[str, Any]:
    """What somebody said last of all they offer, whichever step it was in."""
    who = seen.visit.who if seen.personal else None
    found = last_word(seen.visit.reader, seen.activity.kind, who) if who else None
    return found.payload if found else {}


def _role(seen: Seen, planned: PlannedRole, offer: Mapping[str, Any]) -> dict[str, Any]:
    """A full role takes no new offer; whoever has made one may keep it or take it back."""
    stored = _said(seen).get("offers", {})
    return {
        **_taken(seen, planned),
        "name": f"{GRADE}{planned.role.id}",
        "size": planned.role.size,
        "grade": offer["offers"].get(planned.role.id, ""),
        "takes": planned.open > 0 or planned.role.id in stored,
    }


def _taken(seen: Seen, planned: PlannedRole) -> dict[str, Any]:
    return {
        "title": come_to.title(seen.visit, planned),
        "wanted": planned.role.wanted,
        "there": len(planned.holding),
        "open": planned.open,
    }
