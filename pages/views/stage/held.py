"""A held picture: what was there when the stage was held, but for what nobody shall see any more.

A contribution that is sent again replaces the earlier one, so what a pen has rewritten since, or a phone voted anew,
is in no snapshot of today. This server keeps the snapshot that it saw when it first heard of the hold; one that was
started later has only what has not been touched since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from facilitation.model import Activity, Contribution, Workshop
from facilitation.projects import Planned, PlannedRole, Somebody
from facilitation.turn import Reader

Given = Mapping[str, Contribution]


def as_held(reader: Reader, kept: dict[float, Reader]) -> Reader:
    """The snapshot of the moment in which the stage was held; this one, if it is not held. `kept`: that moment → it."""
    stage = reader.workshop.stage
    if stage.mode != "held" or stage.held_at is None:
        kept.clear()
        return reader
    if stage.held_at not in kept:
        kept.clear()
    return kept.setdefault(stage.held_at, reader)


def given_then(reader: Reader, kept: Reader, activity: Activity, then: float | None) -> Given:
    """What had been given by then and has not been withdrawn since; of those who have left since, what stays of it."""
    today = reader.contributions(activity.id)
    if then is None:
        return today
    left = kept.participants().keys() - reader.participants().keys()
    before = kept.contributions(activity.id).items()
    shown = {key: today[key] if c.participant in left else c for key, c in before if key in today}
    return {key: c for key, c in shown.items() if c.at <= then}


def without_what_is_hidden_since(then: Workshop, today: Workshop) -> Workshop:
    """A held picture keeps everything but ideas, lines and answers that nobody shall see any more."""
    meetings = tuple(
        m.but(activities=tuple(_without_hidden(a, today.activity(a.id)) for a in m.activities))
        for m in then.meetings
    )
    return then.but(meetings=meetings)


def _without_hidden(activity: Activity, as_it_is: Activity | None) -> Activity:
    if as_it_is is None or as_it_is.curation == activity.curation:
        return activity
    then, today = activity.curation, as_it_is.curation
    hidden = {**then.hidden, **today.hidden}
    approved = {idea: True for idea in then.approved if idea in today.approved}
    return activity.but(curation=then.but(hidden=hidden, approved=approved))


def with_todays_leave(then: Iterable[Planned], today: Iterable[Planned]) -> tuple[Planned, ...]:
    """A name stands there only if it might then and may now."""
    people = {s.holder.id: s for p in today for r in p.roles for s in r.people}
    return tuple(replace(p, roles=tuple(_with_leave(r, people) for r in p.roles)) for p in then)


def _with_leave(role: PlannedRole, today: Mapping[str, Somebody]) -> PlannedRole:
    return replace(role, people=tuple(_allowed(s, today.get(s.holder.id)) for s in role.people))


def _allowed(then: Somebody, today: Somebody | None) -> Somebody:
    if today is None or today.withdrawn or not today.on_screen:
        return replace(then, name="", on_screen=False)
    return replace(then, name=today.name)
