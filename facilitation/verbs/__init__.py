"""The verbs: everything that can be done to a workshop, by name, each with who may do it.

A manager's verb turns a workshop into the next one; this file guards it, remembers it in the history and saves it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from facilitation import history
from facilitation.errors import NotFound, Refused, Stale
from facilitation.kinds import kind
from facilitation.log import noted, step_of
from facilitation.model import Workshop
from facilitation.permissions import HELPS, LEADS, Actor, Role, permit
from facilitation.turn import Turn
from facilitation.verbs.change import with_activity

Act = Callable[..., Workshop]


@dataclass(frozen=True, slots=True)
class Verb:
    """`act(turn, **arguments) -> Workshop`. `guarded`: only for the state it was drawn for (a second tap must not
    act twice); the others are harmless to repeat. `lasting`: it cannot be taken back."""

    name: str
    act: Act
    allowed: frozenset[Role]
    guarded: bool
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """`done` False: it was so already. `values` are what the door may say of it; `turn` is the workshop's now."""

    verb: str
    done: bool
    turn: int
    values: dict[str, Any] = field(default_factory=dict)


VERBS: dict[str, Verb] = {}


def manages(
    name: str, allowed: frozenset[Role] = LEADS, guarded: bool = False, lasting: bool = False
) -> Callable[[Act], Act]:
    """Registers a manager's verb."""

    def register(act: Act) -> Act:
        VERBS[name] = Verb(name, act, allowed, guarded, lasting)
        return act

    return register


def helps(name: str) -> Callable[[Act], Act]:
    """Registers a verb that a helper may use too."""
    return manages(name, HELPS)


def perform(turn: Turn, actor: Actor, name: str, drawn: int | None = None, /, **arguments: Any) -> Outcome:
    """Do it, in the writer's turn. `drawn` is the `turn` of the workshop that the button was drawn for.

    Raises Stale on a second tap, and whatever the verb refuses.
    """
    verb = _verb(name)
    permit(actor, verb.allowed)
    before = turn.workshop
    if verb.guarded and drawn is not None and drawn != before.turn:
        raise Stale()
    after = _acted(verb, turn, arguments)
    return _saved(turn, actor, before, after, verb, arguments)


def take_back(turn: Turn, actor: Actor, step: str) -> Outcome:
    """Undo the newest step, which must be `step`."""
    return _travel(turn, actor, "undo", history.undo, step)


def do_again(turn: Turn, actor: Actor, step: str) -> Outcome:
    """Redo what was undone last, which must be `step`."""
    return _travel(turn, actor, "redo", history.redo, step)


def note(turn: Turn, actor: Actor, what: str) -> None:
    """Into the log alone: something was done that changes no workshop, as taking a backup along."""
    permit(actor, LEADS)
    turn.save(noted(turn.workshop, actor, what, turn.now, step=""))


def _travel(
    turn: Turn, actor: Actor, name: str, go: Callable[[Workshop, str], Workshop], step: str
) -> Outcome:
    permit(actor, LEADS)
    before = turn.workshop
    after = _with_options_of_ballots(turn, go(before, step))
    _require_same_questions(turn, after)
    moved = (before.history if name == "undo" else before.undone)[-1]
    turn.save(noted(after, actor, name, turn.now, of=history.did(moved)))
    return Outcome(name, True, after.turn, {"verb": moved.verb})


def _with_options_of_ballots(turn: Turn, after: Workshop) -> Workshop:
    """Where an opening is taken back, what was given votes stays on the ballot: ideas that are merged or corrected
    before it opens again would leave marks to nobody, or to other words."""
    for step in turn.workshop.agenda:
        then = after.activity(step.id)
        if then is None or not step.options or then.options == step.options:
            continue
        if kind(step.kind).has_answers(step, turn.contributions(step.id)):
            after = with_activity(after, step.id, options=step.options)
    return _with_options_of_returned(turn, after)


def _with_options_of_returned(turn: Turn, after: Workshop) -> Workshop:
    """A step that was taken back after its opening comes back with what was given votes, as it stands in that."""
    for step in after.agenda:
        if turn.workshop.activity(step.id) or step.options:
            continue
        if kind(step.kind).has_answers(step, turn.contributions(step.id)):
            later = (w.activity(step.id) for w in history.redone(after))
            after = with_activity(
                after, step.id, options=next((a.options for a in later if a and a.options), ())
            )
    return after


def _require_same_questions(turn: Turn, after: Workshop) -> None:
    """What ballots depend on stays as it was when they were given, however far one goes back. Raises
    Refused("set_while_open")."""
    for step in turn.workshop.agenda:
        then, its = after.activity(step.id), kind(step.kind)
        if then is None or its.fixed(step) == its.fixed(then):
            continue
        if its.has_answers(step, turn.contributions(step.id)):
            raise Refused("set_while_open")


def _verb(name: str) -> Verb:
    try:
        return VERBS[name]
    except KeyError:
        raise NotFound("unknown_verb", verb=name) from None


def _acted(verb: Verb, turn: Turn, arguments: dict[str, Any]) -> Workshop:
    try:
        return verb.act(turn, **arguments)
    except TypeError as error:
        if "argument" not in str(error):
            raise
        raise Refused("invalid") from error


def _saved(
    turn: Turn, actor: Actor, before: Workshop, after: Workshop, verb: Verb, arguments: dict[str, Any]
) -> Outcome:
    if after == before:
        return Outcome(verb.name, False, before.turn)
    small = {k: v for k, v in arguments.items() if isinstance(v, str | int | float) and len(str(v)) <= 60}
    kept = after if verb.lasting else history.remember(before, after, verb.name, turn.now, small)
    done = verb.name if verb.lasting else history.did(kept.history[-1])
    turn.save(noted(kept, actor, done, turn.now, step_of(kept, arguments)))
    return Outcome(verb.name, True, kept.turn, small)


from facilitation.verbs import (  # noqa: E402, F401  (they register their verbs)
    agenda,
    curation,
    entering,
    evaluating,
    keys,
    planning,
    privacy,
    running,
    sharing,
)
