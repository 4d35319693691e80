"""What a made-up resident sends to one form: each thing after so many seconds, at this person's pace."""

import random
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from locales import Words
from service.simulation.forms import Form
from service.simulation.tastes import Marks, ballot, tastes

Fields = dict[str, str]
Step = tuple[float, Fields]


@dataclass
class Habits:
    """`ideas`: texts that nobody has given yet, shared with the others. `haste` 0.5: twice as fast as people are."""

    own: random.Random
    haste: float
    ideas: deque[str]
    t: Words

    def answers(self, form: Form) -> Iterator[Step]:
        make = _KINDS.get(form.kind)
        return make(self, form) if make else iter(())

    def after(self, least: float, most: float) -> float:
        return self.own.uniform(least, most) * self.haste


def _taps(who: Habits, form: Form) -> Iterator[Step]:
    choices = form.options.get("choice", [])
    if not choices or who.own.random() < 0.05:
        return
    weights = [random.Random(f"{form.action} {choice}").uniform(1, 4) for choice in choices]
    for _ in range(1 + (who.own.random() < 0.1)):
        yield who.after(2, 14), {"choice": who.own.choices(choices, weights)[0]}


def _writes(who: Habits, form: Form) -> Iterator[Step]:
    """Most write one or two; typing takes its time."""
    for _ in range(who.own.choices((0, 1, 2, 3, 4), (2, 10, 10, 5, 3))[0]):
        try:
            text = who.ideas.popleft()
        except IndexError:
            return
        yield (
            who.after(6, 25) + who.haste * 0.12 * len(text),
            {"text": text, "key": secrets.token_urlsafe(12)},
        )


def _votes(who: Habits, form: Form) -> Iterator[Step]:
    """Some leave it half done, some think again."""
    likes = tastes(form, who.own)
    marks = ballot(form, likes, who.own)
    if not marks or who.own.random() < 0.05:
        return
    first = who.after(8, 25)
    yield first, {**_half(marks), "done": "0"}
    if who.own.random() < 0.08:
        return
    yield who.after(4, 15), {**marks, "done": "1"}
    if who.own.random() < 0.15:
        second_thought = {name: liking * who.own.uniform(0.5, 1.2) for name, liking in likes.items()}
        yield who.after(8, 20), {**ballot(form, second_thought, who.own), "done": "1"}


def _half(marks: Marks) -> Marks:
    return dict(list(marks.items())[: max(1, len(marks) // 2)])


_KINDS: dict[str, Callable[[Habits, Form], Iterator[Step]]] = {
    "arrival": _taps,
    "ideas": _writes,
    "vote": _votes,
}
