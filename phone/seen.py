"""What a kind's view gets to see: one step, one moment, one person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from facilitation.kinds import kind
from facilitation.model import Activity, Contribution, Phase
from facilitation.text import Text
from phone.rendering import spoken
from phone.visit import Visit


@dataclass(frozen=True)
class Seen:
    """`kept`: the fields of a form that could not be taken, to be shown again."""

    visit: Visit
    activity: Activity
    kept: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def settings(self) -> Any:
        return kind(self.activity.kind).of(self.activity)

    @cached_property
    def phase(self) -> Phase:
        return self.activity.phase(self.visit.now)

    @property
    def takes_answers(self) -> bool:
        return self.phase in ("open", "closing")

    @property
    def takes_late(self) -> bool:
        return kind(self.activity.kind).takes_late(self.visit.workshop, self.activity)

    @cached_property
    def own(self) -> tuple[Contribution, ...]:
        """What this person gave here, in order of arrival."""
        if self.visit.who is None:
            return ()
        return self.visit.reader.by_participant(self.activity.id, self.visit.who)

    @property
    def everything(self) -> Mapping[str, Contribution]:
        return self.visit.reader.contributions(self.activity.id)

    def say(self, text: Text) -> Markup:
        return spoken(text, self.visit.words, self.visit.workshop.language)
