"""Arrival: people find their way in, and answer one warm-up question with one tap."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter

from facilitation.errors import Invalid
from facilitation.kinds.base import Given, Kind, Settings
from facilitation.model import Activity, Contribution, Frozen
from facilitation.text import Text

if TYPE_CHECKING:
    import pandas as pd


class Tap(Frozen):
    """What is stored: the place of the choice."""

    choice: Annotated[int, Field(ge=0, le=1000, strict=True)]


class ArrivalSettings(Settings):
    """No `choices`, no question."""

    question: Text = {}
    choices: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Taps:
    """How many tapped each choice; `counts[i]` belongs to `choices[i]`."""

    choices: tuple[Text, ...]
    counts: tuple[int, ...]

    def frame(self) -> "pd.DataFrame":
        """Columns `choice` (text in its first language) and `people`."""
        import pandas as pd

        names = [next(iter(c.values()), "") for c in self.choices]
        return pd.DataFrame({"choice": names, "people": self.counts})


class Arrival(Kind):
    name = "arrival"
    settings = ArrivalSettings
    takes_answers = True
    asked_by_place = frozenset({"choices"})
    stored = TypeAdapter(Tap)

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        choice = payload.get("choice")
        if not isinstance(choice, int) or not 0 <= choice < len(self.of(given.activity).choices):
            raise Invalid("not_an_option")
        return {"choice": choice}

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Taps:
        choices = self.of(activity).choices
        tally = Counter(c.payload["choice"] for c in contributions.values())
        return Taps(choices, tuple(tally[i] for i in range(len(choices))))
