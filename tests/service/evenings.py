"""Evenings to write to files and to read again: made by what people and managers really do, in any order."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from facilitation import verbs
from facilitation.errors import Refused
from facilitation.kinds import kind
from facilitation.model import Activity, Meeting, Workshop
from facilitation.permissions import ANYONE, MANAGER, Actor
from facilitation.turn import Reader
from facilitation.verbs import leaving, taking_part
from service.house import House

CODE = "ACDEFG"
PEOPLE = ("Xk3-aino", "Yq8-eetu", "Zr1-fatima", "Wt5-olli")
PATIENCE = 10


@dataclass
class Clock:
    now: float = 1_700_000_000.25

    def __call__(self) -> float:
        return self.now


def step(kind_name: str, id: str | None = None, **settings: Any) -> Activity:
    whole = kind(kind_name).valid_settings(settings)
    return Activity(id=id or kind_name, kind=kind_name, title={"fi": f"Vaihe {kind_name}"}, settings=whole)


AGENDA = (
    step("arrival", question={"fi": "Mistä tulit?"}, choices=[{"fi": "Läheltä"}, {"fi": "Kaukaa"}]),
    step("info", picture="kuva.png"),
    step("ideas"),
    step("vote", method="yesno"),
    step("vote", id="dots", method="dots", source="typed", typed=["Penkki", "Puu", "Åäö €"]),
    step("thanks"),
)


def workshop(code: str = CODE, **changes: Any) -> Workshop:
    made = Workshop(
        code=code,
        title={"fi": "Kevään ilta", "sv": "Vårkväll"},
        created_at=1_700_000_000,
        secret="salainen-" * 4,
        meetings=(Meeting(id="m", activities=AGENDA),),
        current="arrival",
    )
    return made.but(**changes)  # type: ignore[no-any-return]


@dataclass
class Evening:
    """One workshop in a house. What is refused is part of an evening."""

    house: House
    clock: Clock
    code: str = CODE
    refused: list[str] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        return self.house.store.read(self.code)

    @property
    def workshop(self) -> Workshop:
        return self.reader.workshop

    def run(self, decide: Any) -> Any:
        return self.house.store.run(self.code, decide).result(PATIENCE)

    def manage(self, verb: str, **arguments: Any) -> Any:
        return self.run(lambda turn: verbs.perform(turn, MANAGER, verb, **arguments))

    def join(self, person: str) -> None:
        self.run(lambda turn: taking_part.join(turn, ANYONE, person, "sv"))

    def give(self, person: str, activity: str, payload: dict[str, Any], key: str = "") -> None:
        self.join(person)
        who = Actor("participant", person)
        self.run(lambda turn: taking_part.give(turn, who, activity, payload, key))

    def idea(self, person: str, text: str, key: str, activity: str = "ideas") -> None:
        self.give(person, activity, {"text": text}, key)

    def ballot(self, person: str, activity: str = "dots", done: bool = True, **marks: int) -> None:
        self.give(person, activity, {"marks": marks, "done": done})

    def undo(self) -> None:
        steps = self.workshop.history
        if steps:
            self.run(lambda turn: verbs.take_back(turn, MANAGER, steps[-1].id))

    def redo(self) -> None:
        steps = self.workshop.undone
        if steps:
            self.run(lambda turn: verbs.do_again(turn, MANAGER, steps[-1].id))

    def results(self) -> dict[str, Any]:
        """Activity → what it comes to, without who and when: those are another's after an import."""
        return {
            a.id: _plain(kind(a.kind).result(a, self.reader.contributions(a.id)))
            for a in self.workshop.agenda
        }

    def do(self, action: "Action") -> None:
        """One thing that somebody tries."""
        self.clock.now += 7.5
        try:
            getattr(self, f"_{action[0]}")(*action[1:])
        except Refused as refused:
            self.refused.append(refused.key)

    def _taps(self, person: str, choice: int) -> None:
        self.give(person, "arrival", {"choice": choice})

    def _writes(self, person: str, text: str, number: int) -> None:
        self.idea(person, text, f"key-{number:05d}")

    def _votes(self, person: str, activity: str, marks: list[int], done: bool) -> None:
        options = [o.id for o in next(a for a in self.workshop.agenda if a.id == activity).options]
        self.ballot(person, activity, done, **dict(zip(options, marks, strict=False)))

    def _leaves_out(self, person: str, number: int) -> None:
        who = Actor("participant", person)
        self.run(lambda turn: taking_part.withdraw(turn, who, "ideas", f"key-{number:05d}"))

    def _takes_away(self, person: str) -> None:
        who = Actor("participant", person)
        self.run(lambda turn: leaving.take_away(turn, who))

    def _opens(self, activity: str) -> None:
        self.manage("go", activity=activity)
        self.manage("open")

    def _leads(self, verb: str) -> None:
        self.manage(verb)

    def _sorts(self, verb: str, number: int, other: int) -> None:
        ideas = [f"key-{number:05d}"]
        more = {"edit": {"text": "Oikein"}, "merge": {"into": f"key-{other:05d}"}, "theme": {"theme": "Piha"}}
        self.manage(verb, activity="ideas", ideas=ideas, **more.get(verb, {}))

    def _enters(self, text: str, number: int) -> None:
        self.manage("enter_idea", activity="ideas", text=text, key=f"paper-{number}")

    def _counts(self, voters: int) -> None:
        self.manage(
            "enter_counts", activity="dots", counts={"o1": {"1": voters}}, voters=voters, key="count-1"
        )

    def _adds(self, number: int) -> None:
        self.manage("add", kind_name="ideas", title={"fi": "Lisää"}, id=f"more{number}")
        self.manage("go", activity=f"more{number}")
        self.idea(PEOPLE[0], "Vielä yksi", "key-more1", f"more{number}")

    def _travels(self, way: str) -> None:
        (self.undo if way == "undo" else self.redo)()


def _plain(result: Any) -> Any:
    return None if result is None else result.frame().to_dict("records")


Action = tuple[Any, ...]

texts = st.text(min_size=1, max_size=30).filter(lambda t: t.strip())
people = st.sampled_from(PEOPLE)
numbers = st.integers(1, 4)
actions = st.one_of(
    st.tuples(st.just("taps"), people, st.integers(0, 1)),
    st.tuples(st.just("writes"), people, texts, numbers),
    st.tuples(
        st.just("votes"),
        people,
        st.sampled_from(["vote", "dots"]),
        st.lists(st.sampled_from([1, 1, 0, -1, 2]), max_size=4),
        st.booleans(),
    ),
    st.tuples(st.just("leaves_out"), people, numbers),
    st.tuples(st.just("takes_away"), people),
    st.tuples(st.just("opens"), st.sampled_from(["arrival", "ideas", "vote", "dots"])),
    st.tuples(st.just("leads"), st.sampled_from(["next", "back", "close", "close_now", "reveal", "reopen"])),
    st.tuples(st.just("sorts"), st.sampled_from(["hide", "edit", "merge", "theme"]), numbers, numbers),
    st.tuples(st.just("enters"), texts, numbers),
    st.tuples(st.just("counts"), st.integers(1, 9)),
    st.tuples(st.just("adds"), numbers),
    st.tuples(st.just("travels"), st.sampled_from(["undo", "undo", "redo"])),
)
OPENING: list[Action] = [
    ("taps", PEOPLE[0], 1),
    ("opens", "ideas"),
    ("writes", PEOPLE[0], "Penkki puistoon", 1),
    ("writes", PEOPLE[1], "Puu", 2),
    ("opens", "vote"),
    ("votes", PEOPLE[0], "vote", [1, -1], True),
    ("opens", "dots"),
    ("votes", PEOPLE[1], "dots", [2], True),
]
"""So that even the shortest evening has something of everything."""
whole_evenings = st.lists(actions, max_size=25).map(lambda more: OPENING + more)
