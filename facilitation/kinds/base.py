"""What a kind of activity says of itself. Doors and verbs ask; nobody compares kind names."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

import pydantic

from facilitation.ballot_codes import valid
from facilitation.errors import Invalid
from facilitation.model import Activity, Contribution, Curation, Frozen, Workshop
from facilitation.turn import Reader

Ends = Literal["by_moving_on", "by_closing", "by_revealing"]


MOST_ASKED = 64
"""Steps of which it is remembered what they ask: more than are on at once. Every vote wants to know."""


class Settings(Frozen):
    """What the manager can set. A kind narrows it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a kind may look at when it checks a contribution: where and when, who gives it, and what was there before.
    `own` are the person's contributions to this activity; `find` gives anybody's by its key, `find_anywhere` in
    any step of this kind; `last_word` the newest under a key there."""

    activity: Activity
    now: float
    previous: Contribution | None
    own: tuple[Contribution, ...]
    workshop: Workshop
    person: str = ""
    find: Callable[[str], Contribution | None] = lambda key: None
    find_anywhere: Callable[[str], Contribution | None] = lambda key: None
    last_word: Callable[[str], Contribution | None] = lambda key: None


@dataclass(frozen=True, slots=True)
class Place:
    """The key under which a contribution is kept. `shared`: whoever gives it replaces whoever's was there.
    `made_there`: it comes from the phone and has to look like one."""

    key: str
    shared: bool = False
    made_there: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """What comes next within a step: a verb and its arguments."""

    verb: str
    arguments: Mapping[str, Any]


class Kind:
    """One kind. It keeps nothing of an evening; one instance stands in the registry.

    `ends`           which buttons the manager presses to be through with it
    `opens_itself`   moving to it opens it (a vote is prepared first)
    `results_live`   the room sees answers as they come, since nothing is decided by them
    `one_each`       a participant has one contribution that is replaced (a ballot), not many (ideas)
    `stored`         what `check` returns looks like, so that a foreign file cannot break a result later
    `fixed_once_open` settings that ballots depend on
    `asked_by_place` settings whose places answers name, though they may be put right while it is open
    `forgets`        `kept` takes something away when its time is over
    `most`           ceiling of what all people together give to one step, against scripts that play many people
    `grace`          seconds of countdown in which a closing activity still takes answers
    """

    name: ClassVar[str]
    settings: ClassVar[type[Settings]] = Settings
    takes_answers: ClassVar[bool] = False
    ends: ClassVar[Ends] = "by_moving_on"
    opens_itself: ClassVar[bool] = True
    results_live: ClassVar[bool] = True
    one_each: ClassVar[bool] = True
    stored: ClassVar[pydantic.TypeAdapter[Any] | None] = None
    fixed_once_open: ClassVar[frozenset[str]] = frozenset()
    asked_by_place: ClassVar[frozenset[str]] = frozenset()
    forgets: ClassVar[bool] = False
    most: ClassVar[int] = 500_000
    grace: ClassVar[int] = 0
    _last_read: tuple[Any, Any] = (None, None)
    _asked: ClassVar[dict[int, tuple[Activity, str]]] = {}

    def of(self, activity: Activity) -> Any:
        """The activity's settings, typed. Every vote asks for them, mostly for the same."""
        read, typed = self._last_read
        if read is not activity.settings:
            typed = self.settings.model_validate(activity.settings)
            self._last_read = (activity.settings, typed)
        return typed

    def valid_settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Settings as they are stored. Raises Invalid("settings") naming the first field that cannot be."""
        try:
            return self.settings.model_validate(settings).model_dump(mode="json")
        except pydantic.ValidationError as error:
            raise Invalid("settings", field=".".join(str(p) for p in error.errors()[0]["loc"])) from error

    def fixed(self, activity: Activity) -> dict[str, Any]:
        """The settings that ballots depend on, as they are."""
        settings = self.valid_settings(activity.settings)
        return {name: settings[name] for name in sorted(self.fixed_once_open)}

    def asks(self, activity: Activity) -> str:
        """A short name for what is asked: another one as soon as an answer would mean something else."""
        known = self._asked.get(id(activity))
        if known is None or known[0] is not activity:
            if len(self._asked) >= MOST_ASKED:
                self._asked.clear()
            known = self._asked[id(activity)] = (activity, self._named(activity))
        return known[1]

    def _named(self, activity: Activity) -> str:
        settings = self.valid_settings(activity.settings)
        by_place = {name: settings[name] for name in sorted(self.asked_by_place)}
        options = [(option.id, option.text) for option in activity.options]
        asked = json.dumps([self.fixed(activity), by_place, options, bool(activity.codes)], sort_keys=True)
        return hashlib.blake2b(asked.encode(), digest_size=4).hexdigest()

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The payload as it is stored. Raises Invalid where it cannot be taken."""
        raise Invalid("no_answers_here")

    def is_repeat(self, given: Given, stored: Mapping[str, Any]) -> bool:
        """Whether this is there already, word for word, and still stands: a retry finds it, whatever happened since."""
        there = given.previous
        return there is not None and there.payload == stored and there.participant == given.person

    def check_withdrawal(self, given: Given, there: Contribution) -> None:
        """Raises Refused where `there` cannot be taken back by the one who gave it."""

    def holds_in_every_step(self, payload: Mapping[str, Any]) -> bool:
        """Whether this counts in other steps of this kind too, and may be taken back there."""
        return False

    def given_at(self, given: Given, stored: Mapping[str, Any]) -> float:
        """Now, and after what it is to take the place of."""
        return given.now

    def left_behind(self, given: Contribution, nobody: str) -> Contribution | None:
        """What stays of this where the one who gave it takes all of theirs away: nothing, but for what was written for
        others as well. `nobody` is an id to keep it under."""
        return None

    def kept(self, payload: Mapping[str, Any], today: date) -> Mapping[str, Any]:
        """What of a stored payload may still be kept today."""
        return payload

    def can_hold(self, payload: Mapping[str, Any]) -> bool:
        """Whether this looks like what is stored of it."""
        try:
            return self.stored is not None and self.stored.validate_python(payload) is not None
        except pydantic.ValidationError:
            return False

    def secret_of(self, payload: Mapping[str, Any]) -> str:
        """Names what is given in secret, like a ballot: in a file to share nothing else of the same person leads there,
        nor its time. Empty for what may stand beside the person's others."""
        return "answer" if self.one_each else ""

    def to_share(self, activity: Activity, given: Sequence[Contribution]) -> list[Contribution]:
        """What of these may stand in a file to share."""
        return list(given)

    def curation_to_share(
        self, activity: Activity, given: Iterable[Contribution], shared: Iterable[Contribution]
    ) -> Curation:
        """What the manager let through and hid, as it is about what is `shared` of what was `given`."""
        return activity.curation

    def is_answer(self, contribution: Contribution, over: bool = False) -> bool:
        """Whether the one who gave it counts as having answered. `over`: no more answers are taken."""
        return True

    def has_answers(self, activity: Activity, contributions: Mapping[str, Contribution]) -> bool:
        """Whether anything there counts, so that what is asked must stand still."""
        given = counted(activity, contributions)
        return any("counts" in c.payload or self.is_answer(c, over=True) for c in given)

    def key_for(self, reader: Reader, activity: Activity, payload: Mapping[str, Any], key: str) -> str:
        """The key as `place` gets it: the phone's, or one that what is given decides. Raises Invalid."""
        return key

    def place(self, payload: Mapping[str, Any], person: str, key: str) -> Place:
        """Where a contribution is kept; `key` is what the phone made."""
        return Place(person) if self.one_each else Place(key, made_there=True)

    def takes_late(self, workshop: Workshop, activity: Activity) -> bool:
        """Whether it still takes contributions after closing, and phones still show it."""
        return False

    def takes_aside(self, workshop: Workshop, activity: Activity) -> bool:
        """Whether it takes contributions although it is not on: from who has to leave early, or changes their mind."""
        return False

    def prepared(self, reader: Reader, activity: Activity) -> Activity:
        """The activity as it is opened: what must stand still from then on is fixed here."""
        return activity

    def begun(self, reader: Reader, workshop: Workshop, activity: Activity) -> Workshop:
        """The workshop as this activity is opened, with what it needs."""
        return workshop

    def inside(self, workshop: Workshop, activity: Activity) -> Inside | None:
        """What the manager does next while this is on; None when there is nothing more in it."""
        return None

    def face(self, workshop: Workshop) -> Any:
        """What of the workshop phones show with this activity, besides itself; as JSON can hold it."""
        return None

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Any:
        """Contributions become a result: pure, recounted, with a `frame()`; None where there is none."""
        return None

    def may_show(self, activity: Activity) -> bool:
        """Whether the room may see the result now."""
        return self.results_live or activity.state == "revealed"


def anywhere(reader: Reader, kind_name: str, key: str) -> Contribution | None:
    """A contribution by its key, whichever step of this kind it was given to."""
    found = (reader.contribution(a.id, key) for a in reader.workshop.agenda if a.kind == kind_name)
    return next((c for c in found if c is not None), None)


def last_word(reader: Reader, kind_name: str, key: str) -> Contribution | None:
    """The newest contribution under a key to any step of a kind; of equals, in the last step."""
    steps = (a.id for a in reversed(reader.workshop.agenda) if a.kind == kind_name)
    given = (reader.contribution(step, key) for step in steps)
    return max((c for c in given if c is not None), key=lambda c: c.at, default=None)


def counted(activity: Activity, contributions: Mapping[str, Contribution]) -> tuple[Contribution, ...]:
    """What counts: everything from phones and devices, and of what was entered at the desk what is still listed. Where
    codes cast the ballots, one for each."""
    listed = set(activity.entered)
    given = (c for c in contributions.values() if c.channel in ("phone", "device") or c.key in listed)
    return valid(activity, given)
