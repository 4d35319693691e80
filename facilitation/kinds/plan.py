"""What, why, when: people sit down at a project; one has the pen, the others propose lines and support them.

Everything from phones is a contribution, so a hundred of them write at once and nobody waits for another. What the
desk does (passing the pen, writing, asking whether it is agreed) stands in the workshop's projects.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StrictBool, StrictStr, TypeAdapter, ValidationError

from facilitation.errors import Invalid, NotFound, NotOpen
from facilitation.kinds.base import Given, Inside, Kind, Place, Settings
from facilitation.model import Activity, Contribution, Frozen, PlanField, Project, Workshop, Written
from facilitation.text import Text, clean
from facilitation.turn import Reader
from facilitation.when import Days, When, valid_when

if TYPE_CHECKING:
    import pandas as pd

LONGEST: dict[PlanField, int] = {"what": 280, "first": 140, "why": 280, "permission": 140, "ask": 140}
"""Characters; permission and whom to ask are one line each."""
LONGEST_LINE = 280
MOST_EACH = 200
"""More than anyone gives in an evening; a ceiling against a phone that gets stuck or plays."""
OVERVIEW = "overview"

LineField = Literal["what", "why", "when"]
_Id = Annotated[StrictStr, Field(min_length=1, max_length=64)]


class Seat(Frozen):
    """I am at this project."""

    act: Literal["seat"] = "seat"
    project: _Id


class PenAct(Frozen):
    """I take the pen, or lay it down."""

    act: Literal["pen"] = "pen"
    project: _Id
    holds: StrictBool


class Writing(Frozen):
    """What the one with the pen wrote. An empty text clears the field."""

    act: Literal["write"] = "write"
    project: _Id
    field: PlanField
    text: Annotated[StrictStr, Field(max_length=280)] = ""
    when: When | None = None


class Line(Frozen):
    """A proposal for a field."""

    act: Literal["line"] = "line"
    project: _Id
    field: LineField
    text: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_LINE)]


class Support(Frozen):
    """I am for this line."""

    act: Literal["support"] = "support"
    project: _Id
    line: _Id


class Fits(Frozen):
    """Which of the proposed days suit me, by their names."""

    act: Literal["fits"] = "fits"
    project: _Id
    days: tuple[Annotated[StrictStr, Field(max_length=20)], ...] = Field(max_length=5)


class Agree(Frozen):
    """Yes (1), no (-1), pass (0) to the whole project."""

    act: Literal["agree"] = "agree"
    project: _Id
    mark: Literal[1, -1, 0]


Act = Annotated[
    Seat | PenAct | Writing | Line | Support | Fits | Agree,
    Field(discriminator="act"),
]
_ACT: TypeAdapter[Any] = TypeAdapter(Act)


class PlanSettings(Settings):
    """`minutes_each`: how long the room looks at one project."""

    body: Text = {}
    minutes_each: int = Field(default=2, ge=1, le=60)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line as the others see it; `supporters` are participants."""

    id: str
    project: str
    field: LineField
    text: str
    participant: str
    at: float
    supporters: frozenset[str]
    hidden: bool

    @property
    def support(self) -> int:
        return len(self.supporters)


@dataclass(frozen=True, slots=True)
class Planning:
    """The plan step's result, by project's id: `texts` (field → what the pen wrote last), `pens` (who took or laid it
    down last), `seats` (who sits there), `lines` (in order of arrival), `fits` (day's name → people), `agreed` (mark →
    people), `voters` (who has answered whether it is agreed)."""

    texts: Mapping[str, Mapping[PlanField, Contribution]]
    pens: Mapping[str, Contribution]
    seats: Mapping[str, frozenset[str]]
    lines: Mapping[str, tuple[Proposal, ...]]
    fits: Mapping[str, Counter[str]]
    agreed: Mapping[str, Counter[int]]

    def frame(self) -> "pd.DataFrame":
        """One row per proposed line, in order of arrival: project, field, text, support, hidden."""
        import pandas as pd

        columns = ["project", "field", "text", "support", "hidden"]
        lines = (line for each in self.lines.values() for line in each)
        return pd.DataFrame([[getattr(line, c) for c in columns] for line in lines], columns=columns)


class Plan(Kind):
    name = "plan"
    settings = PlanSettings
    takes_answers = True
    one_each = False
    stored = _ACT

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
        """`payload` as one of the acts above, `when` as `facilitation.when` spells it.

        Raises Invalid: pen_taken, not_your_pen, agreed_already, own_line and what the fields raise; NotOpen
        ("not_asked_now"); NotFound("no_such_project", "no_such_line").
        """
        if given.previous is None and len(given.own) >= MOST_EACH:
            raise Invalid("too_many_ideas", limit=MOST_EACH)
        act = _act(given, payload)
        project = given.workshop.project(act.project)
        if project is None:
            raise NotFound("no_such_project")
        _CHECKS.get(act.act, _nothing)(given, project, act)
        return dict(act.model_dump(mode="json"))

    def begun(self, reader: Reader, workshop: Workshop, activity: Activity) -> Workshop:
        """Every chosen idea becomes a project, once."""
        from facilitation.projects import founded

        return founded(reader, workshop, activity)

    def inside(self, workshop: Workshop, activity: Activity) -> Inside | None:
        """All at once; then each project for its minutes, asked and answered; then all of them over time."""
        ids = [p.id for p in workshop.projects]
        project = workshop.project(activity.focus)
        if project is None:
            return Inside("focus", {"on": ids[0]}) if ids and activity.focus != OVERVIEW else None
        if project.asked != "closed":
            return Inside("ask" if not project.asked else "close_ask", {"project": project.id})
        after = ids[ids.index(project.id) + 1 :]
        return Inside("focus", {"on": after[0] if after else OVERVIEW})

    def face(self, workshop: Workshop) -> Any:
        return [(p.id, p.title, p.asked, p.pen and p.pen.at) for p in workshop.projects]

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Planning:
        by_act: dict[str, list[Contribution]] = defaultdict(list)
        for contribution in contributions.values():
            by_act[contribution.payload["act"]].append(contribution)
        return Planning(
            texts=_texts(by_act["write"]),
            pens={c.payload["project"]: c for c in by_act["pen"]},
            seats=_seats(by_act["seat"]),
            lines=_lines(activity, by_act["line"], by_act["support"]),
            fits=_fits(by_act["fits"]),
            agreed=_marks(by_act["agree"]),
        )


def holder(project: Project, taken: Contribution | None, sits_at: Callable[[str], str]) -> str:
    """Who has the pen: a participant; empty when it lies on the table. Of the phone's word and the desk's the newer
    stands, and whoever has gone to another project (`sits_at`: participant → project) has left it there."""
    if project.pen is not None and (taken is None or project.pen.at >= taken.at):
        who = project.pen.participant
    else:
        who = taken.participant if taken is not None and taken.payload["holds"] else ""
    return who if who and sits_at(who) in ("", project.id) else ""


def valid_entry(field: PlanField, given: Mapping[str, Any], workshop: Workshop, now: float) -> dict[str, Any]:
    """`text` or `when` as they are stored. Raises Invalid: too_long, impossible_date, past_date, far_date."""
    if field == "when":
        when = given.get("when")
        return {"when": valid_when(when, today(workshop, now)).model_dump(mode="json") if when else None}
    text = clean(str(given.get("text", "")))
    if field not in ("what", "why"):
        text = " ".join(text.split())
    if len(text) > LONGEST[field]:
        raise Invalid("too_long", limit=LONGEST[field], length=len(text))
    return {"text": text}


def today(workshop: Workshop, now: float) -> date:
    """The day where the workshop is."""
    return datetime.fromtimestamp(now, ZoneInfo(workshop.time_zone)).date()


def _act(given: Given, payload: Mapping[str, Any]) -> Any:
    """The payload as one of the acts, its texts cleaned."""
    fields = dict(payload)
    if fields.get("act") == "write" and fields.get("field") in (*LONGEST, "when"):
        entry = valid_entry(fields["field"], fields, given.workshop, given.now)
        fields = {k: fields[k] for k in ("act", "project", "field") if k in fields} | entry
    if fields.get("act") == "line":
        fields["text"] = _line_text(fields.get("text"))
    try:
        return _ACT.validate_python(fields)
    except ValidationError:
        raise Invalid("not_a_value") from None


def _line_text(typed: Any) -> str:
    text = clean(typed) if isinstance(typed, str) else ""
    if not text:
        raise Invalid("empty")
    if len(text) > LONGEST_LINE:
        raise Invalid("too_long", limit=LONGEST_LINE, length=len(text))
    return text


def _holder_now(given: Given, project: Project) -> str:
    def sits_at(person: str) -> str:
        seat = given.find(f"seat.{person}")
        return seat.payload["project"] if seat else ""

    return holder(project, given.find(f"pen.{project.id}"), sits_at)


def _check_pen(given: Given, project: Project, act: PenAct) -> None:
    if _holder_now(given, project) not in ("", given.person):
        raise Invalid("pen_taken")


def _check_writing(given: Given, project: Project, act: Writing) -> None:
    if project.asked == "closed":
        raise Invalid("agreed_already")
    if _holder_now(given, project) != given.person:
        raise Invalid("not_your_pen")


def _check_support(given: Given, project: Project, act: Support) -> None:
    line = given.find(act.line)
    if line is None or line.payload.get("act") != "line" or line.payload["project"] != project.id:
        raise NotFound("no_such_line")
    if line.participant == given.person:
        raise Invalid("own_line")


def _check_fits(given: Given, project: Project, act: Fits) -> None:
    written = given.find(f"text.{project.id}.when")
    offered = _days(project.written.get("when"), written)
    if not set(act.days) <= offered:
        raise Invalid("not_an_option")


def _days(by_desk: Written | None, by_pen: Contribution | None) -> set[str]:
    """The names of the days to choose from, as they stand now."""
    when = newest(by_desk, by_pen).when
    return {d.name for d in when.days} if isinstance(when, Days) else set()


def newest(by_desk: Written | None, by_pen: Contribution | None) -> Written:
    """What stands in a field: of the desk's and the pen's text, the newer one."""
    if by_pen is None or (by_desk is not None and by_desk.at >= by_pen.at):
        return by_desk or Written(at=0)
    return Written(text=by_pen.payload["text"], when=by_pen.payload["when"], at=by_pen.at)


def _check_agree(given: Given, project: Project, act: Agree) -> None:
    if project.asked != "open":
        raise NotOpen("not_asked_now")


def _nothing(given: Given, project: Project, act: Any) -> None:
    """To sit down or to propose a line, nothing more is needed."""


_CHECKS: dict[str, Callable[[Given, Project, Any], None]] = {
    "pen": _check_pen,
    "write": _check_writing,
    "support": _check_support,
    "fits": _check_fits,
    "agree": _check_agree,
}


def _texts(given: list[Contribution]) -> dict[str, dict[PlanField, Contribution]]:
    texts: dict[str, dict[PlanField, Contribution]] = defaultdict(dict)
    for c in given:
        texts[c.payload["project"]][c.payload["field"]] = c
    return dict(texts)


def _seats(given: list[Contribution]) -> dict[str, frozenset[str]]:
    seats: dict[str, set[str]] = defaultdict(set)
    for c in given:
        seats[c.payload["project"]].add(c.participant)
    return {project: frozenset(people) for project, people in seats.items()}


def _lines(
    activity: Activity, lines: list[Contribution], supports: list[Contribution]
) -> dict[str, tuple[Proposal, ...]]:
    supporters: dict[str, set[str]] = defaultdict(set)
    for c in supports:
        supporters[c.payload["line"]].add(c.participant)
    found: dict[str, list[Proposal]] = defaultdict(list)
    for c in lines:
        found[c.payload["project"]].append(_proposal(activity, c, frozenset(supporters[c.key])))
    return {project: tuple(each) for project, each in found.items()}


def _proposal(activity: Activity, line: Contribution, supporters: frozenset[str]) -> Proposal:
    return Proposal(
        id=line.key,
        project=line.payload["project"],
        field=line.payload["field"],
        text=line.payload["text"],
        participant=line.participant,
        at=line.at,
        supporters=supporters - {line.participant},
        hidden=line.key in activity.curation.hidden,
    )


def _fits(given: Iterable[Contribution]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for c in given:
        found[c.payload["project"]].update(c.payload["days"])
    return dict(found)


def _marks(given: Iterable[Contribution]) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for c in given:
        found[c.payload["project"]][c.payload["mark"]] += 1
    return dict(found)
