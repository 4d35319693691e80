"""What a made-up resident sends to one form: each thing after so many seconds, at this person's pace."""

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from locales import Words
from service.simulation.forms import Form
from service.simulation.tastes import Marks, ballot, tastes

ROLE, SCORE, ANSWER = "r_", "s_", "a_"
"""What the names of fields begin with."""
NAMES = 24
OPINIONS = {"good": 4, "change": 4, "on": 3, "help": 3}
"""What the questions of the template ask, in their order, and how many answers the catalogue has to each."""

Fields = dict[str, str]
Step = tuple[float, Fields]


@dataclass
class Habits:
    """`ideas`: texts that nobody has given yet, shared with the others. `haste` 0.5: twice as fast as people are."""

    own: random.Random
    haste: float
    ideas: deque[str]
    t: Words
    number: int = 0
    """Tells people apart by their names."""

    def answers(self, form: Form) -> Iterator[Step]:
        make = _KINDS.get(form.kind)
        return make(self, form) if make else iter(())

    def after(self, least: float, most: float) -> float:
        return self.own.uniform(least, most) * self.haste


def _taps(who: Habits, form: Form) -> Iterator[Step]:
    choices = form.options.get("choice", [])
    if not choices or who.own.random() < 0.05:
        return
    weights = [random.Random(f"{len(choices)} {choice}").uniform(1, 4) for choice in choices]
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
            {"text": text, "key": f"{who.own.getrandbits(96):024x}"},
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


def _offers(who: Habits, form: Form) -> Iterator[Step]:
    """Something small, most of them; many with a name, and where it may stand is their own choice."""
    roles = [name for name in form.options if name.startswith(ROLE)]
    if not roles or who.own.random() < 0.15:
        return
    wanted = who.own.sample(roles, min(len(roles), who.own.choice((1, 1, 2, 2, 3))))
    offers = {role: who.own.choice([grade for grade in form.options[role] if grade]) for role in wanted}
    yield who.after(12, 40), {**offers, **_person(who)}


def _person(who: Habits) -> Fields:
    if who.own.random() < 0.3:
        return {}
    name = who.t(f"run.demo.name{1 + who.number % NAMES}")
    leave = {place: "1" for place in ("on_screen", "in_summary") if who.own.random() < 0.65}
    contact = {"contact": f"{name.lower()}@posti.example"} if who.own.random() < 0.35 else {}
    return {"name": name, **leave, **contact}


def _evaluates(who: Habits, form: Form) -> Iterator[Step]:
    """Most marks, and a few words by some. Content people score high, and nobody sees others' scores."""
    content = who.own.uniform(3.0, 5.0)
    scores = {
        name: str(min(5, max(1, round(who.own.gauss(content, 0.9)))) if who.own.random() < 0.9 else 0)
        for name in form.options
        if name.startswith(SCORE)
    }
    places = [name for name in form.options if name.startswith(ANSWER)]
    answers = {
        name: who.t(f"run.demo.{about}{who.own.randint(1, many)}")
        for name, (about, many) in zip(places, OPINIONS.items(), strict=False)
        if who.own.random() < 0.35
    }
    if scores or answers:
        yield who.after(15, 45), {**scores, **answers}


_KINDS: dict[str, Callable[[Habits, Form], Iterator[Step]]] = {
    "arrival": _taps,
    "ideas": _writes,
    "vote": _votes,
    "roles": _offers,
    "evaluation": _evaluates,
}
