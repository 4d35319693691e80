"""The final evaluation: how well it went, on a scale with words, and open questions. Hidden until it is shown."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StrictInt, StrictStr, TypeAdapter, ValidationError

from facilitation.errors import Invalid
from facilitation.kinds.base import Ends, Given, Kind, Settings, counted
from facilitation.model import Activity, Contribution, Curation, Frozen, Workshop
from facilitation.text import Text, clean

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 5
"""Below as many answers no distribution is shown: people would be recognised."""
SCALE = (1, 2, 3, 4, 5)
DONT_KNOW = 0
LONGEST_ANSWER = 500

_Place = Annotated[StrictStr, Field(pattern=r"^(0|[1-9][0-9]?)$")]


class Rating(Frozen):
    """What is stored of one person: statement's place → 1 to 5, or 0 for "I don't know"; question's place → words."""

    scores: dict[_Place, Annotated[StrictInt, Field(ge=0, le=5)]] = {}
    answers: dict[_Place, Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_ANSWER)]] = {}


class EvaluationSettings(Settings):
    """`statements` are asked as "how well …?" on 1–5; `questions` are answered in own words."""

    body: Text = {}
    statements: tuple[Text, ...] = Field(default=(), max_length=30)
    questions: tuple[Text, ...] = Field(default=(), max_length=20)


@dataclass(frozen=True, slots=True)
class Statement:
    """How one statement was rated. `n`: how many gave 1–5; `dont_know` apart. `parts` (score → people) and `mean` are
    None below `ENOUGH` answers."""

    text: Text
    n: int
    dont_know: int
    parts: Mapping[int, int] | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An open answer. `shown`: the manager has looked at it and let it through."""

    id: str
    text: str
    shown: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Question:
    text: Text
    answers: tuple[Answer, ...]

    @property
    def shown(self) -> tuple[Answer, ...]:
        return tuple(a for a in self.answers if a.shown and not a.hidden)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The evaluation's result. `people`: how many answered anything."""

    people: int
    statements: tuple[Statement, ...]
    questions: tuple[Question, ...]

    def frame(self) -> "pd.DataFrame":
        """One row per statement: statement, n, dont_know, mean, score_1 … score_5; empty below `ENOUGH` answers."""
        import pandas as pd

        return pd.DataFrame(
            {
                "statement": [next(iter(s.text.values()), "") for s in self.statements],
                "n": [s.n for s in self.statements],
                "dont_know": [s.dont_know for s in self.statements],
                "mean": pd.array([s.mean for s in self.statements], dtype="Float64"),
                **{
                    f"score_{k}": pd.array([s.parts and s.parts[k] for s in self.statements], dtype="Int64")
                    for k in SCALE
                },
            }
        )


class Evaluation(Kind):
    name = "evaluation"
    settings = EvaluationSettings
    takes_answers = True
    stored = TypeAdapter(Rating)
    ends: Ends = "by_revealing"  # type: ignore[misc]
    results_live = False
    fixed_once_open = frozenset({"statements", "questions"})
    grace = 20

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        """`scores` and `answers` as `Rating` has them; half answered is answered, and who erases everything again has
        not answered. Raises Invalid: empty, too_long, not_a_value."""
        settings: EvaluationSettings = self.of(given.activity)
        answers = _answers(payload.get("answers"))
        try:
            rating = Rating.model_validate({"scores": payload.get("scores", {}), "answers": answers})
        except ValidationError:
            raise Invalid("not_a_value") from None
        _require_places(rating.scores, len(settings.statements))
        _require_places(rating.answers, len(settings.questions))
        if given.previous is None and not rating.scores and not rating.answers:
            raise Invalid("empty")
        return dict(rating.model_dump(mode="json"))

    def is_answer(self, contribution: Contribution, over: bool = False) -> bool:
        return bool(contribution.payload["scores"] or contribution.payload["answers"])

    def takes_aside(self, workshop: Workshop, activity: Activity) -> bool:
        """Who must leave early answers from any step, once the evening is on."""
        return activity.state == "draft" and workshop.started_at is not None and not activity.skipped

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Evaluated:
        settings: EvaluationSettings = self.of(activity)
        given = tuple(c for c in counted(activity, contributions) if self.is_answer(c))
        return Evaluated(
            people=len(given),
            statements=tuple(_statement(text, n, given) for n, text in enumerate(settings.statements)),
            questions=tuple(_question(activity, text, n, given) for n, text in enumerate(settings.questions)),
        )

    def to_share(self, activity: Activity, given: Sequence[Contribution]) -> list[Contribution]:
        """Without the scores of statements that fewer than `ENOUGH` have rated. What somebody wrote leads neither to
        their scores nor to what else they wrote: each question's answers are dealt out anew, in their own order."""
        result = self.result(activity, {c.key: c for c in given})
        kept = {str(place) for place, s in enumerate(result.statements) if s.n >= ENOUGH}
        rows = sorted(
            filter(self.is_answer, given), key=lambda c: _in_order(_only(c.payload["scores"], kept))
        )
        dealt = _dealt([c.payload["answers"] for c in rows])
        return [
            replace(c, payload={"scores": _only(c.payload["scores"], kept), "answers": answers})
            for c, answers in zip(rows, dealt, strict=True)
        ]

    def curation_to_share(
        self, activity: Activity, given: Iterable[Contribution], shared: Iterable[Contribution]
    ) -> Curation:
        """Of answers with the same words as many are let through, and hidden, as were."""
        before, after = _ids(activity, given), _ids(activity, shared)
        seen = activity.curation
        moved = [
            (new, old in seen.approved, old in seen.hidden)
            for words, ids in before.items()
            for new, old in zip(
                sorted(after[words]),
                sorted(ids, key=lambda i: (i in seen.approved, i in seen.hidden)),
                strict=True,
            )
        ]
        return seen.but(
            approved={new: True for new, approved, _ in moved if approved},
            hidden={new: True for new, _, hidden in moved if hidden},
        )


def _only(scores: Mapping[str, int], places: set[str]) -> dict[str, int]:
    return {place: score for place, score in scores.items() if place in places}


def _in_order(scores: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(scores.items())


def _dealt(answers: list[Mapping[str, str]]) -> list[dict[str, str]]:
    """As many of each question as there were, the first in the alphabet to the first row."""
    dealt: list[dict[str, str]] = [{} for _ in answers]
    for place in sorted({p for each in answers for p in each}):
        for row, text in zip(dealt, sorted(each[place] for each in answers if place in each), strict=False):
            row[place] = text
    return dealt


def _ids(activity: Activity, given: Iterable[Contribution]) -> dict[tuple[str, str], list[str]]:
    """(Question, words) → the ids of the answers with these words."""
    ids: dict[tuple[str, str], list[str]] = defaultdict(list)
    for c in given:
        for place, text in c.payload["answers"].items():
            ids[place, text].append(answer_id(activity.id, c.key, int(place), text))
    return ids


def answer_id(activity: str, key: str, place: int, text: str) -> str:
    """Names an open answer as it stands: changed words are another answer, which nobody has looked at yet. It tells
    nothing of who gave it."""
    whole = "\0".join((activity, key, str(place), text))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def _answers(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        return {}
    texts = {str(place): clean(text) for place, text in given.items() if isinstance(text, str)}
    longest = max((len(t) for t in texts.values()), default=0)
    if longest > LONGEST_ANSWER:
        raise Invalid("too_long", limit=LONGEST_ANSWER, length=longest)
    return {place: text for place, text in texts.items() if text}


def _require_places(given: Mapping[str, Any], places: int) -> None:
    if any(int(place) >= places for place in given):
        raise Invalid("not_a_value")


def _statement(text: Text, place: int, given: tuple[Contribution, ...]) -> Statement:
    tally = Counter(c.payload["scores"].get(str(place)) for c in given)
    n = sum(tally[k] for k in SCALE)
    if n < ENOUGH:
        return Statement(text, n, tally[DONT_KNOW], None, None)
    mean = sum(k * tally[k] for k in SCALE) / n
    return Statement(text, n, tally[DONT_KNOW], {k: tally[k] for k in SCALE}, mean)


def _question(activity: Activity, text: Text, place: int, given: tuple[Contribution, ...]) -> Question:
    """In an order that tells nothing of who came first."""
    answers = (_answer(activity, c, place) for c in given if str(place) in c.payload["answers"])
    return Question(text, tuple(sorted(answers, key=lambda a: a.id)))


def _answer(activity: Activity, given: Contribution, place: int) -> Answer:
    text = given.payload["answers"][str(place)]
    id = answer_id(activity.id, given.key, place, text)
    curation = activity.curation
    return Answer(id, text, shown=id in curation.approved, hidden=id in curation.hidden)
