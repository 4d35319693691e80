"""The small projects at the desk: which there are, what stands in them, who has the pen, what was agreed."""

import re
from collections.abc import Mapping
from typing import Any

from facilitation.errors import Invalid, NotFound
from facilitation.kinds.plan import OVERVIEW, Plan
from facilitation.kinds.plan_acts import valid_entry
from facilitation.model import ID, Activity, Countdown, Pen, PlanField, Project, Workshop, Written
from facilitation.ordering import after
from facilitation.projects import FIELDS
from facilitation.templates import new_id
from facilitation.text import clean
from facilitation.turn import Turn
from facilitation.verbs import manages
from facilitation.verbs.change import find, with_activity, with_project

LONGEST_TITLE = 280
MOST_PROJECTS = 30

_ID = re.compile(ID)


@manages("focus", guarded=True)
def focus(turn: Turn, on: str, activity: str | None = None) -> Workshop:
    """What everybody looks at: one project, for its minutes; "overview", or all at once (empty)."""
    workshop = turn.workshop
    if on not in ("", OVERVIEW) and workshop.project(on) is None:
        raise NotFound("no_such_project")
    return _looking(workshop, find(workshop, activity or workshop.current), on, turn.now)


@manages("ask", guarded=True)
def ask(turn: Turn, project: str) -> Workshop:
    """Ask the room: is this agreed? Everybody looks at it then, since phones show the question only there. Asked again,
    earlier answers stay until they are changed."""
    workshop, step = with_project(turn.workshop, project, asked="open", by_hand=None), turn.workshop.now
    elsewhere = step.kind == Plan.name and step.focus != project
    return _looking(workshop, step, project, turn.now) if elsewhere else workshop


@manages("close_ask", guarded=True)
def close_ask(turn: Turn, project: str) -> Workshop:
    """No more answers; what they say is shown."""
    return with_project(turn.workshop, project, asked="closed")


@manages("by_hand")
def by_hand(turn: Turn, project: str, agreed: bool | None) -> Workshop:
    """What hands said, where phones do not decide; None: phones decide."""
    if agreed not in (True, False, None):
        raise Invalid("not_a_value")
    asked = _project(turn.workshop, project).asked if agreed is None else "closed"
    return with_project(turn.workshop, project, asked=asked, by_hand=agreed)


@manages("write")
def write(
    turn: Turn, project: str, field: PlanField, text: str = "", when: Mapping[str, Any] | None = None
) -> Workshop:
    """The desk writes itself; of this and what the pen writes, the newer stands. Raises what `valid_entry` raises."""
    if field not in FIELDS:
        raise Invalid("not_a_value")
    entry = valid_entry(field, {"text": text, "when": when}, turn.workshop, turn.now)
    before = _project(turn.workshop, project).written
    at = _after_phones(turn, act="write", project=project, field=field)
    written = Written.model_validate({**entry, "at": at})
    return with_project(turn.workshop, project, written={**before, field: written})


@manages("pass_pen")
def pass_pen(turn: Turn, project: str, to: str = "") -> Workshop:
    """Give the pen to a participant, or lay it on the table (empty) for whoever wants it."""
    if to and turn.participant(to) is None:
        raise NotFound("no_such_participant")
    at = _after_phones(turn, act="pen", project=project)
    return with_project(turn.workshop, project, pen=Pen(participant=to, at=at))


@manages("add_project")
def add_project(turn: Turn, title: str, id: str | None = None) -> Workshop:
    """One that came from no vote. With the same `id` twice it is one project."""
    workshop = turn.workshop
    if id is not None and workshop.project(id):
        return workshop
    if len(workshop.projects) >= MOST_PROJECTS:
        raise Invalid("too_many_projects", limit=MOST_PROJECTS)
    new = Project(id=valid_id(id), title=_valid_title(title))
    return workshop.but(projects=(*workshop.projects, new))


@manages("retitle_project")
def retitle_project(turn: Turn, project: str, title: str) -> Workshop:
    return with_project(turn.workshop, project, title=_valid_title(title))


@manages("drop_project")
def drop_project(turn: Turn, project: str) -> Workshop:
    """It goes from every screen, and its option is not taken into planning any more; what phones wrote in it stays with
    their contributions, and undo brings it back."""
    dropped = _project(turn.workshop, project)
    left = turn.workshop.but(projects=tuple(p for p in turn.workshop.projects if p.id != project))
    for activity in left.agenda:
        if activity.focus == project:
            left = with_activity(left, activity.id, focus="")
        if activity.id == dropped.vote:
            chosen = tuple(o for o in activity.chosen if o != dropped.option)
            left = with_activity(left, activity.id, chosen=chosen)
    return left


def valid_id(given: str | None) -> str:
    """A new one if none is given. Raises Invalid("not_a_value") for what could not stand in a key."""
    if given is not None and (given == OVERVIEW or not _ID.fullmatch(given)):
        raise Invalid("not_a_value")
    return given or new_id()


def _looking(workshop: Workshop, step: Activity, on: str, now: float) -> Workshop:
    return with_activity(workshop, step.id, focus=on).but(countdown=_minutes_for(step, on, now))


def _minutes_for(step: Activity, on: str, now: float) -> Countdown | None:
    """The room's clock for one project; to look at all of them takes as long as it takes."""
    if on in ("", OVERVIEW) or step.kind != Plan.name:
        return None
    seconds = 60 * int(Plan().of(step).minutes_each)
    return Countdown(ends_at=now + seconds, seconds=seconds)


def _after_phones(turn: Turn, **act: str) -> float:
    """Now, and later than what they did in this place."""
    plans = (a.id for a in turn.workshop.agenda if a.kind == Plan.name)
    there = (turn.contribution(plan, Plan().place(act, "", "").key) for plan in plans)
    return after(turn.now, *(given.at for given in there if given is not None))


def _project(workshop: Workshop, project: str) -> Project:
    found = workshop.project(project)
    if found is None:
        raise NotFound("no_such_project")
    return found


def _valid_title(typed: str) -> str:
    title = " ".join(clean(typed).split())
    if not title:
        raise Invalid("empty")
    if len(title) > LONGEST_TITLE:
        raise Invalid("too_long", limit=LONGEST_TITLE, length=len(title))
    return title
