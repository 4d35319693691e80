"""The small projects as they stand now: the desk's document and the phones' contributions, put together.

Lineage is kept: a project knows its idea and its vote, a role its project, a holder their offer.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facilitation.by_itself import vote_for
from facilitation.kinds import kind
from facilitation.kinds.plan import Plan, offered_days
from facilitation.kinds.plan_result import Planning, Proposal, fits_of, holder, lines_of, newest
from facilitation.kinds.roles import DefaultRole, Grade, Offers, Person, Roles, joined
from facilitation.kinds.vote import VOTE, Row
from facilitation.model import Activity, Holder, PlanField, Project, Role, Workshop, Written
from facilitation.turn import Reader
from facilitation.when import Days, When

if TYPE_CHECKING:
    import pandas as pd

FIELDS: tuple[PlanField, ...] = ("what", "first", "why", "when", "permission", "ask")
ResultOf = Callable[[Activity], Any]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the room said of a project. `agreed`: more yes than no, or by hand; None until it is known."""

    yes: int
    no: int
    passed: int
    agreed: bool | None

    @property
    def answered(self) -> int:
        return self.yes + self.no + self.passed


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who has a role. `name` is for the desk; on a screen or in a file it may stand only where `on_screen` or
    `in_summary` say so. `withdrawn`: confirmed, and taken back since, so the place is open again."""

    holder: Holder
    name: str
    on_screen: bool
    in_summary: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PlannedRole:
    """A role with who has it and who has offered. `offers`: participant → grade."""

    role: Role
    people: tuple[Somebody, ...]
    offers: Mapping[str, Grade]

    @property
    def holding(self) -> tuple[Somebody, ...]:
        return tuple(p for p in self.people if not p.withdrawn)

    @property
    def open(self) -> int:
        """Places that nobody has."""
        return max(0, self.role.wanted - len(self.holding))


@dataclass(frozen=True, slots=True)
class Planned:
    """A project as it stands. `entries`: field → what stands there. `penned`: where it is a phone's. `pen`: who has it,
    empty if nobody. `seats`: the participants who sit at it."""

    project: Project
    entries: Mapping[PlanField, Written]
    penned: frozenset[PlanField]
    pen: str
    seats: frozenset[str]
    lines: tuple[Proposal, ...]
    fits: Counter[str]
    agreement: Agreement
    roles: tuple[PlannedRole, ...]

    def text(self, field: PlanField) -> str:
        return self.entries[field].text if field in self.entries else ""

    @property
    def when(self) -> When | None:
        return self.entries["when"].when if "when" in self.entries else None

    @property
    def ready(self) -> bool:
        """What, why and when stand there, and the room agreed; days to choose from are not yet a when."""
        said = self.text("what") and self.text("why") and self.when and not self.is_day_open
        return bool(said and self.agreement.agreed)

    @property
    def is_day_open(self) -> bool:
        """Several days are proposed, and none is chosen."""
        return isinstance(self.when, Days)

    def shown_lines(self, field: str) -> tuple[Proposal, ...]:
        """What the room may see of the proposals for a field, the most supported first."""
        lines = (line for line in self.lines if line.field == field and not line.hidden)
        return tuple(sorted(lines, key=lambda line: (-line.support, line.at, line.id)))


def planned(workshop: Workshop, result_of: ResultOf) -> tuple[Planned, ...]:
    """Every project in its order. `result_of(activity)`: the result of a plan or roles step, however it is known.

    Of several plan steps texts and lines are taken together; who sits where and has the pen is what the one says that
    is on, or the last; what was asked, the last in which people answered, and while it is asked, this one.
    """
    steps = [a for a in workshop.agenda if a.kind == Plan.name]
    steps.sort(key=lambda a: a.id == workshop.current)
    plans = [result_of(a) for a in steps]
    offers = offered(workshop, result_of)
    seats = _seats(workshop, plans[-1]) if plans else {}
    return tuple(_planned(project, plans, offers, seats) for project in workshop.projects)


def planned_in(reader: Reader, workshop: Workshop | None = None) -> tuple[Planned, ...]:
    """The same, counted from what is stored."""
    return planned(workshop or reader.workshop, lambda a: _counted(reader, a))


def offered(workshop: Workshop, result_of: ResultOf) -> Offers:
    """What people offer, all roles steps together."""
    return joined(result_of(a) for a in workshop.agenda if a.kind == Roles.name)


def offered_in(reader: Reader) -> Offers:
    """The same, counted from what is stored."""
    return offered(reader.workshop, lambda a: _counted(reader, a))


def frame(projects: Iterable[Planned]) -> "pd.DataFrame":
    """One row per project: project, what, first, why, permission, ask, ready, yes, no, passed, open_roles."""
    import pandas as pd

    rows = [
        {
            "project": p.project.title,
            **{f: p.text(f) for f in FIELDS if f != "when"},
            "ready": p.ready,
            "yes": p.agreement.yes,
            "no": p.agreement.no,
            "passed": p.agreement.passed,
            "open_roles": sum(r.open for r in p.roles),
        }
        for p in projects
    ]
    return pd.DataFrame(rows)


def source_of(reader: Reader, project: Project) -> Row | None:
    """The vote's outcome that the project came from; None for one that came from no vote, and while the outcome may
    not be seen, since the vote is on again."""
    vote = reader.workshop.activity(project.vote)
    if vote is None or vote.kind != VOTE.name or not VOTE.may_show(vote):
        return None
    rows = VOTE.result(vote, reader.contributions(vote.id)).rows
    return next((row for row in rows if row.option.id == project.option), None)


def founded(reader: Reader, workshop: Workshop, activity: Activity) -> Workshop:
    """The workshop with a project for every option that was taken into planning and has none yet; where nothing was
    taken since an earlier plan step and no project came of it yet, for the top of the last revealed vote. What an
    earlier plan step left is kept as the desk's text."""
    known = {(p.vote, p.option) for p in workshop.projects}
    new = tuple(p for p in _from_votes(reader, workshop, activity) if (p.vote, p.option) not in known)
    kept = _with_earlier_texts(reader, workshop, activity)
    return workshop.but(projects=(*kept, *new))


def with_default_roles(workshop: Workshop, defaults: Sequence[DefaultRole]) -> Workshop:
    return workshop.but(
        projects=tuple(
            p if p.roles else p.but(roles=tuple(_role(p, n, d) for n, d in enumerate(defaults)))
            for p in workshop.projects
        )
    )


def _role(project: Project, place: int, default: DefaultRole) -> Role:
    return Role(
        id=_same_id(project.id, str(place)), title=default.title, size=default.size, wanted=default.wanted
    )


def _from_votes(reader: Reader, workshop: Workshop, activity: Activity) -> Iterable[Project]:
    before = workshop.agenda[: [a.id for a in workshop.agenda].index(activity.id)]
    votes = [a for a in before if a.kind == VOTE.name and not a.skipped]
    chosen = [(v, o) for v in votes for o in v.options if o.id in v.chosen]
    return (_project(v, o) for v, o in (*chosen, *_top_of_last(reader, vote_for(workshop, activity))))


def _top_of_last(reader: Reader, shown: Activity | None) -> list[tuple[Activity, Any]]:
    if shown is None or _has_founded(reader.workshop, shown):
        return []
    return [(shown, r.option) for r in VOTE.result(shown, reader.contributions(shown.id)).top]


def _has_founded(workshop: Workshop, vote: Activity) -> bool:
    """Whether a project has come of it, also one that was dropped since."""
    dropped = {step.values.get("project") for step in workshop.history if step.verb == "drop_project"}
    ever = {p.id for p in workshop.projects} | dropped
    return any(_same_id(vote.id, option.id) in ever for option in vote.options)


def _project(vote: Activity, option: Any) -> Project:
    id = _same_id(vote.id, option.id)
    return Project(id=id, title=option.text, ideas=option.ideas, vote=vote.id, option=option.id)


def _same_id(*parts: str) -> str:
    """Where the opening of a step is undone and it is opened again, what phones gave finds its project and role."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=4).hexdigest()


def _with_earlier_texts(reader: Reader, workshop: Workshop, activity: Activity) -> tuple[Project, ...]:
    earlier = [a for a in workshop.agenda if a.kind == Plan.name and a.id != activity.id]
    plans = [_counted(reader, a) for a in earlier]
    return tuple(p.but(written=_entries(p, plans)) for p in workshop.projects) if plans else workshop.projects


def _counted(reader: Reader, activity: Activity) -> Any:
    return kind(activity.kind).result(activity, reader.contributions(activity.id))


def _seats(workshop: Workshop, plan: Planning) -> dict[str, str]:
    """Participant → the project where they sit; nobody sits at one that is gone."""
    return {person: p.id for p in workshop.projects for person in plan.seats.get(p.id, ())}


def _planned(project: Project, plans: list[Planning], offers: Offers, seats: Mapping[str, str]) -> Planned:
    entries = _entries(project, plans)
    return Planned(
        project=project,
        entries=entries,
        penned=frozenset(f for f, e in entries.items() if any(_has_written(p, project, f, e) for p in plans)),
        pen=_pen(project, plans[-1], seats) if plans else "",
        seats=frozenset(person for person, where in seats.items() if where == project.id),
        lines=lines_of(project, plans),
        fits=fits_of(project, plans, offered_days(entries["when"]) if "when" in entries else ()),
        agreement=_agreement(project, plans[-1:] if project.asked == "open" else plans),
        roles=tuple(planned_role(role, offers) for role in project.roles),
    )


def _entries(project: Project, plans: list[Planning]) -> dict[PlanField, Written]:
    """Field → the newest of what the desk and the pens wrote; nothing for an empty one."""
    entries = {field: project.written.get(field) for field in FIELDS}
    for plan in plans:
        for field, written in plan.texts.get(project.id, {}).items():
            entries[field] = newest(entries[field], written)
    return {field: e for field, e in entries.items() if e is not None and (e.text or e.when)}


def _has_written(plan: Planning, project: Project, field: PlanField, entry: Written) -> bool:
    given = plan.texts.get(project.id, {}).get(field)
    return given is not None and newest(None, given) == entry


def _pen(project: Project, plan: Planning, seats: Mapping[str, str]) -> str:
    return holder(project, plan.pens.get(project.id), lambda person: seats.get(person, ""))


def _agreement(project: Project, plans: list[Planning]) -> Agreement:
    marks = next((p.agreed[project.id] for p in reversed(plans) if project.id in p.agreed), Counter())
    yes, no, passed = marks[1], marks[-1], marks[0]
    by_phones = yes > no if project.asked == "closed" and yes + no + passed else None
    return Agreement(yes, no, passed, by_phones if project.by_hand is None else project.by_hand)


def planned_role(role: Role, offers: Offers) -> PlannedRole:
    """Who has it at this moment, and who has offered: who has withdrawn holds no place."""
    given = offers.by_role.get(role.id, {})
    return PlannedRole(role, tuple(_somebody(h, given, offers.people) for h in role.holders), given)


def _somebody(holder: Holder, given: Mapping[str, Grade], people: Mapping[str, Person]) -> Somebody:
    if not holder.participant:
        return Somebody(holder, holder.name, holder.on_screen, holder.in_summary, withdrawn=False)
    person = people.get(holder.participant)
    if person is None:
        return Somebody(holder, "", False, False, withdrawn=True)
    gone = holder.participant not in given
    return Somebody(holder, person.name, person.on_screen, person.in_summary, withdrawn=gone)
