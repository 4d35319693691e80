"""The summary's nouns. All immutable, and nothing in them is hidden from anybody who has the code.

Texts of people and of the manager are as they were written; no sentence of ours stands here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from facilitation.kinds.evaluation import ENOUGH
from facilitation.kinds.vote import Meaning
from facilitation.model import Channel, RoleSize
from facilitation.when import When

Unshown = Literal["", "not_shown", "too_few"]
"""Why something is missing: its result is not shown yet, or so few answered that people would be recognised."""


@dataclass(frozen=True, slots=True)
class People:
    """Who was there, each way of counting apart: `phones` that came in, `heads` as the manager counted the room,
    `paper` ideas from paper, `hands` the most voters that were counted by hand in a vote. `codes`: the most that voted
    with a one-time code, on whosever phone; None where no vote had codes, so that a phone is a person."""

    phones: int
    heads: int | None
    paper: int
    hands: int
    codes: int | None


@dataclass(frozen=True, slots=True)
class IdeaPart:
    """`joined`: the ideas that were merged under it, as they were written."""

    text: str
    joined: tuple[str, ...] = ()

    @property
    def voices(self) -> int:
        return 1 + len(self.joined)


@dataclass(frozen=True, slots=True)
class ThemePart:
    """`name` is empty for ideas without a theme."""

    name: str
    ideas: tuple[IdeaPart, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """One ideas step."""

    id: str
    title: str
    prompt: str
    themes: tuple[ThemePart, ...]

    @property
    def ideas(self) -> tuple[IdeaPart, ...]:
        return tuple(idea for theme in self.themes for idea in theme.ideas)


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One option's outcome, as `facilitation.kinds.vote.Row` has it. `text` is a placeholder where the idea behind it
    has been hidden since."""

    number: int
    text: str
    score: float
    people: int | None
    parts: Mapping[int, int]
    rank: int | None
    tied: bool


@dataclass(frozen=True, slots=True)
class VotePart:
    """One vote. `rows` is empty until its result is shown, and so are the numbers of those who voted."""

    id: str
    title: str
    prompt: str
    method: str
    dots: int
    meaning: Meaning
    decider: str
    answer_by: date | None
    unshown: Unshown
    rows: tuple[VoteRow, ...] = ()
    voters: int = 0
    by_channel: Mapping[Channel, int] = field(default_factory=dict)
    tie_at_the_edge: bool = False
    coded: bool = False

    @property
    def top(self) -> tuple[VoteRow, ...]:
        return tuple(row for row in self.rows if row.rank is not None)


@dataclass(frozen=True, slots=True)
class RolePart:
    """`names` of those who let theirs stand here; `unnamed`: how many others have it; `open`: places nobody has."""

    title: str
    size: RoleSize
    wanted: int
    names: tuple[str, ...]
    unnamed: int
    open: int


@dataclass(frozen=True, slots=True)
class Proposal:
    field: Literal["what", "why", "when"]
    text: str
    support: int


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """`idea` it came from and its row in the vote `vote`, where those may be seen. `when_at`: when `when` was written.
    `fits`: day's name → whom it suits. `yes`, `no`, `passed` are 0 until the room has been asked. `names`, `unnamed`:
    as in a role, of everybody in it, and each of them once, whatever they took on."""

    id: str
    title: str
    idea: IdeaPart | None
    vote: VotePart | None
    row: VoteRow | None
    what: str
    first: str
    why: str
    when: When | None
    when_at: float
    fits: Mapping[str, int]
    permission: str
    ask: str
    asked: Literal["", "open", "closed"]
    by_hand: bool
    agreed: bool | None
    yes: int
    no: int
    passed: int
    roles: tuple[RolePart, ...]
    names: tuple[str, ...]
    unnamed: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class StatementPart:
    """`parts` (score → people) is None below `ENOUGH` answers."""

    text: str
    n: int
    dont_know: int
    mean: float | None
    parts: Mapping[int, int] | None


@dataclass(frozen=True, slots=True)
class QuestionPart:
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvaluationPart:
    id: str
    title: str
    unshown: Unshown
    people: int = 0
    statements: tuple[StatementPart, ...] = ()
    questions: tuple[QuestionPart, ...] = ()
    enough: int = ENOUGH


@dataclass(frozen=True, slots=True)
class TapsPart:
    """The warm-up question of the arrival: choice → people."""

    id: str
    title: str
    question: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    at: datetime | None
    place: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`language`: of the words around it. `began`: None before the start. `as_of`: the moment of its newest change,
    so that the same workshop gives the same file. `code` is the join code."""

    code: str
    title: str
    language: str
    zone: str
    began: float | None
    as_of: float
    people: People
    taps: tuple[TapsPart, ...]
    walls: tuple[Wall, ...]
    votes: tuple[VotePart, ...]
    projects: tuple[ProjectPart, ...]
    evaluations: tuple[EvaluationPart, ...]
    next_meeting: NextMeeting | None

    @property
    def empty(self) -> bool:
        """Nobody has said anything yet."""
        return not (any(w.themes for w in self.walls) or self.projects or any(v.rows for v in self.votes))
