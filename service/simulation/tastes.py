"""What made-up residents like: some options are popular, and everybody has tastes of their own."""

import random
from collections.abc import Callable

from service.simulation.forms import Form

MARK = "m_"
Marks = dict[str, str]
"""Field → value, as a form sends it."""

Tastes = dict[str, float]
"""Field → how much this person likes it, about 0 to 1."""


def tastes(form: Form, who: random.Random) -> Tastes:
    """In an order of their own, since every phone has another one."""
    return {name: _liking(name, who) for name in sorted(form.options) if name.startswith(MARK)}


def _liking(name: str, who: random.Random) -> float:
    popularity = random.Random(name).betavariate(2, 2.5)  # the same for everybody
    return 0.6 * popularity + 0.4 * who.random()


def ballot(form: Form, likes: Tastes, who: random.Random) -> Marks:
    """A whole ballot by somebody who likes things so; empty for a method that is not known."""
    best_first = sorted(likes, key=lambda name: -likes[name])
    fill = _METHODS.get(form.method)
    return fill(form, best_first, likes, who) if fill else {}


def _dots(form: Form, best_first: list[str], likes: Tastes, who: random.Random) -> Marks:
    left, marks = form.dots, {}
    for name in best_first:
        here = min(left, form.most or 1, who.choice((1, 1, 1, 2, 3)))
        if here:
            marks[name] = str(here)
        left -= here
    return marks


def _approval(form: Form, best_first: list[str], likes: Tastes, who: random.Random) -> Marks:
    liked = [name for name in best_first if likes[name] > 0.5]
    return dict.fromkeys((liked or best_first[:1])[:8], "1")


def _yesno(form: Form, best_first: list[str], likes: Tastes, who: random.Random) -> Marks:
    """The far end of a long list is often left as it is."""
    seen = best_first if len(best_first) <= 12 else who.sample(best_first, who.randint(12, len(best_first)))
    return {name: "1" if likes[name] > 0.45 else "-1" if likes[name] < 0.3 else "0" for name in seen}


def _score(form: Form, best_first: list[str], likes: Tastes, who: random.Random) -> Marks:
    return {name: str(min(5, 1 + int(likes[name] * 6))) for name in best_first if who.random() < 0.92}


_METHODS: dict[str, Callable[[Form, list[str], Tastes, random.Random], Marks]] = {
    "dots": _dots,
    "approval": _approval,
    "yesno": _yesno,
    "score": _score,
}
