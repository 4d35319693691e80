"""A made-up resident: joins, looks at the phone when something changes, and answers at human pace."""

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from locales import words
from service.simulation.forms import Form, forms_in
from service.simulation.habits import Fields, Habits, Step
from service.simulation.phone import GaveUp, Phone
from service.simulation.planner import Planner

NewPhone = Callable[[], Phone]

LOOKS_ANYWAY = 60.0
"""Seconds after which somebody looks at the phone although nothing happened."""
LOOKS_AT_THE_OTHERS = 12.0
"""Seconds, where the others' proposals stand on it."""
LEAVES_EARLY = 0.06
LEAVING = "/leaving"
TOGETHER = "plan"
"""The kind of step in which what others do is seen, so that the next thing is decided at each look."""


@dataclass
class Wish:
    """What is sent next, when its time has come."""

    action: str
    fields: Fields
    due: float

    def fits(self, form: Form) -> bool:
        """Whether this is still the form it was meant for."""
        meant = ((name, self.fields.get(name, "")) for name in ("act", "project", "line"))
        return form.action == self.action and all(form.hidden.get(n) in (None, v) for n, v in meant)


class Resident(threading.Thread):
    """`ideas`: texts that nobody has given yet, shared with the others. `pace` 0.5: twice as fast as people are."""

    def __init__(
        self, new_phone: NewPhone, ideas: deque[str], seed: int, arrives_after: float, pace: float = 1.0
    ) -> None:
        super().__init__(daemon=True, name=f"resident-{seed}")
        self._phone = new_phone()
        self._ear = new_phone()
        self._own = random.Random(seed)
        self._arrives_after = arrives_after
        self._changed = threading.Event()
        self._haste = pace * self._own.uniform(0.6, 1.6)
        t = words(self._phone.language)
        self._habits = Habits(self._own, self._haste, ideas, t, seed)
        self._planner = Planner(self._own, t)
        self._todo: dict[str, deque[Step]] = {}
        self._wish: Wish | None = None
        self._leaves_early = self._own.random() < LEAVES_EARLY
        self._gone = False

    def run(self) -> None:
        with suppress(GaveUp):
            self._phone.rest(self._arrives_after)
            self._phone.join()
            self._ear.take_cookies_of(self._phone)
            threading.Thread(target=self._listen, daemon=True).start()
            while not self._gone:
                self._take_part()

    def come(self) -> None:
        """Join, without a thread of its own: for an evening that is played through and not lived through."""
        self._phone.join()

    def answer(self, at_most: int = 50) -> None:
        """Do at once what it would do by and by in this step."""
        for _ in range(0 if self._gone else at_most):
            page = self._phone.look()
            wish = self._next(forms_in(page))
            if wish is None:
                self._perhaps_leave(page)
                return
            self._send(wish)

    @property
    def acts(self) -> set[str]:
        """What its phone lets it do now, where a step has several things to do."""
        return {form.act for form in forms_in(self._phone.look())}

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
        page = self._phone.look()
        forms = forms_in(page)
        wish = self._next(forms)
        if wish is None:
            self._perhaps_leave(page)
            self._changed.wait(LOOKS_AT_THE_OTHERS * self._haste if _together(forms) else LOOKS_ANYWAY)
            return
        if forms[0].closing:
            wish.due = min(wish.due, time.monotonic() + self._own.uniform(1, 10))
        if not self._changed.wait(max(0.0, wish.due - time.monotonic())):
            self._send(wish)

    def _perhaps_leave(self, page: str) -> None:
        """Some have to go once the plans are made, and say on the way out how it was."""
        if not self._leaves_early or LEAVING not in page or not _together(forms_in(page)):
            return
        for form in forms_in(self._phone.look(LEAVING)):
            for _, fields in self._habits.answers(form):
                self._phone.send(form.action, fields)
        self._gone = True

    def _next(self, forms: list[Form]) -> Wish | None:
        """What is meant already, while its form is there; else the next thing."""
        if self._wish is None or not any(self._wish.fits(form) for form in forms):
            self._wish = self._planned(forms) if _together(forms) else self._answer(forms)
        return self._wish

    def _planned(self, forms: list[Form]) -> Wish | None:
        found = self._planner.wish(forms)
        if found is None:
            return None
        due = time.monotonic() + self._haste * self._own.uniform(*found.after)
        return Wish(found.action, found.fields, due)

    def _answer(self, forms: list[Form]) -> Wish | None:
        if not forms:
            return None
        action = forms[0].action
        if action not in self._todo:
            self._todo[action] = deque(self._habits.answers(forms[0]))
        todo = self._todo[action]
        return Wish(action, todo[0][1], time.monotonic() + todo[0][0]) if todo else None

    def _send(self, wish: Wish) -> None:
        self._phone.send(wish.action, wish.fields)
        self._wish = None
        if self._todo.get(wish.action):
            self._todo[wish.action].popleft()


def _together(forms: list[Form]) -> bool:
    return bool(forms) and forms[0].kind == TOGETHER
