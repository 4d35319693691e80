"""For people without a phone: ideas from paper, and hands or stickers that were counted.

What is entered is a contribution like any other; the workshop's document lists it, and what is not listed does not
count. So entering is one commit of the workshop's document and can be taken back like every other step.
"""

from typing import Any

from facilitation.ballot_codes import PAPER, PHONE
from facilitation.errors import Invalid, NotOpen, WrongCode
from facilitation.kinds import kind
from facilitation.kinds.base import Given
from facilitation.kinds.ideas import Ideas, valid_text
from facilitation.kinds.vote import valid_counts
from facilitation.model import Activity, Channel, Contribution, Workshop
from facilitation.turn import Turn
from facilitation.verbs import helps
from facilitation.verbs.change import find, with_activity

AT_THE_DESK = "desk"
"""Stands for the participant of what is entered there: nobody in particular."""


@helps("enter_idea")
def enter_idea(turn: Turn, activity: str, text: str, key: str) -> Workshop:
    """An idea from paper. `key` is made where it is typed: sent twice it is one idea."""
    step = find(turn.workshop, activity)
    if step.kind != Ideas.name:
        raise Invalid("no_answers_here")
    return _entered(turn, step, key, "paper", {"text": valid_text(text), "late": False}, step.entered)


@helps("enter_counts")
def enter_counts(
    turn: Turn, activity: str, counts: dict[str, dict[str, int]], voters: int, key: str
) -> Workshop:
    """Counted hands or stickers, `counts` option → mark → people; replaces what was counted before.

    Raises NotOpen once the result is shown, and what `valid_counts` raises.
    """
    step = find(turn.workshop, activity)
    _require_countable(step)
    if step.codes:
        raise Invalid("codes_only")
    payload = valid_counts(step, counts, voters)
    return _entered(turn, step, key, "hands", payload, ())


@helps("enter_ballot")
def enter_ballot(turn: Turn, activity: str, marks: dict[str, int], ballot: str) -> Workshop:
    """A ballot from paper; `ballot` is its code as `hashed` gives it. Raises WrongCode, Invalid where that has voted
    (code_used, code_used_on_paper), NotOpen, and what checking a ballot raises."""
    step = find(turn.workshop, activity)
    if ballot not in step.codes:
        raise WrongCode()
    _require_countable(step)
    payload = _paper_ballot(turn, step, marks)
    if turn.contribution(activity, f"{PHONE}{ballot}") is not None:
        raise Invalid("code_used")
    there = turn.contribution(activity, f"{PAPER}{ballot}")
    listed = there is not None and there.key in step.entered
    if listed and there is not None and there.payload != payload:
        raise Invalid("code_used_on_paper")
    return turn.workshop if listed else _entered(turn, step, ballot, "paper", payload, step.entered)


@helps("unenter")
def unenter(turn: Turn, activity: str, key: str) -> Workshop:
    """Take out what was entered at the desk."""
    step = find(turn.workshop, activity)
    return with_activity(turn.workshop, activity, entered=tuple(k for k in step.entered if k != key))


def _require_countable(step: Activity) -> None:
    if kind(step.kind).may_show(step):
        raise NotOpen("already_revealed")


def _paper_ballot(turn: Turn, step: Activity, marks: dict[str, int]) -> dict[str, Any]:
    if not step.options:
        raise NotOpen("not_open_yet")
    given = Given(step, turn.now, None, (), turn.workshop, AT_THE_DESK)
    return kind(step.kind).check(given, {"marks": marks})


def _entered(
    turn: Turn, step: Activity, key: str, channel: Channel, payload: dict[str, Any], others: tuple[str, ...]
) -> Workshop:
    name = f"{channel}-{key}"
    turn.put(Contribution(name, step.id, AT_THE_DESK, turn.now, payload, channel))
    listed = (*(k for k in others if k != name), name)
    return with_activity(turn.workshop, step.id, entered=listed)
