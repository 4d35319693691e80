"""What, why, when: people sit down at a project; one has the pen, the others propose lines and support them.

Everything from phones is a contribution, so a hundred of them write at once and nobody waits for another. What the
desk does (passing the pen, writing, asking whether it is agreed) stands in the workshop's projects.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import Field

from facilitation.errors import Invalid, NotFound, NotOpen
from facilitation.kinds.base import Given, Inside, Kind, Place, Settings
from facilitation.kinds.plan_acts import (
    ACT,
    LONGEST,
    LONGEST_LINE,
    Agree,
    Fits,
    Line,
    PenAct,
    Support,
    Writing,
    read_act,
    today,
    valid_entry,
)
from facilitation.kinds.plan_result import Planning, Proposal, counted_plan, holder, newest
from facilitation.model import Activity, Contribution, Project, Workshop, Written
from facilitation.ordering import after
from facilitation.text import Text
from facilitation.turn import Reader
from facilitation.when import Days

__all__ = [
    "LONGEST",
    "LONGEST_LINE",
    "OVERVIEW",
    "Plan",
    "PlanSettings",
    "Planning",
    "Proposal",
    "holder",
    "newest",
    "offered_days",
    "today",
    "valid_entry",
]

MOST_EACH = 200
"""More than anyone gives in an evening; a ceiling against a phone that gets stuck or plays."""
OVERVIEW = "overview"

_SECRET_ACTS = frozenset({"agree", "support", "fits"})
_TAKEN_TOGETHER = frozenset({"line", "support"})
_ONE_FOR_ALL = frozenset({"pen", "write"})


class PlanSettings(Settings):
    """`minutes_each`: how long the room looks at one project."""

    body: Text = {}
    minutes_each: int = Field(default=2, ge=1, le=60)


class Plan(Kind):
    name = "plan"
    settings = PlanSettings
    takes_answers = True
    one_each = False
    most = 100_000
    stored = ACT

    def place(self, payload: Mapping[str, Any], person: str, key: str) -> Place:
        """One pen and one text of each field in a project, whoever has it; a person's own seat, support, days and
        answer; a line under the key that its phone made."""
        act, project = str(payload.get("act")), str(payload.get("project"))
        if act == "pen":
            return Place(f"pen.{project}", shared=True)
        if act == "write":
            return Place(f"text.{project}.{payload.get('field')}", shared=True)
        if act == "line":
            return Place(key, made_there=True)
        about = {"seat": "", "support": f".{payload.get('line')}"}.get(act, f".{project}")
        return Place(f"{act}{about}.{person}")

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        """`payload` as one of the acts, `when` as `facilitation.when` spells it.

        Raises Invalid: pen_taken, not_your_pen, agreed_already, own_line and what the fields raise; NotOpen
        ("not_asked_now"); NotFound("no_such_project", "no_such_line", "old_form").
        """
        if given.previous is None and len(given.own) >= MOST_EACH:
            raise Invalid("too_many_ideas", limit=MOST_EACH)
        act = read_act(payload, given.workshop, given.now)
        project = _project(given, act.project)
        stored = dict(act.model_dump(mode="json"))
        if not self.is_repeat(given, stored):
            _CHECKS.get(act.act, _nothing)(given, project, act)
        return stored

    def is_repeat(self, given: Given, stored: Mapping[str, Any]) -> bool:
        """What has changed since is no repeat: the pen is taken anew, and the text written over the desk's; and of days
        another plan step may have the last word."""
        if not super().is_repeat(given, stored):
            return False
        if stored["act"] == "fits":
            return given.previous == _last_fits(given, stored["project"])
        project = _project(given, stored["project"])
        if stored["act"] == "pen":
            return bool((_holder_now(given, project) == given.person) == stored["holds"])
        by_desk = project.written.get(stored["field"]) if stored["act"] == "write" else None
        return by_desk is None or given.previous is None or by_desk.at < given.previous.at

    def check_withdrawal(self, given: Given, there: Contribution) -> None:
        """A pen is laid down and a text cleared, but neither was ever one person's own; and what was asked and is
        answered stands."""
        act = there.payload["act"]
        if act in _ONE_FOR_ALL:
            raise NotFound("old_form")
        if act == "agree":
            _check_agree(given, _project(given, there.payload["project"]), None)

    def holds_in_every_step(self, payload: Mapping[str, Any]) -> bool:
        return payload["act"] in _TAKEN_TOGETHER

    def given_at(self, given: Given, stored: Mapping[str, Any]) -> float:
        """After what the desk did there, and after what the same person said of the days in another step."""
        project, act = _project(given, stored["project"]), stored["act"]
        by_desk = project.pen if act == "pen" else project.written.get(stored.get("field", ""))
        before = _last_fits(given, project.id) if act == "fits" else by_desk
        return after(given.now, before.at) if before else given.now

    def left_behind(self, given: Contribution, nobody: str) -> Contribution | None:
        """The pen wrote for the whole table, so its text stays; it lies on the table now."""
        if given.payload["act"] not in _ONE_FOR_ALL:
            return None
        laid_down = {"holds": False} if given.payload["act"] == "pen" else {}
        return replace(given, participant=nobody, payload={**given.payload, **laid_down})

    def secret_of(self, payload: Mapping[str, Any]) -> str:
        """Whoever is known by a line they proposed shall not be known by their no."""
        act = payload["act"]
        return f"{act}.{payload['project']}" if act in _SECRET_ACTS else ""

    def begun(self, reader: Reader, workshop: Workshop, activity: Activity) -> Workshop:
        """Every chosen idea becomes a project, once."""
        from facilitation.projects import founded

        return founded(reader, workshop, activity)

    def inside(self, workshop: Workshop, activity: Activity) -> Inside | None:
        """All at once; then each project for its minutes, asked and answered; then all of them over time."""
        project = workshop.project(activity.focus)
        if project is None:
            return _next_after(workshop, "") if workshop.projects and activity.focus != OVERVIEW else None
        if project.asked != "closed":
            return Inside("ask" if not project.asked else "close_ask", {"project": project.id})
        return _next_after(workshop, project.id)

    def face(self, workshop: Workshop) -> Any:
        return [(p.id, p.title, p.asked, p.pen and p.pen.at) for p in workshop.projects]

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Planning:
        return counted_plan(activity, contributions)


def _next_after(workshop: Workshop, project: str) -> Inside:
    """The next one that was not asked about yet, from this one on and around; when none is left, all of them."""
    ids = [p.id for p in workshop.projects]
    at = ids.index(project) + 1 if project else 0
    waiting = (p for p in (*workshop.projects[at:], *workshop.projects[:at]) if p.asked != "closed")
    on = next(waiting, None)
    return Inside("focus", {"on": on.id if on else OVERVIEW})


def _project(given: Given, project: str) -> Project:
    found = given.workshop.project(project)
    if found is None:
        raise NotFound("no_such_project")
    return found


def _sits_at(given: Given, person: str) -> str:
    """The project where they sit; empty if nowhere, also where theirs is gone."""
    seat = given.find(f"seat.{person}")
    project = given.workshop.project(seat.payload["project"]) if seat else None
    return project.id if project else ""


def _holder_now(given: Given, project: Project) -> str:
    return holder(project, given.find(f"pen.{project.id}"), lambda person: _sits_at(given, person))


def _check_pen(given: Given, project: Project, act: PenAct) -> None:
    if _holder_now(given, project) not in ("", given.person):
        raise Invalid("pen_taken")
    if act.holds and _sits_at(given, given.person) not in ("", project.id):
        raise NotFound("old_form")


def _check_writing(given: Given, project: Project, act: Writing) -> None:
    if project.asked == "closed":
        raise Invalid("agreed_already")
    if _holder_now(given, project) != given.person:
        raise Invalid("not_your_pen")


def _check_line(given: Given, project: Project, act: Line) -> None:
    """Once it stands there others support these words, so other words are another line."""
    if given.previous is not None:
        raise NotFound("old_form")


def _check_support(given: Given, project: Project, act: Support) -> None:
    line = given.find_anywhere(act.line)
    if line is None or line.payload.get("act") != "line" or line.payload["project"] != project.id:
        raise NotFound("no_such_line")
    if line.participant == given.person:
        raise Invalid("own_line")


def _check_fits(given: Given, project: Project, act: Fits) -> None:
    written = given.find(f"text.{project.id}.when")
    if not set(act.days) <= offered_days(newest(project.written.get("when"), written)):
        raise Invalid("not_an_option")


def _last_fits(given: Given, project: str) -> Contribution | None:
    return given.last_word(Plan().place({"act": "fits", "project": project}, given.person, "").key)


def offered_days(when: Written) -> set[str]:
    """The names of the days to choose from."""
    return {d.name for d in when.when.days} if isinstance(when.when, Days) else set()


def _check_agree(given: Given, project: Project, act: Agree | None) -> None:
    if project.asked != "open":
        raise NotOpen("not_asked_now")


def _nothing(given: Given, project: Project, act: Any) -> None:
    """To sit down, nothing more is needed."""


_CHECKS: dict[str, Callable[[Given, Project, Any], None]] = {
    "pen": _check_pen,
    "write": _check_writing,
    "line": _check_line,
    "support": _check_support,
    "fits": _check_fits,
    "agree": _check_agree,
}
