"""A made-up resident: joins, looks at the phone when something changes, and answers at human pace."""

import random
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from service.simulation.forms import Form, form_in
from service.simulation.phone import GaveUp, Phone
from service.simulation.tastes import Marks, ballot, tastes

NewPhone = Callable[[], Phone]
Fields = dict[str, str]

LOOKS_ANYWAY = 60.0
"""Seconds after which somebody looks at the phone although nothing happened."""


@dataclass
class Plan:
    """What somebody is going to send to one activity: each after so many seconds."""

    todo: deque[tuple[float, Fields]]
    due: float = field(default=0.0)

    def start(self) -> None:
        if self.todo:
            self.due = time.monotonic() + self.todo[0][0]


class Resident(threading.Thread):
    """`ideas`: texts that nobody has given yet, shared with the others. `pace` 0.5: twice as fast as people are."""

    def __init__(
        self, new_phone: NewPhone, ideas: deque[str], seed: int, arrives_after: float, pace: float = 1.0
    ) -> None:
        super().__init__(daemon=True, name=f"resident-{seed}")
        self._phone = new_phone()
        self._ear = new_phone()
        self._ideas = ideas
        self._own = random.Random(seed)
        self._arrives_after = arrives_after
        self._changed = threading.Event()
        self._plans: dict[str, Plan] = {}
        self._haste = pace * self._own.uniform(0.6, 1.6)

    def run(self) -> None:
        with suppress(GaveUp):
            self._phone.rest(self._arrives_after)
            self._phone.join()
            self._ear.take_cookies_of(self._phone)
            threading.Thread(target=self._listen, daemon=True).start()
            while True:
                self._take_part()

    def come(self) -> None:
        """Join, without a thread of its own: for an evening that is played through and not lived through."""
        self._phone.join()

    def answer(self) -> None:
        """Do at once what it would do by and by in this step."""
        while (form := form_in(self._phone.look())) and (plan := self._plan(form)) and plan.todo:
            self._phone.send(form.action, plan.todo.popleft()[1])

    @property
    def cookies(self) -> dict[str, str]:
        """To look at the same phone in a browser."""
        return self._phone.cookies

    def _listen(self) -> None:
        with suppress(GaveUp):
            for _ in self._ear.versions():
                self._changed.set()

    def _take_part(self) -> None:
        """Look once, and do the next thing when its time has come; something new on the phone comes first."""
        self._changed.clear()
        form = form_in(self._phone.look())
        plan = self._plan(form) if form else None
        if form is None or plan is None or not plan.todo:
            self._changed.wait(LOOKS_ANYWAY)
            return
        if form.closing:
            plan.due = min(plan.due, time.monotonic() + self._own.uniform(1, 10))
        if not self._changed.wait(max(0.0, plan.due - time.monotonic())):
            self._phone.send(form.action, plan.todo.popleft()[1])
            plan.start()

    def _plan(self, form: Form) -> Plan | None:
        if form.action not in self._plans:
            makes = {"arrival": self._taps, "ideas": self._writes, "vote": self._votes}.get(form.kind)
            self._plans[form.action] = Plan(deque(makes(form) if makes else ()))
            self._plans[form.action].start()
        return self._plans[form.action]

    def _after(self, least: float, most: float) -> float:
        return self._own.uniform(least, most) * self._haste

    def _taps(self, form: Form) -> Iterator[tuple[float, Fields]]:
        choices = form.options.get("choice", [])
        if not choices or self._own.random() < 0.05:
            return
        weights = [random.Random(f"{form.action} {choice}").uniform(1, 4) for choice in choices]
        for _ in range(1 + (self._own.random() < 0.1)):
            yield self._after(2, 14), {"choice": self._own.choices(choices, weights)[0]}

    def _writes(self, form: Form) -> Iterator[tuple[float, Fields]]:
        """Most write one or two; typing takes its time."""
        for _ in range(self._own.choices((0, 1, 2, 3, 4), (2, 10, 10, 5, 3))[0]):
            try:
                text = self._ideas.popleft()
            except IndexError:
                return
            yield (
                self._after(6, 25) + self._haste * 0.12 * len(text),
                {"text": text, "key": secrets.token_urlsafe(12)},
            )

    def _votes(self, form: Form) -> Iterator[tuple[float, Fields]]:
        """Some leave it half done, some think again."""
        likes = tastes(form, self._own)
        marks = ballot(form, likes, self._own)
        if not marks or self._own.random() < 0.05:
            return
        first = self._after(8, 25)
        yield first, {**_half(marks), "done": "0"}
        if self._own.random() < 0.08:
            return
        yield self._after(4, 15), {**marks, "done": "1"}
        if self._own.random() < 0.15:
            second_thought = {name: liking * self._own.uniform(0.5, 1.2) for name, liking in likes.items()}
            yield self._after(8, 20), {**ballot(form, second_thought, self._own), "done": "1"}


def _half(marks: Marks) -> Marks:
    return dict(list(marks.items())[: max(1, len(marks) // 2)])
