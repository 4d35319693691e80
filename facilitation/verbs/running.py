"""Running the meeting: what is on now, open or closed, shown or not; the room's clock; the stage."""

from dataclasses import dataclass
from typing import Literal

from facilitation.errors import Invalid, NotFound, NotOpen, Refused
from facilitation.kinds import kind
from facilitation.kinds.base import Inside
from facilitation.model import Activity, Countdown, Stage, StageMode, Workshop
from facilitation.schedule import ahead, planned_minutes
from facilitation.turn import Turn
from facilitation.verbs import VERBS, manages
from facilitation.verbs.change import find, with_activity

NextVerb = Literal["open", "close", "close_now", "reveal", "move", "inside"]

LONGEST_COUNTDOWN = 3600
MOST_HEADS = 10_000


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the one primary button does. `to`: the activity that `move` goes to. `turn`: what it is drawn for.
    `inside`: the kind's own next step, where the verb is that."""

    verb: NextVerb
    on: Activity
    to: Activity | None
    turn: int
    inside: Inside | None = None


def next_step(workshop: Workshop, now: float) -> NextStep | None:
    """The right next step; None when the evening is through."""
    on = workshop.now
    inside = kind(on.kind).inside(workshop, on) if on.takes_answers(now) else None
    to = next(iter(ahead(workshop)), None)
    if inside is not None:
        return NextStep("inside", on, to, workshop.turn, inside)
    verb = _next_verb(on, now)
    if verb == "move" and to is None:
        return None
    return NextStep(verb, on, to, workshop.turn)


def _next_verb(on: Activity, now: float) -> NextVerb:
    phase, ends = on.phase(now), kind(on.kind).ends
    if phase == "draft":
        return "open"
    if phase == "closing":
        return "close_now"
    if phase == "open" and ends != "by_moving_on":
        return "close"
    return "reveal" if phase == "closed" and ends == "by_revealing" else "move"


@manages("next", guarded=True)
def go_on(turn: Turn) -> Workshop:
    """What the primary button does. Raises Refused("last_step")."""
    workshop = turn.workshop
    step = next_step(workshop, turn.now)
    if step is None:
        raise Refused("last_step")
    if step.inside is not None:
        return VERBS[step.inside.verb].act(turn, **step.inside.arguments)
    if step.verb == "move":
        return _moved(turn, workshop, step.to)
    return _DOES[step.verb](turn)


@manages("back", guarded=True)
def back(turn: Turn) -> Workshop:
    """To the step before; one that only needs showing is on again. Raises Refused("first_step")."""
    workshop = turn.workshop
    place = workshop.agenda.index(workshop.now)
    before = [a for a in workshop.agenda[:place] if not a.skipped]
    if not before:
        raise Refused("first_step")
    return _moved(turn, workshop, before[-1])


@manages("go", guarded=True)
def go(turn: Turn, activity: str) -> Workshop:
    """To any step of the agenda."""
    return _moved(turn, turn.workshop, find(turn.workshop, activity))


@manages("open", guarded=True)
def open_current(turn: Turn) -> Workshop:
    return _opened(turn, turn.workshop, turn.workshop.now)


@manages("open_kind", guarded=True)
def open_kind(turn: Turn, kind_name: str) -> Workshop:
    """To the next step of this kind, or the last one before, and open it. Raises NotFound("no_such_step")."""
    workshop = turn.workshop
    wanted = kind(kind_name).name
    place = workshop.agenda.index(workshop.now)
    in_order = (*workshop.agenda[place:], *reversed(workshop.agenda[:place]))
    found = next((a for a in in_order if a.kind == wanted), None)
    if found is None:
        raise NotFound("no_such_step", kind=wanted)
    there = _moved(turn, workshop, found)
    return there if there.now.takes_answers(turn.now) else _opened(turn, there, there.now)


@manages("close", guarded=True)
def close(turn: Turn) -> Workshop:
    """Answers are taken until the kind's countdown ends; the room's clock was for answering. Raises NotOpen."""
    on = turn.workshop.now
    if on.state != "open":
        raise NotOpen("not_open_now")
    grace = kind(on.kind).grace
    closes_at = turn.now + grace if grace else None
    return with_activity(turn.workshop, on.id, state="closed", closes_at=closes_at).but(countdown=None)


@manages("close_now", guarded=True)
def close_now(turn: Turn) -> Workshop:
    """Without waiting for the countdown."""
    on = turn.workshop.now
    if not on.takes_answers(turn.now):
        raise NotOpen("not_open_now")
    return with_activity(turn.workshop, on.id, state="closed", closes_at=None)


def end_countdown(turn: Turn) -> None:
    """Of a clock that was set back: what is left by it is longer than the whole countdown, which has run out. Nobody's
    step, and so nothing to undo."""
    on = turn.workshop.now
    if on.closes_at is not None and on.closes_at - turn.now > kind(on.kind).grace:
        turn.save(with_activity(turn.workshop, on.id, closes_at=None))


@manages("reopen", guarded=True)
def reopen(turn: Turn) -> Workshop:
    """Answers are taken again; what was given stays, and results are hidden again. Raises Refused if never opened."""
    on = turn.workshop.now
    if on.opened_at is None:
        raise NotOpen("not_open_yet")
    return with_activity(turn.workshop, on.id, state="open", closes_at=None)


@manages("reveal", guarded=True)
def reveal(turn: Turn) -> Workshop:
    """Show the result. Raises NotOpen("not_closed_yet") while answers are still taken."""
    on = turn.workshop.now
    if on.phase(turn.now) not in ("closed", "revealed"):
        raise NotOpen("not_closed_yet")
    return with_activity(turn.workshop, on.id, state="revealed", closes_at=None)


@manages("conceal", guarded=True)
def conceal(turn: Turn) -> Workshop:
    """Hide a shown result again."""
    on = turn.workshop.now
    return with_activity(turn.workshop, on.id, state="closed") if on.state == "revealed" else turn.workshop


@manages("choose")
def choose(turn: Turn, activity: str, options: list[str]) -> Workshop:
    """Take these options into planning. Raises Invalid("not_an_option")."""
    known = [o.id for o in find(turn.workshop, activity).options]
    if set(options) - set(known):
        raise Invalid("not_an_option")
    chosen = tuple(o for o in known if o in options)
    return with_activity(turn.workshop, activity, chosen=chosen)


@manages("countdown")
def countdown(turn: Turn, seconds: int) -> Workshop:
    """A clock for the room, from now; 0 takes it away."""
    if not isinstance(seconds, int) or not 0 <= seconds <= LONGEST_COUNTDOWN:
        raise Invalid("not_a_number")
    clock = Countdown(ends_at=turn.now + seconds, seconds=seconds) if seconds else None
    return turn.workshop.but(countdown=clock)


@manages("stage")
def stage(turn: Turn, mode: StageMode) -> Workshop:
    """Live; held: a picture of now; blank."""
    if mode not in ("live", "held", "blank"):
        raise Invalid("invalid")
    if mode == turn.workshop.stage.mode:
        return turn.workshop
    return turn.workshop.but(stage=Stage(mode=mode, held_at=_newest(turn) if mode == "held" else None))


def _newest(turn: Turn) -> float:
    """Now, or when the last answer came, where the clock was set back since."""
    given = (c.at for activity in turn.activities() for c in turn.contributions(activity).values())
    return max((turn.now, *given))


@manages("headcount")
def headcount(turn: Turn, people: int | None) -> Workshop:
    """How many the manager counts in the room, phone or not."""
    if people is not None and (not isinstance(people, int) or not 0 <= people <= MOST_HEADS):
        raise Invalid("not_a_number")
    return turn.workshop.but(headcount=people)


def _moved(turn: Turn, workshop: Workshop, to: Activity | None) -> Workshop:
    assert to is not None
    left = _closed_others(workshop, to.id).but(current=to.id, countdown=None)
    needs_only_showing = kind(to.kind).ends == "by_moving_on"
    if kind(to.kind).opens_itself and (to.state == "draft" or needs_only_showing):
        return _opened(turn, left, find(left, to.id))
    return left


def _opened(turn: Turn, workshop: Workshop, activity: Activity) -> Workshop:
    if activity.state == "open":
        return workshop
    its = kind(activity.kind)
    ready = its.prepared(turn, activity)
    alone = its.begun(turn, _closed_others(workshop, activity.id), activity)
    started = alone if workshop.started_at else _started(alone, turn.now)
    return with_activity(
        started,
        activity.id,
        state="open",
        closes_at=None,
        opened_at=turn.now,
        options=ready.options,
        skipped=False,
    )


def _started(workshop: Workshop, now: float) -> Workshop:
    return workshop.but(started_at=now, planned_minutes=planned_minutes(workshop))


def _closed_others(workshop: Workshop, activity_id: str) -> Workshop:
    for other in workshop.agenda:
        if other.id != activity_id and (other.state == "open" or other.closes_at is not None):
            workshop = with_activity(workshop, other.id, state="closed", closes_at=None)
    return workshop


_DOES = {"open": open_current, "close": close, "close_now": close_now, "reveal": reveal}
