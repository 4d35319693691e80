"""Sharing the work at the desk: which roles there are, and who has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from facilitation.errors import Invalid, NotFound
from facilitation.kinds.roles import LONGEST_NAME, Offers, role_of
from facilitation.model import Holder, Role, RoleSize, Workshop
from facilitation.projects import offered_in, planned_role
from facilitation.templates import new_id
from facilitation.text import Text, clean
from facilitation.turn import Turn
from facilitation.verbs import helps, manages
from facilitation.verbs.change import with_project
from facilitation.verbs.planning import valid_id

LONGEST_TITLE = 80
MOST_ROLES = 20
SIZES = ("small", "medium", "big")


@manages("add_role")
def add_role(
    turn: Turn, project: str, title: Text, size: RoleSize = "small", wanted: int = 1, id: str | None = None
) -> Workshop:
    """With the same `id` twice it is one role."""
    workshop = turn.workshop
    found = workshop.project(project)
    if found is None:
        raise NotFound("no_such_project")
    if id is not None and role_of(workshop, id):
        return workshop
    if len(found.roles) >= MOST_ROLES:
        raise Invalid("too_many_roles", limit=MOST_ROLES)
    new = Role(id=valid_id(id), **_valid(title=title, size=size, wanted=wanted))
    return with_project(workshop, project, roles=(*found.roles, new))


@manages("change_role")
def change_role(
    turn: Turn, role: str, title: Text | None = None, size: RoleSize | None = None, wanted: int | None = None
) -> Workshop:
    """What is left out stays. Who has it keeps it, also when it is for fewer people now."""
    given = {"title": title, "size": size, "wanted": wanted}
    return _with_role(turn.workshop, role, **_valid(**{k: v for k, v in given.items() if v is not None}))


@manages("drop_role")
def drop_role(turn: Turn, role: str) -> Workshop:
    _role(turn.workshop, role)
    projects = (p.but(roles=tuple(r for r in p.roles if r.id != role)) for p in turn.workshop.projects)
    return turn.workshop.but(projects=tuple(projects))


@manages("confirm")
def confirm(turn: Turn, role: str, participant: str) -> Workshop:
    """An offer is taken. Raises Invalid("role_full", "no_offer")."""
    return _confirmed(offered_in(turn), turn.workshop, role, participant)


@manages("assign")
def assign(turn: Turn, holders: Mapping[str, Sequence[str]]) -> Workshop:
    """Role → participants: a whole proposal at once, checked like each by itself."""
    workshop, offers = turn.workshop, offered_in(turn)
    for role, people in holders.items():
        for participant in people:
            workshop = _confirmed(offers, workshop, role, participant)
    return workshop


@manages("release")
def release(turn: Turn, role: str, holder: str) -> Workshop:
    """Somebody does not have the role any more; their offer stays."""
    left = tuple(h for h in _role(turn.workshop, role).holders if h.id != holder)
    return _with_role(turn.workshop, role, holders=left)


@helps("enter_holder")
def enter_holder(
    turn: Turn, role: str, name: str, on_screen: bool = False, in_summary: bool = False, id: str | None = None
) -> Workshop:
    """Somebody without a phone takes it; the name stands where they said. Raises Invalid("role_full")."""
    if id is not None and any(h.id == id for h in _role(turn.workshop, role).holders):
        return turn.workshop
    typed = " ".join(clean(name).split())
    if len(typed) > LONGEST_NAME:
        raise Invalid("too_long", limit=LONGEST_NAME, length=len(typed))
    if (on_screen or in_summary) and not typed:
        raise Invalid("name_missing")
    new = Holder(id=valid_id(id), name=typed, on_screen=bool(on_screen), in_summary=bool(in_summary))
    return _with_holder(offered_in(turn), turn.workshop, role, new)


def _confirmed(offers: Offers, workshop: Workshop, role: str, participant: str) -> Workshop:
    now = planned_role(_role(workshop, role), offers)
    if any(p.holder.participant == participant for p in now.holding):
        return workshop
    if participant not in now.offers:
        raise Invalid("no_offer")
    without = tuple(h for h in now.role.holders if h.participant != participant)
    again = _with_role(workshop, role, holders=without)
    return _with_holder(offers, again, role, Holder(id=new_id(), participant=participant))


def _with_holder(offers: Offers, workshop: Workshop, role: str, holder: Holder) -> Workshop:
    now = planned_role(_role(workshop, role), offers)
    if not now.open:
        raise Invalid("role_full", role=next(iter(now.role.title.values()), ""))
    return _with_role(workshop, role, holders=(*now.role.holders, holder))


def _role(workshop: Workshop, role: str) -> Role:
    found = role_of(workshop, role)
    if found is None:
        raise NotFound("no_such_role")
    return found


def _with_role(workshop: Workshop, role: str, **changes: Any) -> Workshop:
    changed = _role(workshop, role).but(**changes)
    return workshop.but(
        projects=tuple(
            p.but(roles=tuple(changed if r.id == role else r for r in p.roles)) for p in workshop.projects
        )
    )


def _valid(**given: Any) -> dict[str, Any]:
    """Raises Invalid: empty, too_long, not_a_value, not_a_number."""
    if "title" in given:
        given["title"] = _valid_title(given["title"])
    if given.get("size", "small") not in SIZES:
        raise Invalid("not_a_value")
    wanted = given.get("wanted", 1)
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 1 <= wanted <= 100:
        raise Invalid("not_a_number")
    return given


def _valid_title(title: Text) -> Text:
    texts = {language: " ".join(clean(text).split()) for language, text in title.items()}
    kept = {language: text for language, text in texts.items() if text}
    if not kept:
        raise Invalid("empty")
    longest = max(len(t) for t in kept.values())
    if longest > LONGEST_TITLE:
        raise Invalid("too_long", limit=LONGEST_TITLE, length=longest)
    return kept
