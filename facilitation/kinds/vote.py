"""A vote: on ideas after merging, or on options typed in. Advice unless it says otherwise; never a formal decision."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, TypeAdapter

from facilitation import ballot_codes
from facilitation.errors import Invalid
from facilitation.kinds.base import Ends, Given, Kind, Place, Settings, counted
from facilitation.kinds.ideas import Ideas
from facilitation.kinds.methods import METHODS, Method
from facilitation.model import Activity, Channel, Contribution, Frozen, Option, Workshop
from facilitation.text import Text, clean
from facilitation.turn import Reader

if TYPE_CHECKING:
    import pandas as pd

SECONDS_TO_FINISH = 20
MANY_OPTIONS = 12
"""Above this the desk warns: people stop comparing."""

Meaning = Literal["advice", "ours", "wish"]

_Option = Annotated[str, Field(min_length=1, max_length=200)]
_People = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
_Mark = Annotated[str, Field(pattern=r"^-?[0-9]{1,3}$")]


class Ballot(Frozen):
    """What is stored of one person's vote: option → mark."""

    marks: dict[_Option, Annotated[StrictInt, Field(ge=-100, le=100)]]
    done: StrictBool


class Count(Frozen):
    """What is stored of counted hands: option → mark → people."""

    counts: dict[_Option, dict[_Mark, _People]]
    voters: _People


class VoteSettings(Settings):
    """`cap` None: no cap per option. `source` "ideas" takes the ideas step before this one, or `ideas_from`.

    `numbered`: hands or stickers are counted too, so options keep one number everywhere. `meaning`: advice, what we
    choose to do ourselves, or a wish to `decider`, who answers by `answer_by`.
    """

    prompt: Text = {}
    method: Literal["dots", "approval", "yesno", "score"] = "dots"
    dots: int = Field(default=3, ge=1, le=100)
    cap: int | None = Field(default=None, ge=1, le=100)
    top: int = Field(default=3, ge=1, le=50)
    source: Literal["ideas", "typed"] = "ideas"
    ideas_from: str | None = None
    typed: tuple[str, ...] = ()
    numbered: bool = False
    meaning: Meaning = "advice"
    decider: str = ""
    answer_by: date | None = None

    @property
    def how(self) -> Method:
        return METHODS[self.method]


@dataclass(frozen=True, slots=True)
class Row:
    """One option's outcome. `parts`: mark → people. `people` gave it any mark; None where that cannot be
    known, since counted dots do not tell whose they are. `rank` only for the top ones,
    equal for equals (1, 2, 2, 4); `tied`: another option has the same score and this is about the top."""

    option: Option
    score: float
    people: int | None
    parts: dict[int, int]
    by_channel: dict[Channel, float]
    rank: int | None
    tied: bool


@dataclass(frozen=True, slots=True)
class VoteResult:
    """Rows in order of score, then of the options' numbers. `tie_at_the_edge`: the last of the top has an equal
    outside the wished number, so the top is longer than asked; nothing breaks the tie but people."""

    method: str
    rows: tuple[Row, ...]
    voters: int
    by_channel: dict[Channel, int]
    tie_at_the_edge: bool

    @property
    def top(self) -> tuple[Row, ...]:
        return tuple(r for r in self.rows if r.rank is not None)

    def frame(self) -> "pd.DataFrame":
        """One row per option in order: number, option, score, people, rank, tied, and a column per mark."""
        import pandas as pd

        marks = sorted({m for r in self.rows for m in r.parts})
        return pd.DataFrame(
            {
                "number": [r.option.number for r in self.rows],
                "option": [r.option.text for r in self.rows],
                "score": [r.score for r in self.rows],
                "people": pd.array([r.people for r in self.rows], dtype="Int64"),
                "rank": pd.array([r.rank for r in self.rows], dtype="Int64"),
                "tied": [r.tied for r in self.rows],
                **{f"mark_{m}": [r.parts.get(m, 0) for r in self.rows] for m in marks},
            }
        )


class Vote(Kind):
    name = "vote"
    settings = VoteSettings
    takes_answers = True
    stored = TypeAdapter(Ballot | Count)
    ends: Ends = "by_revealing"  # type: ignore[misc]
    opens_itself = False
    results_live = False
    fixed_once_open = frozenset({"method", "dots", "cap", "source", "ideas_from", "typed", "numbered"})
    grace = SECONDS_TO_FINISH

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        """`marks`: option id → mark; 'no mark' is left out. `done`: the person pressed send; half done counts too."""
        marks = payload.get("marks")
        if not isinstance(marks, Mapping):
            raise Invalid("not_a_value")
        _check_marks(given.activity, marks, self.of(given.activity))
        done = bool(payload.get("done", True))
        if done and not marks:
            raise Invalid("empty_ballot")
        return {"marks": dict(marks), "done": done}

    def key_for(self, reader: Reader, activity: Activity, payload: Mapping[str, Any], key: str) -> str:
        """A ballot is a code's where there are codes, else a person's; never what a phone says."""
        return ballot_codes.key_of(reader, activity, payload.get("code")) if activity.codes else ""

    def place(self, payload: Mapping[str, Any], person: str, key: str) -> Place:
        return Place(key, shared=True) if ballot_codes.is_coded(key) else Place(person)

    def to_share(self, activity: Activity, given: Sequence[Contribution]) -> list[Contribution]:
        shared = counted(activity, {c.key: c for c in given}) if activity.codes else given
        return [ballot_codes.apart(c) for c in shared]

    def is_answer(self, contribution: Contribution, over: bool = False) -> bool:
        """What is half done when the vote is over counts in the result, and so here too."""
        return bool(contribution.payload.get("marks")) and bool(over or contribution.payload.get("done"))

    def prepared(self, reader: Reader, activity: Activity) -> Activity:
        """Options are fixed when it opens first; reopening keeps them, or ballots would lose their meaning."""
        if activity.options:
            return activity
        options = options_for(reader, activity)
        if not options:
            raise Invalid("no_options")
        return activity.but(options=options)

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> VoteResult:
        settings = self.of(activity)
        given = [
            c for c in counted(activity, contributions) if c.payload.get("marks") or c.payload.get("counts")
        ]
        tallies = _tallies(activity.options, given, settings.how)
        return VoteResult(
            method=settings.method,
            rows=_ranked(tallies, settings.top),
            voters=sum(_voters(c) for c in given),
            by_channel=_voters_by_channel(given),
            tie_at_the_edge=_tie_at_the_edge(tallies, settings.top),
        )


def options_for(reader: Reader, activity: Activity) -> tuple[Option, ...]:
    """What would be voted on if it opened now."""
    settings: VoteSettings = VOTE.of(activity)
    if settings.source == "typed":
        texts = [clean(t) for t in settings.typed]
        return tuple(Option(id=f"o{n}", number=n, text=t) for n, t in enumerate(filter(None, texts), 1))
    source = ideas_behind(reader.workshop, activity)
    return _options_from_ideas(reader, source) if source else ()


def ideas_behind(workshop: Workshop, activity: Activity) -> Activity | None:
    """The ideas step a vote takes its options from: the one named, else the nearest before it that is not left out."""
    settings: VoteSettings = VOTE.of(activity)
    if settings.ideas_from:
        return workshop.activity(settings.ideas_from)
    before = workshop.agenda[: [a.id for a in workshop.agenda].index(activity.id)]
    return min((a for a in reversed(before) if a.kind == Ideas.name), key=lambda a: a.skipped, default=None)


def order_for(activity: Activity, participant: str) -> tuple[Option, ...]:
    """The options in this phone's own order: shuffled against the advantage of standing first, and always the same
    for the same phone; in their numbers' order where hands or stickers are counted too."""
    if VOTE.of(activity).numbered:
        return activity.options
    return tuple(sorted(activity.options, key=lambda o: _mixed(activity.id, participant, o.id)))


def valid_counts(activity: Activity, counts: Mapping[str, Mapping[Any, int]], voters: int) -> dict[str, Any]:
    """Counted hands or stickers as a payload. Raises Invalid where they cannot be true."""
    settings: VoteSettings = VOTE.of(activity)
    whole = {option: {int(m): int(n) for m, n in parts.items() if n} for option, parts in counts.items()}
    if voters < 1:
        raise Invalid("counts_without_voters")
    if set(whole) - {o.id for o in activity.options}:
        raise Invalid("not_an_option")
    if any(n < 0 for parts in whole.values() for n in parts.values()):
        raise Invalid("not_a_number")
    settings.how.check_all_counts(whole, voters, settings)
    stored = {option: {str(m): n for m, n in parts.items()} for option, parts in whole.items() if parts}
    return {"counts": stored, "voters": voters}


def _options_from_ideas(reader: Reader, source: Activity) -> tuple[Option, ...]:
    shown = Ideas().result(source, reader.contributions(source.id)).shown
    return tuple(
        Option(id=i.id, number=n, text=i.text, ideas=(i.id, *(j.id for j in i.joined)))
        for n, i in enumerate(shown, 1)
    )


def _check_marks(activity: Activity, marks: Mapping[Any, Any], settings: VoteSettings) -> None:
    known = {o.id for o in activity.options}
    if any(option not in known for option in marks):
        raise Invalid("not_an_option")
    if any(not isinstance(mark, int) or isinstance(mark, bool) for mark in marks.values()):
        raise Invalid("not_a_value")
    settings.how.check(marks, settings)


def _mixed(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()


def _voters(given: Contribution) -> int:
    return int(given.payload.get("voters", 1))


def _each_mark(given: Contribution) -> Iterable[tuple[str, int, int]]:
    """(option, mark, people) for one ballot (one person) or one count by hand (many)."""
    if "counts" in given.payload:
        for option, parts in given.payload["counts"].items():
            yield from ((option, int(mark), people) for mark, people in parts.items())
    else:
        yield from ((option, mark, 1) for option, mark in given.payload["marks"].items())


def _voters_by_channel(given: list[Contribution]) -> dict[Channel, int]:
    total: dict[Channel, int] = {}
    for contribution in given:
        total[contribution.channel] = total.get(contribution.channel, 0) + _voters(contribution)
    return total


def _tallies(options: tuple[Option, ...], given: list[Contribution], how: Method) -> list[Row]:
    parts: dict[str, dict[Channel, Counter[int]]] = {o.id: {} for o in options}
    for contribution in given:
        for option, mark, people in _each_mark(contribution):
            if option in parts:
                parts[option].setdefault(contribution.channel, Counter())[mark] += people
    return [_row(option, parts[option.id], how) for option in options]


def _row(option: Option, channels: dict[Channel, Counter[int]], how: Method) -> Row:
    parts = sum(channels.values(), Counter())
    by_channel = {channel: how.score(marks) for channel, marks in channels.items()}
    people = None if "hands" in channels and not how.hands_are_people else parts.total()
    return Row(option, how.score(parts), people, dict(parts), by_channel, None, False)


def _ranked(tallies: list[Row], top: int) -> tuple[Row, ...]:
    """In order; the best `top` get ranks, equals the same one, and whoever equals the last of them is in too."""
    ordered = sorted(tallies, key=lambda r: (-r.score, r.option.number))
    scores = Counter(r.score for r in ordered)
    return tuple(_with_rank(row, ordered, scores, top) for row in ordered)


def _with_rank(row: Row, ordered: list[Row], scores: Counter[float], top: int) -> Row:
    better = sum(r.score > row.score for r in ordered)
    in_top = better < top and row.score > 0
    return replace(row, rank=better + 1 if in_top else None, tied=in_top and scores[row.score] > 1)


def _tie_at_the_edge(tallies: list[Row], top: int) -> bool:
    scores = sorted((r.score for r in tallies), reverse=True)
    return len(scores) > top and scores[top - 1] == scores[top] > 0


VOTE = Vote()
