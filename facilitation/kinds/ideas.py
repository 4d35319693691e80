"""Ideas: everybody writes, silently by default (Diehl & Stroebe 1987: speaking in turn blocks ideas)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StrictBool, StrictStr, TypeAdapter
from rapidfuzz import fuzz, process, utils

from facilitation.errors import Invalid
from facilitation.kinds.base import Ends, Given, Kind, Settings, counted
from facilitation.model import Activity, Contribution, Curation, Frozen, Workshop
from facilitation.text import Text, clean

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 280
MOST_EACH = 50
"""More than anyone writes in an evening; a ceiling against a phone that gets stuck or plays."""
ALIKE = 82
"""Percent of likeness from which two ideas are shown to the manager as near duplicates."""


class Written(Frozen):
    """What is stored of an idea."""

    text: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST)]
    late: StrictBool = False


class IdeasSettings(Settings):
    """`open_wall`: phones show others' ideas too. `approve_first`: the room sees what the manager let through."""

    prompt: Text = {}
    open_wall: bool = False
    approve_first: bool = False


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea as the manager sees it; `text` as corrected, `original` as typed."""

    id: str
    text: str
    original: str
    participant: str
    channel: str
    at: float
    late: bool
    hidden: bool
    waiting: bool
    theme: str
    under: str | None
    joined: tuple["Idea", ...] = ()
    """The ideas merged under this one."""

    @property
    def voices(self) -> int:
        """How many ideas stand here as one."""
        return 1 + len(self.joined)


@dataclass(frozen=True, slots=True)
class Wall:
    """The ideas step's result: `all` in order of arrival, `shown` what the room may see, merged ones as one."""

    all: tuple[Idea, ...]
    shown: tuple[Idea, ...]

    def frame(self) -> "pd.DataFrame":
        """One row per idea, in order of arrival: id, text, original, theme, channel, under, hidden, waiting, late."""
        import pandas as pd

        columns = ["id", "text", "original", "theme", "channel", "under", "hidden", "waiting", "late"]
        return pd.DataFrame([[getattr(i, c) for c in columns] for i in self.all], columns=columns)


class Ideas(Kind):
    name = "ideas"
    settings = IdeasSettings
    takes_answers = True
    stored = TypeAdapter(Written)
    ends: Ends = "by_closing"  # type: ignore[misc]
    one_each = False
    most = 20_000

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        text = valid_text(payload.get("text"))
        if given.previous is None and len(given.own) >= MOST_EACH:
            raise Invalid("too_many_ideas", limit=MOST_EACH)
        return {"text": text, "late": self._late(given)}

    def _late(self, given: Given) -> bool:
        if given.previous is not None:
            return bool(given.previous.payload["late"])
        return not given.activity.takes_answers(given.now)

    def takes_late(self, workshop: Workshop, activity: Activity) -> bool:
        """While a vote is only being prepared: from the close until one on what stands after it has been opened."""
        after = workshop.agenda[workshop.agenda.index(activity) + 1 :]
        on = workshop.now
        voted = any(a.options for a in after)
        waiting = on.id == activity.id or (on in after and on.state == "draft" and not voted)
        return activity.state == "closed" and waiting

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Wall:
        every = tuple(_idea(c, activity, self.of(activity)) for c in counted(activity, contributions))
        return Wall(every, tuple(_shown(every)))


def valid_text(typed: Any) -> str:
    """1 to 280 characters. Raises Invalid: empty, too_long."""
    text = clean(typed) if isinstance(typed, str) else ""
    if not text:
        raise Invalid("empty")
    if len(text) > LONGEST:
        raise Invalid("too_long", limit=LONGEST, length=len(text))
    return text


def near_duplicates(ideas: Iterable[Idea]) -> dict[str, tuple[str, ...]]:
    """Idea → ideas that read much alike (token-set ratio, rapidfuzz), for a human to confirm."""
    each = list(ideas)
    texts = [utils.default_process(i.text) for i in each]
    likeness = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    alike = {each[row].id: _others(each, likeness[row], row) for row in range(len(each))}
    return {idea: others for idea, others in alike.items() if others}


def _others(each: list[Idea], scores: Any, row: int) -> tuple[str, ...]:
    return tuple(each[column].id for column, score in enumerate(scores) if score and column != row)


def waits(given: Contribution, activity: Activity) -> bool:
    """Whether it has to be let through before the room may see it."""
    return _waits(given, activity.curation, IDEAS.of(activity))


def _waits(given: Contribution, curation: Curation, settings: IdeasSettings) -> bool:
    return given.channel == "phone" and _lacks_approval(given.key, curation, settings)


def lacks_approval(idea: str, activity: Activity) -> bool:
    """Of one that phones sent, perhaps taken away since: whether the room was to see it only once it is let through."""
    return _lacks_approval(idea, activity.curation, IDEAS.of(activity))


def _lacks_approval(idea: str, curation: Curation, settings: IdeasSettings) -> bool:
    return settings.approve_first and idea not in curation.approved


def _idea(given: Contribution, activity: Activity, settings: IdeasSettings) -> Idea:
    curation: Curation = activity.curation
    return Idea(
        id=given.key,
        text=curation.edits.get(given.key, given.payload["text"]),
        original=given.payload["text"],
        participant=given.participant,
        channel=given.channel,
        at=given.at,
        late=given.payload.get("late", False),
        hidden=given.key in curation.hidden,
        waiting=_waits(given, curation, settings),
        theme=curation.themes.get(given.key, ""),
        under=head_of(given.key, curation),
    )


def head_of(idea: str, curation: Curation) -> str | None:
    """The idea at the end of the chain of merges; None for one that stands by itself."""
    head, merged, seen = idea, curation.merged, {idea}
    while merged.get(head, head) not in seen:
        head = merged[head]
        seen.add(head)
    return None if head == idea else head


def _shown(every: tuple[Idea, ...]) -> Iterable[Idea]:
    """Heads that the room may see, each with what was merged under it. Where a head was withdrawn by its writer, or
    waits to be let through, the oldest of those under it takes its place: a merge never loses a word. A hidden head
    hides them all."""
    groups: dict[str, list[Idea]] = defaultdict(list)
    for idea in every:
        groups[idea.under or idea.id].append(idea)
    for head_id, members in groups.items():
        head = next((m for m in members if m.id == head_id), members[0])
        if head.waiting and not head.hidden:
            head = next(filter(_may_be_seen, members), head)
        if _may_be_seen(head):
            joined = tuple(m for m in members if m is not head and _may_be_seen(m))
            yield replace(head, under=None, joined=joined)


def _may_be_seen(idea: Idea) -> bool:
    return not (idea.hidden or idea.waiting)


IDEAS = Ideas()
