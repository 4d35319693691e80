"""Who offered what, for the manager's eyes: with a name where one was given, and how to reach them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from facilitation import projects
from facilitation.kinds.plan import today
from facilitation.kinds.roles import GRADES, Grade, Person
from facilitation.model import Role
from facilitation.projects import PlannedRole, Somebody
from pages.shared import Desk, plain


@dataclass(frozen=True, slots=True)
class Offered:
    """`people` by participant; `names` too, also for those who gave none."""

    people: Mapping[str, Person]
    names: Mapping[str, str]
    today: date

    def contact(self, participant: str) -> str:
        """Until the day that was promised."""
        person = self.people.get(participant)
        kept = person is not None and person.contact_until is not None and person.contact_until >= self.today
        return person.contact if person is not None and kept else ""


def offered(desk: Desk) -> Offered:
    """Of all roles steps, the newest word of each."""
    people = projects.offered(desk.workshop, desk.result).people
    return Offered(people, _names(desk, people), today(desk.workshop, desk.now))


def in_order(role: PlannedRole) -> list[tuple[str, Grade]]:
    """Who has offered and does not have it: the gladdest first, then as they came."""
    has = {p.holder.participant for p in role.holding}
    free = [(person, grade) for person, grade in role.offers.items() if person not in has]
    return sorted(free, key=lambda offer: GRADES.index(offer[1]))


def holder_name(desk: Desk, somebody: Somebody, everybody: Offered | None) -> str:
    """The whole name for the manager alone; otherwise what the stage may show too."""
    if everybody is not None:
        return (
            everybody.names.get(somebody.holder.participant) or somebody.name or desk.t("desk.roles.unnamed")
        )
    return somebody.name if somebody.on_screen and not somebody.withdrawn else ""


def role_title(desk: Desk, role: Role) -> str:
    return desk.text(role.title)


def _names(desk: Desk, people: Mapping[str, Person]) -> dict[str, str]:
    """Two of the same name, and those without one, are told apart by a number, with which nobody else is named: a menu
    knows a person by these words."""
    names: dict[str, str] = {}
    numbers: dict[str, Iterator[int]] = {}
    own = {plain(person.name) for person in people.values() if person.name}
    first = set(own)
    for person in people.values():
        name = person.name or desk.t("desk.roles.unnamed")
        if person.name and plain(name) in first:
            first.remove(plain(name))
            names[person.id] = name
        else:
            each = numbers.setdefault(plain(name), count(2 if person.name else 1))
            names[person.id] = next(n for n in (f"{name} {k}" for k in each) if plain(n) not in own)
    return names
