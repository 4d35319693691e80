"""How somebody made up plans a project with others: sits down, writes if nobody else does, proposes, supports."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from locales import Words
from service.simulation.forms import Form

Fields = dict[str, str]
MOST_LINES = 3
MOST_SUPPORTS = 5
WRITERS = 0.5
"""How many of the people would take the pen when it lies there."""
PHRASES = {"what": 5, "first": 5, "why": 5, "permission": 2, "ask": 2}
LINES = {"what": 5, "why": 4, "when": 4}
"""How many of each the catalogue has."""
WAYS = ("day", "days", "days", "month", "season")
SATURDAY = 5


@dataclass(frozen=True)
class Wish:
    """What somebody is about to send, so many seconds (at a person's pace, least and most) from now."""

    action: str
    fields: Fields
    after: tuple[float, float]


@dataclass
class Planner:
    """One person's part in it. `own`: this person's chance; what they have done is remembered, as people do."""

    own: random.Random
    t: Words
    lines: int = field(init=False)
    supports: int = MOST_SUPPORTS
    done: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lines = self.own.randint(0, MOST_LINES)
        self.writes = self.own.random() < WRITERS

    def wish(self, forms: list[Form]) -> Wish | None:
        """The next thing to do with these forms; None when there is nothing more."""
        for act in ("agree", "write", "pen", "fits", "line", "support", "seat"):
            here = [form for form in forms if form.act == act]
            found = _ACTS[act](self, here) if here else None
            if found is not None:
                return found
        return None

    def send(self, form: Form, least: float, most: float, **fields: str) -> Wish:
        return Wish(form.action, {**form.hidden, **fields}, (least, most))

    def says(self, key: str, many: int) -> str:
        return self.t(f"run.demo.{key}{self.own.randint(1, many)}")

    def once(self, what: str) -> bool:
        """True the first time."""
        new = what not in self.done
        self.done.add(what)
        return new


def _sits_down(who: Planner, forms: list[Form]) -> Wish | None:
    """Once; whoever sits stays."""
    projects = forms[0].options.get("project", [])
    if not projects or not who.once("seat"):
        return None
    return who.send(forms[0], 3, 15, project=who.own.choice(projects))


def _takes_the_pen(who: Planner, forms: list[Form]) -> Wish | None:
    if not who.writes or not who.once(f"pen {forms[0].hidden['project']}"):
        return None
    return who.send(forms[0], 2, 10, holds="1")


def _writes(who: Planner, forms: list[Form]) -> Wish | None:
    """What is still empty, one field after the other, and sometimes whose permission is needed."""
    form = forms[0]
    for name, many in PHRASES.items():
        optional = name in ("permission", "ask")
        if name == "permission" and (when := _says_when(who, form)):
            return when
        if form.hidden.get(f"was_{name}") or not who.once(f"{name} {form.hidden['project']}"):
            continue
        if not optional or who.own.random() < 0.4:
            return who.send(form, 6, 20, **{name: who.says(name, many)})
    return None


def _says_when(who: Planner, form: Form) -> Wish | None:
    if form.hidden.get("was_when") or not who.once(f"when {form.hidden['project']}"):
        return None
    return who.send(form, 8, 20, **_when(who.own, form))


def _when(own: random.Random, form: Form) -> Fields:
    way = own.choice(WAYS)
    if way in ("month", "season"):
        return {"when": way, way: own.choice(form.options.get(way, [""])[1:4])}
    days = [_saturday(own.randint(2, 10)) for _ in range(3 if way == "days" else 1)]
    if way == "day":
        return {"when": way, "day": days[0].isoformat(), "time": "13:00"}
    return {"when": way} | {
        name: value
        for n, day in enumerate(sorted(set(days)), 1)
        for name, value in ((f"day{n}", day.isoformat()), (f"time{n}", "13:00"))
    }


def _saturday(weeks: int) -> date:
    today = datetime.now(UTC).date()
    return today + timedelta(days=(SATURDAY - today.weekday()) % 7, weeks=weeks)


def _marks_days(who: Planner, forms: list[Form]) -> Wish | None:
    """Each day has a form of its own, which says what would be chosen then."""
    for form in forms:
        chosen = form.options.get("days", [""])[0]
        if who.once(f"days {chosen}") and who.own.random() < 0.6:
            return who.send(form, 2, 8, days=chosen)
    return None


def _proposes(who: Planner, forms: list[Form]) -> Wish | None:
    form = forms[0]
    fields = [name for name in form.options.get("field", []) if name in LINES]
    if not fields or who.lines < 1:
        return None
    who.lines -= 1
    about = who.own.choice(fields)
    return who.send(form, 8, 30, field=about, text=who.says(f"line_{about}", LINES[about]))


def _supports(who: Planner, forms: list[Form]) -> Wish | None:
    for form in who.own.sample(forms, len(forms)):
        if who.supports < 1 or not who.once(form.hidden.get("line", "")):
            continue
        if who.own.random() < 0.6:
            who.supports -= 1
            return who.send(form, 3, 12)
    return None


def _agrees(who: Planner, forms: list[Form]) -> Wish | None:
    """Most are for what their neighbours have thought out."""
    if not who.once(f"agree {forms[0].hidden['project']}") or who.own.random() < 0.08:
        return None
    mark = who.own.choices(("1", "0", "-1"), (85, 10, 5))[0]
    return who.send(forms[0], 2, 12, mark=mark)


_Act = Callable[[Planner, list[Form]], Wish | None]

_ACTS: dict[str, _Act] = {
    "agree": _agrees,
    "write": _writes,
    "pen": _takes_the_pen,
    "fits": _marks_days,
    "line": _proposes,
    "support": _supports,
    "seat": _sits_down,
}
