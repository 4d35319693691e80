"""The agenda: add, leave out, repeat, reorder and set up steps."""

from itertools import chain, count
from typing import Any

from facilitation.errors import Invalid, Refused
from facilitation.kinds import kind
from facilitation.model import Activity, Curation, Workshop
from facilitation.templates import new_id
from facilitation.text import Text, clean
from facilitation.turn import Turn
from facilitation.verbs import manages
from facilitation.verbs.change import find, with_activity, with_agenda

LONGEST_TITLE = 120
MOST_STEPS = 60
MOST_MINUTES = 600


@manages("rename")
def rename(turn: Turn, title: Text) -> Workshop:
    return turn.workshop.but(title=_valid_title(title))


@manages("add")
def add(
    turn: Turn,
    kind_name: str,
    title: Text,
    after: str | None = None,
    minutes: int = 10,
    settings: dict[str, Any] | None = None,
    id: str | None = None,
) -> Workshop:
    """A new step after `after` (None: after the current one). With the same `id` twice it is one step."""
    workshop = turn.workshop
    if id is not None and workshop.activity(id):
        return workshop
    step = Activity(
        id=id or new_id(),
        kind=kind(kind_name).name,
        title=_valid_title(title),
        minutes=_valid_minutes(minutes),
        settings=kind(kind_name).valid_settings(settings or {}),
    )
    return _inserted(workshop, step, after or workshop.current)


@manages("repeat")
def repeat(turn: Turn, activity: str, id: str | None = None) -> Workshop:
    """The same step once more, empty, right after the current one. With the same `id` twice it is one step."""
    workshop = turn.workshop
    name = _unanswered(turn, id or new_id())
    if workshop.activity(name):
        return workshop
    again = find(workshop, activity).but(
        id=name,
        state="draft",
        opened_at=None,
        closes_at=None,
        skipped=False,
        options=(),
        curation=Curation(),
        entered=(),
        chosen=(),
        codes=(),
        focus="",
    )
    return _inserted(workshop, again, workshop.current)


@manages("skip")
def skip(turn: Turn, activity: str, skipped: bool = True) -> Workshop:
    """Leave a step out, or take it back in. The one that is on cannot be left out."""
    if skipped and activity == turn.workshop.current:
        raise Refused("skip_current")
    return with_activity(turn.workshop, activity, skipped=bool(skipped))


@manages("reorder")
def reorder(turn: Turn, activity: str, place: int) -> Workshop:
    """To this place (0 is first) of the agenda."""
    step = find(turn.workshop, activity)

    def change(steps: tuple[Activity, ...]) -> tuple[Activity, ...]:
        others = [a for a in steps if a.id != activity]
        at = max(0, min(place, len(others)))
        return (*others[:at], step, *others[at:])

    return with_agenda(turn.workshop, change)


@manages("configure")
def configure(
    turn: Turn,
    activity: str,
    title: Text | None = None,
    minutes: int | None = None,
    settings: dict[str, Any] | None = None,
) -> Workshop:
    """Change a step; what is left out stays. Raises Refused("set_while_open") for what ballots depend on."""
    step = find(turn.workshop, activity)
    changes: dict[str, Any] = {}
    if title is not None:
        changes["title"] = _valid_title(title)
    if minutes is not None:
        changes["minutes"] = _valid_minutes(minutes)
    if settings is not None:
        changes["settings"] = _valid_settings(turn, step, settings)
    return with_activity(turn.workshop, activity, **changes)


def _unanswered(turn: Turn, id: str) -> str:
    """The first of these names that is on the agenda or new: what was given to a repetition that has been taken back
    belongs to that one, and would count in this one too."""
    names = chain([id], (f"{id}-{n}" for n in count(2)))
    return next(name for name in names if turn.workshop.activity(name) or not turn.contributions(name))


def _inserted(workshop: Workshop, step: Activity, after: str) -> Workshop:
    find(workshop, after)
    if len(workshop.agenda) >= MOST_STEPS:
        raise Invalid("too_many_steps", limit=MOST_STEPS)

    def change(steps: tuple[Activity, ...]) -> tuple[Activity, ...]:
        at = next((i for i, a in enumerate(steps) if a.id == after), len(steps) - 1) + 1
        return (*steps[:at], step, *steps[at:])

    return with_agenda(workshop, change)


def _valid_settings(turn: Turn, step: Activity, changes: dict[str, Any]) -> dict[str, Any]:
    its = kind(step.kind)
    settings = its.valid_settings({**step.settings, **changes})
    if _is_begun(turn, step) and its.fixed(step) != its.fixed(step.but(settings=settings)):
        raise Refused("set_while_open")
    return settings


def _is_begun(turn: Turn, step: Activity) -> bool:
    """Also a step that is not opened yet, or not any more, once somebody has answered it."""
    if step.options or step.opened_at is not None:
        return True
    return kind(step.kind).has_answers(step, turn.contributions(step.id))


def _valid_title(title: Text) -> Text:
    texts = {language: clean(text) for language, text in title.items() if clean(text)}
    if not texts:
        raise Invalid("empty")
    longest = max(len(t) for t in texts.values())
    if longest > LONGEST_TITLE:
        raise Invalid("too_long", limit=LONGEST_TITLE, length=longest)
    return texts


def _valid_minutes(minutes: int) -> int:
    if not isinstance(minutes, int) or not 0 <= minutes <= MOST_MINUTES:
        raise Invalid("not_a_number")
    return minutes
