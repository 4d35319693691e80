"""What a kind's view gets to see: one step, one moment, one person."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from facilitation.alike import place_among_alike
from facilitation.kinds import kind
from facilitation.model import Activity, Contribution, Phase
from facilitation.text import Text
from phone import shared
from phone.rendering import spoken
from phone.visit import Visit

_results: dict[tuple[str, str], tuple[Activity, Mapping[str, Contribution], Any]] = {}
"""The last result of each step, with what it was counted from: neither is ever changed, only replaced."""


@dataclass(frozen=True)
class Seen:
    """`kept`: the fields of a form that could not be taken, to be shown again. Not `personal`: for all who have
    given nothing here, with marks where they differ (see `shared`). `aside`: looked at by somebody by themselves,
    while the room is at another step."""

    visit: Visit
    activity: Activity
    kept: Mapping[str, str] = field(default_factory=dict)
    personal: bool = True
    aside: bool = False

    @cached_property
    def settings(self) -> Any:
        return kind(self.activity.kind).of(self.activity)

    @property
    def asked(self) -> str:
        """The name of what is asked, as the store knows it: words that are covered are still what is voted on."""
        stored = self.visit.reader.workshop.activity(self.activity.id) or self.activity
        return kind(stored.kind).asks(stored)

    @cached_property
    def phase(self) -> Phase:
        return self.activity.phase(self.visit.now)

    @property
    def takes_answers(self) -> bool:
        return self.aside or self.phase in ("open", "closing")

    @property
    def takes_late(self) -> bool:
        return kind(self.activity.kind).takes_late(self.visit.workshop, self.activity)

    @property
    def key(self) -> str:
        """For the next contribution: sent twice, it is one."""
        return secrets.token_urlsafe(12) if self.personal else shared.KEY

    @cached_property
    def own(self) -> tuple[Contribution, ...]:
        """What this person gave here, in order of arrival."""
        if self.visit.who is None or not self.personal:
            return ()
        return self.visit.reader.by_participant(self.activity.id, self.visit.who)

    @property
    def everything(self) -> Mapping[str, Contribution]:
        return self.visit.reader.contributions(self.activity.id)

    @property
    def result(self) -> Any:
        """The step's result, counted once for all who look at it."""
        known = _results.get((self.visit.code, self.activity.id))
        if known is None or known[0] is not self.activity or known[1] is not self.everything:
            found = kind(self.activity.kind).result(self.activity, self.everything)
            known = _results[self.visit.code, self.activity.id] = (self.activity, self.everything, found)
        return known[2]

    @property
    def title(self) -> Markup:
        """Of steps with the same title the second and later ones have a number."""
        said = self.say(self.activity.title)
        place = place_among_alike(self.visit.workshop, self.activity, self.visit.words.language)
        return said if place == 1 else Markup("{} {}").format(said, place)

    def say(self, text: Text) -> Markup:
        return spoken(text, self.visit.words, self.visit.workshop.language)
