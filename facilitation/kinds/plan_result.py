"""What planning comes to: recounted from what phones gave, by project."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitation.kinds.plan_acts import LineField
from facilitation.model import Activity, Contribution, PlanField, Project, Written

if TYPE_CHECKING:
    import pandas as pd


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
    down last), `seats` (who sits there), `lines` (in order of arrival, with this step's support), `fits` (participant
    → their days), `agreed` (mark → people). `supports`: line → who supports it here, also one of another step."""

    texts: Mapping[str, Mapping[PlanField, Contribution]]
    pens: Mapping[str, Contribution]
    seats: Mapping[str, frozenset[str]]
    lines: Mapping[str, tuple[Proposal, ...]]
    fits: Mapping[str, Mapping[str, Contribution]]
    agreed: Mapping[str, Counter[int]]
    supports: Mapping[str, frozenset[str]]

    def frame(self) -> "pd.DataFrame":
        """One row per proposed line, in order of arrival: project, field, text, support, hidden."""
        import pandas as pd

        columns = ["project", "field", "text", "support", "hidden"]
        lines = (line for each in self.lines.values() for line in each)
        return pd.DataFrame([[getattr(line, c) for c in columns] for line in lines], columns=columns)


def counted_plan(activity: Activity, contributions: Mapping[str, Contribution]) -> Planning:
    by_act: dict[str, list[Contribution]] = defaultdict(list)
    for contribution in contributions.values():
        by_act[contribution.payload["act"]].append(contribution)
    supports = _supports(by_act["support"])
    return Planning(
        texts=_texts(by_act["write"]),
        pens={c.payload["project"]: c for c in by_act["pen"]},
        seats=_seats(by_act["seat"]),
        lines=_lines(activity, by_act["line"], supports),
        fits=_fits(by_act["fits"]),
        agreed=_marks(by_act["agree"]),
        supports=supports,
    )


def lines_of(project: Project, plans: Iterable[Planning]) -> tuple[Proposal, ...]:
    """Of several plan steps: the lines of all, each with the support that it has in any of them."""
    every = tuple(plans)
    lines = (line for plan in every for line in plan.lines.get(project.id, ()))
    return tuple(lines if len(every) == 1 else (_in_every(line, every) for line in lines))


def _in_every(line: Proposal, plans: Iterable[Planning]) -> Proposal:
    people = frozenset[str]().union(*(plan.supports.get(line.id, ()) for plan in plans))
    return replace(line, supporters=people - {line.participant})


def fits_of(project: Project, plans: Iterable[Planning], offered: Container[str]) -> Counter[str]:
    """Day's name → people whom it suits: what everybody said last, in whichever plan step, of the days that are offered
    now. Marks for others wait until those are offered again."""
    last: dict[str, Contribution] = {}
    for plan in plans:
        for person, given in plan.fits.get(project.id, {}).items():
            last[person] = max(given, last.get(person, given), key=lambda c: c.at)
    return Counter(day for given in last.values() for day in given.payload["days"] if day in offered)


def holder(project: Project, taken: Contribution | None, sits_at: Callable[[str], str]) -> str:
    """Who has the pen: a participant; empty when it lies on the table. Of the phone's word and the desk's the newer
    stands, and whoever has gone to another project (`sits_at`: participant → project) has left it there."""
    if project.pen is not None and (taken is None or project.pen.at >= taken.at):
        who = project.pen.participant
    else:
        who = taken.participant if taken is not None and taken.payload["holds"] else ""
    return who if who and sits_at(who) in ("", project.id) else ""


def newest(by_desk: Written | None, by_pen: Contribution | None) -> Written:
    """What stands in a field: of the desk's and the pen's text, the newer one."""
    if by_pen is None or (by_desk is not None and by_desk.at >= by_pen.at):
        return by_desk or Written(at=0)
    return Written(text=by_pen.payload["text"], when=by_pen.payload["when"], at=by_pen.at)


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


def _supports(given: list[Contribution]) -> dict[str, frozenset[str]]:
    supporters: dict[str, set[str]] = defaultdict(set)
    for c in given:
        supporters[c.payload["line"]].add(c.participant)
    return {line: frozenset(people) for line, people in supporters.items()}


def _lines(
    activity: Activity, lines: list[Contribution], supports: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Proposal, ...]]:
    found: dict[str, list[Proposal]] = defaultdict(list)
    for c in lines:
        found[c.payload["project"]].append(_proposal(activity, c, supports.get(c.key, frozenset())))
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


def _fits(given: Iterable[Contribution]) -> dict[str, dict[str, Contribution]]:
    found: dict[str, dict[str, Contribution]] = defaultdict(dict)
    for c in given:
        found[c.payload["project"]][c.participant] = c
    return dict(found)


def _marks(given: Iterable[Contribution]) -> dict[str, Counter[int]]:
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for c in given:
        found[c.payload["project"]][c.payload["mark"]] += 1
    return dict(found)
