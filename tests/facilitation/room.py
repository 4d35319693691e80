"""A workshop in memory, with a clock that only the test moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from facilitation import verbs
from facilitation.model import Activity, Contribution, Meeting, Participant, Workshop
from facilitation.permissions import MANAGER, Actor
from facilitation.projects import Planned, planned_in
from facilitation.verbs import Outcome, taking_part
from facilitation.verbs.taking_part import Receipt


def step(kind: str, id: str | None = None, **settings: Any) -> Activity:
    return Activity(id=id or kind, kind=kind, title={"fi": kind}, settings=settings)


AGENDA = (step("arrival"), step("ideas"), step("vote", method="dots", dots=3), step("thanks"))


@dataclass
class Room:
    """Is its own writer's turn."""

    workshop: Workshop
    now: float = 1000.0
    version: int = 0
    given: dict[str, dict[str, Contribution]] = field(default_factory=dict)
    people: dict[str, Participant] = field(default_factory=dict)

    def contribution(self, activity: str, key: str) -> Contribution | None:
        return self.given.get(activity, {}).get(key)

    def contributions(self, activity: str) -> Mapping[str, Contribution]:
        return self.given.get(activity, {})

    def by_participant(self, activity: str, participant: str) -> tuple[Contribution, ...]:
        return tuple(c for c in self.contributions(activity).values() if c.participant == participant)

    def activities(self) -> tuple[str, ...]:
        return tuple(self.given)

    def participant(self, participant: str) -> Participant | None:
        return self.people.get(participant)

    def participants(self) -> Mapping[str, Participant]:
        return self.people

    def save(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def put(self, contribution: Contribution) -> Contribution:
        rows = self.given.setdefault(contribution.activity, {})
        before = rows.get(contribution.key)
        seq = before.seq if before else 1 + sum(map(len, self.given.values()))
        rows[contribution.key] = replace(contribution, seq=seq)
        return rows[contribution.key]

    def remove(self, activity: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.given.get(activity, {}).pop(key, None)

    def add(self, participant: Participant) -> None:
        self.people[participant.id] = participant

    def drop(self, participant: str) -> None:
        self.people.pop(participant, None)

    def does(self, verb: str, actor: Actor = MANAGER, drawn: int | None = None, **arguments: Any) -> Outcome:
        return verbs.perform(self, actor, verb, drawn, **arguments)

    def phone(self, name: str) -> "Phone":
        taking_part.join(self, Actor("anyone"), name, "fi")
        return Phone(self, Actor("participant", name))

    def on(self, *path: str) -> "Room":
        """Press these buttons."""
        for verb in path:
            self.does(verb)
        return self


@dataclass
class Phone:
    room: Room
    actor: Actor

    def gives(self, activity: str, key: str = "", **payload: Any) -> Receipt:
        return taking_part.give(self.room, self.actor, activity, payload, key)

    def writes(self, text: str, key: str) -> Receipt:
        return self.gives("ideas", key.ljust(8, "-"), text=text)

    def votes(self, **marks: int) -> Receipt:
        return self.gives("vote", marks=marks)

    def acts(self, act: str, project: str, key: str = "", **more: Any) -> Receipt:
        """In the plan step, a second later than whatever was before."""
        self.room.now += 1
        return self.gives("plan", key.ljust(8, "-") if key else "", act=act, project=project, **more)

    def withdraws(self, activity: str, key: str) -> None:
        taking_part.withdraw(self.room, self.actor, activity, key)


def room(*agenda: Activity) -> Room:
    steps = agenda or AGENDA
    meeting = Meeting(id="m", activities=steps)
    workshop = Workshop(
        code="ACDEFG",
        title={"fi": "Ilta"},
        created_at=0,
        secret="s",
        meetings=(meeting,),
        current=steps[0].id,
    )
    return Room(workshop)


def voting(method: str, *options: str, **settings: Any) -> Room:
    """An open vote on these options, with ids o1, o2…"""
    return room(step("vote", method=method, source="typed", typed=options, **settings)).on("open")


def planning(*titles: str) -> Room:
    """A plan step that is on, with the projects a, b, c… (Penkki, Puu and Kahvila if no titles are given)."""
    hall = room(step("plan"), step("roles"), step("thanks"))
    for id, title in zip("abcdefgh", titles or ("Penkki", "Puu", "Kahvila"), strict=False):
        hall.does("add_project", title=title, id=id)
    return hall.on("open")


def stands(hall: Room, project: str = "a") -> Planned:
    """The project as it is now."""
    return next(p for p in planned_in(hall) if p.project.id == project)


def later(hall: Room, verb: str, **arguments: Any) -> None:
    """The desk does something, a second after whatever was before."""
    hall.now += 1
    hall.does(verb, **arguments)


def writes(phone: Phone, text: str, field: str = "what", project: str = "a") -> Receipt:
    """With the pen."""
    return phone.acts("write", project, field=field, text=text)
