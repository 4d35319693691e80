"""One thing that somebody gave, as it is told back to them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """`asked`: what it answers, empty where it stands by itself; `said`: their words; `note`: what becomes of it."""

    said: str
    asked: str = ""
    note: str = ""
