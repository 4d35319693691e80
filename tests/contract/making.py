"""Workshops and contributions to store, as short as a test wants them."""

from typing import Any

from facilitation.model import Activity, Contribution, Meeting, Participant, Workshop
from facilitation.turn import Turn

CODE = "ACDEFG"


def workshop(code: str = CODE, **changes: Any) -> Workshop:
    activities = tuple(Activity(id=i, kind="vote", title={"fi": f"Äänestys {i}"}) for i in ("x", "y"))
    made = Workshop(
        code=code,
        title={"fi": "Kevään ilta", "sv": "Vårkväll"},
        created_at=1000.0,
        secret="s" * 32,
        meetings=(Meeting(id="m", activities=activities),),
        current="x",
    )
    return made.but(**changes)  # type: ignore[no-any-return]


def ballot(
    person: str, option: str = "a", activity: str = "x", key: str = "", **changes: Any
) -> Contribution:
    """A ballot's key is its participant, unless another is given."""
    return Contribution(key or person, activity, person, 1000.0, {"option": option}, **changes)


def participant(person: str) -> Participant:
    return Participant(person, 1000.0, "sv")


def vote(person: str, option: str = "a", **more: Any) -> Any:
    """A use case: `store.run(CODE, vote("p1"))`."""

    def decide(turn: Turn) -> int:
        return turn.put(ballot(person, option, **more)).seq

    return decide


def rename(title: str) -> Any:
    def decide(turn: Turn) -> None:
        turn.save(turn.workshop.but(title={"fi": title}))

    return decide
