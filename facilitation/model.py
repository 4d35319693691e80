"""The nouns: workshop, meeting, activity, participant, contribution. All immutable; verbs live in `verbs/`.

Times are seconds since the epoch (UTC), as the clock of the turn gives them.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from facilitation import permissions
from facilitation.ordering import after
from facilitation.text import Text
from facilitation.when import When

SCHEMA_VERSION = 5

ID = r"[A-Za-z0-9_-]{1,60}"
"""Of a project, a role, a holder: it stands in keys of contributions, between dots."""

Id = Annotated[str, Field(pattern=f"^{ID}$")]

State = Literal["draft", "open", "closed", "revealed"]
Phase = Literal["draft", "open", "closing", "closed", "revealed"]
Channel = Literal["phone", "device", "paper", "hands"]
StageMode = Literal["live", "held", "blank"]
LinkRole = Literal["manager", "cofacilitator", "helper", "stage"]
"""Who a link can let in."""
PlanField = Literal["what", "first", "why", "when", "permission", "ask"]
"""Of a small project: the concrete thing, its first step, why, when, whose permission is needed, who to ask."""
RoleSize = Literal["small", "medium", "big"]
"""Under an hour, a few hours, several times."""


class Frozen(BaseModel):
    """An immutable document part; an unknown field is an error, not silently lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def but(self, **changes: Any) -> Self:
        """A copy with these fields changed."""
        return self.model_copy(update=changes)


class Option(Frozen):
    """One thing to vote on. `ideas` are the keys of the contributions behind it (lineage), empty if typed in."""

    id: str
    number: int
    text: str
    ideas: tuple[str, ...] = ()


class Curation(Frozen):
    """What the manager did with the ideas; the ideas themselves are never changed.

    `edits`: idea → corrected text. `merged`: idea → the idea it now stands under. `themes`: idea → theme.
    `hidden` and `approved` hold the ideas that are (always true; a dict, so that one change is a small patch).
    Other kinds keep here in the same way what the room may see of theirs: lines of a plan, open answers.
    """

    hidden: dict[str, bool] = Field(default_factory=dict)
    approved: dict[str, bool] = Field(default_factory=dict)
    edits: dict[str, str] = Field(default_factory=dict)
    merged: dict[str, str] = Field(default_factory=dict)
    themes: dict[str, str] = Field(default_factory=dict)


class Activity(Frozen):
    """One thing people do together. `settings` are validated by its kind; `entered` lists the contributions
    that were entered at the desk (paper, hands) and count; `chosen` the options taken into planning; `codes` the
    hashes of the codes that alone cast a ballot, if there are any."""

    id: str
    kind: str
    title: Text
    minutes: int = 10
    settings: dict[str, Any] = Field(default_factory=dict)
    state: State = "draft"
    opened_at: float | None = None
    closes_at: float | None = None
    skipped: bool = False
    options: tuple[Option, ...] = ()
    curation: Curation = Curation()
    entered: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    focus: str = ""

    def phase(self, now: float) -> Phase:
        """The state as the clock makes it: closed but still counting down is `closing`, and takes answers."""
        counting_down = self.state == "closed" and self.closes_at is not None and now < self.closes_at
        return "closing" if counting_down else self.state

    def takes_answers(self, now: float) -> bool:
        return self.phase(now) in ("open", "closing")


class Meeting(Frozen):
    """One gathering: its agenda in order."""

    id: str
    title: Text = Field(default_factory=dict)
    starts_at: float | None = None
    activities: tuple[Activity, ...] = ()


class Written(Frozen):
    """What the desk wrote into a project: a text, or when. Between it and what the pen wrote, the newer stands."""

    text: str = ""
    when: When | None = None
    at: float


class Pen(Frozen):
    """The desk gave the pen to `participant`, or took it back (empty), so that whoever wants takes it."""

    participant: str = ""
    at: float


class Holder(Frozen):
    """Who has a role. `participant`: confirmed from an offer, and its own name and wishes hold. Otherwise somebody
    without a phone, whose `name` the desk has typed with what its owner allowed."""

    id: Id
    participant: str = ""
    name: str = ""
    on_screen: bool = False
    in_summary: bool = False


class Role(Frozen):
    """A part of the work that people take on; `wanted` how many of them."""

    id: Id
    title: Text
    size: RoleSize = "small"
    wanted: int = Field(default=1, ge=1, le=100)
    holders: tuple[Holder, ...] = ()


class Project(Frozen):
    """A small project (pienprojekti) that grew out of an idea.

    `ideas`, `vote` and `option` say where it came from. `asked`: the room was asked whether this is agreed (yes, no,
    pass); `by_hand`: what hands said where phones did not decide. What phones wrote lives in their contributions.
    """

    id: Id
    title: str
    ideas: tuple[str, ...] = ()
    vote: str = ""
    option: str = ""
    written: dict[PlanField, Written] = Field(default_factory=dict)
    pen: Pen | None = None
    asked: Literal["", "open", "closed"] = ""
    by_hand: bool | None = None
    roles: tuple[Role, ...] = ()


class Countdown(Frozen):
    """A countdown for the room; `ends_at` by the server's clock."""

    ends_at: float
    seconds: int


class Stage(Frozen):
    """What the projector does. `held_at` is the moment whose picture it keeps."""

    mode: StageMode = "live"
    held_at: float | None = None


class Privacy(Frozen):
    """Who keeps what people gave (`controller`), how to reach them, and how long: `months` after the last gathering."""

    controller: str = ""
    contact: str = ""
    months: int = Field(default=12, ge=1, le=60)


class Step(Frozen):
    """One entry of the history: which command, when, and what it changed (path → old, new) to take it back."""

    id: str
    verb: str
    at: float
    values: dict[str, Any] = Field(default_factory=dict)
    patch: tuple[tuple[tuple[str, ...], list[Any], list[Any]], ...] = ()


class Link(Frozen):
    """A link that lets in. A token names the `age` of its link: making the next one revokes all that were given out."""

    age: int = Field(default=0, ge=0)
    made_at: float


class Entry(Frozen):
    """One entry of the log: which role did what, when, at which step of the agenda; `of` names what an undo took back.

    Names of verbs and ids of steps only: what people wrote or voted is never in it.
    """

    at: float
    role: permissions.Role
    verb: str
    step: str = ""
    of: str = ""


class Workshop(Frozen):
    """What people come to: one join code for its whole life.

    `secret` signs its phones' cookies and its links; it leaves the machine only in a private backup.
    `planned_minutes` is the agenda as it stood at the start: what was promised does not move when steps are left out.
    `links`: those that were made anew; the first is as old as the workshop. `left`: how many have taken their answers
    away; `gone`: their marks. `forgotten_at`: when something was last removed for good: no older copy may be kept.
    `turn` counts changes of what is current or of its state: a command drawn for an older turn is a second tap.
    """

    schema_version: int = SCHEMA_VERSION
    code: str
    title: Text
    language: str = "fi"
    template: str = "evening"
    time_zone: str = "Europe/Helsinki"
    created_at: float
    secret: str
    links: dict[LinkRole, Link] = Field(default_factory=dict)
    meetings: tuple[Meeting, ...]
    projects: tuple[Project, ...] = ()
    current: str
    turn: int = 0
    started_at: float | None = None
    planned_minutes: int | None = None
    countdown: Countdown | None = None
    stage: Stage = Stage()
    headcount: int | None = None
    privacy: Privacy = Privacy()
    left: int = 0
    gone: tuple[Id, ...] = ()
    forgotten_at: float = 0.0
    history: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    log: tuple[Entry, ...] = ()

    @property
    def agenda(self) -> tuple[Activity, ...]:
        """Every activity of every meeting, in order."""
        return tuple(a for m in self.meetings for a in m.activities)

    def activity(self, activity_id: str) -> Activity | None:
        return next((a for a in self.agenda if a.id == activity_id), None)

    def project(self, project_id: str) -> Project | None:
        return next((p for p in self.projects if p.id == project_id), None)

    def link(self, role: LinkRole) -> Link:
        return self.links.get(role) or Link(made_at=self.created_at)

    def forgetting(self, now: float) -> Self:
        """With something removed for good; later than ever before, though the clock was set back or is another's."""
        return self.but(forgotten_at=after(now, self.forgotten_at))

    @property
    def now(self) -> Activity:
        """The activity that is on now."""
        return next(a for a in self.agenda if a.id == self.current)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the room: a random id, and no name. `over`: the stamps of sendings that their phone has replaced by
    newer ones, so that a copy which comes late counts no more."""

    id: str
    joined_at: float
    language: str = "fi"
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one participant gave. `key` is unique within its activity; sending the same key again replaces.

    Payloads are plain JSON values, as the kind's `check` returned them. `seq` is its place in the order of arrival
    and stays when it is replaced.
    """

    key: str
    activity: str
    participant: str
    at: float
    payload: dict[str, Any] = field(default_factory=dict)
    channel: Channel = "phone"
    seq: int = 0
