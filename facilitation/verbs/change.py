"""Small steps from one immutable workshop to the next."""

from collections.abc import Callable
from typing import Any

from facilitation.errors import NotFound
from facilitation.model import Activity, Workshop


def find(workshop: Workshop, activity_id: str) -> Activity:
    """Raises NotFound("unknown_step")."""
    found = workshop.activity(activity_id)
    if found is None:
        raise NotFound("unknown_step")
    return found


def with_agenda(
    workshop: Workshop, change: Callable[[tuple[Activity, ...]], tuple[Activity, ...]]
) -> Workshop:
    """The meeting of the current activity with a changed agenda."""
    meetings = tuple(
        m.but(activities=change(m.activities)) if _holds(m.activities, workshop.current) else m
        for m in workshop.meetings
    )
    return workshop.but(meetings=meetings)


def with_activity(workshop: Workshop, activity_id: str, **changes: Any) -> Workshop:
    find(workshop, activity_id)
    meetings = tuple(
        m.but(activities=tuple(a.but(**changes) if a.id == activity_id else a for a in m.activities))
        for m in workshop.meetings
    )
    return workshop.but(meetings=meetings)


def with_project(workshop: Workshop, project_id: str, **changes: Any) -> Workshop:
    """Raises NotFound("no_such_project")."""
    if workshop.project(project_id) is None:
        raise NotFound("no_such_project")
    return workshop.but(
        projects=tuple(p.but(**changes) if p.id == project_id else p for p in workshop.projects)
    )


def _holds(activities: tuple[Activity, ...], activity_id: str) -> bool:
    return any(a.id == activity_id for a in activities)
