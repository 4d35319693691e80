"""Roles: who would like to do what, of a size that fits. An offer is for the desk's eyes; a name stands only where its
owner let it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictStr, TypeAdapter, ValidationError

from facilitation.errors import Invalid, NotFound
from facilitation.kinds.base import Given, Kind, Settings
from facilitation.kinds.plan_acts import today
from facilitation.model import Activity, Contribution, Frozen, Role, RoleSize, Workshop
from facilitation.ordering import after
from facilitation.text import Text, clean, in_language
from facilitation.turn import Reader

if TYPE_CHECKING:
    import pandas as pd

LONGEST_NAME = 60
LONGEST_CONTACT = 120

Grade = Literal["gladly", "friend", "if_needed", "later"]
"""Gladly; gladly together with a friend; if needed; ask me later, which is no offer yet."""
GRADES: tuple[Grade, ...] = ("gladly", "friend", "if_needed", "later")

_Id = Annotated[StrictStr, Field(min_length=1, max_length=64)]


class Offer(Frozen):
    """What is stored of one person: role → grade; a name and where it may stand (nowhere: the organiser only); how to
    reach them, which is deleted after `contact_until`; and after `older_until` older copies, in which there is one that
    they have changed or taken back."""

    offers: dict[_Id, Grade] = Field(max_length=400)
    name: Annotated[StrictStr, Field(max_length=LONGEST_NAME)] = ""
    on_screen: StrictBool = False
    in_summary: StrictBool = False
    contact: Annotated[StrictStr, Field(max_length=LONGEST_CONTACT)] = ""
    contact_until: date | None = None
    older_until: date | None = None


class DefaultRole(Frozen):
    """A role that every project starts with."""

    title: Text
    size: RoleSize = "small"
    wanted: int = Field(default=1, ge=1, le=100)


class RolesSettings(Settings):
    """`contact_days`: how long a phone number or address is kept."""

    body: Text = {}
    defaults: tuple[DefaultRole, ...] = ()
    contact_days: int = Field(default=90, ge=1, le=730)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who offered something, and when. `contact` is for the desk alone."""

    id: str
    name: str
    on_screen: bool
    in_summary: bool
    contact: str
    contact_until: date | None
    at: float


@dataclass(frozen=True, slots=True)
class Offers:
    """The roles step's result: `people` by participant, `by_role` role → participant → grade, in order of arrival."""

    people: Mapping[str, Person]
    by_role: Mapping[str, Mapping[str, Grade]]

    def frame(self) -> "pd.DataFrame":
        """One row per role that has offers: role, and how many of each grade."""
        import pandas as pd

        rows = [
            {"role": role, **{g: list(offers.values()).count(g) for g in GRADES}}
            for role, offers in self.by_role.items()
        ]
        return pd.DataFrame(rows, columns=["role", *GRADES])


def joined(steps: Iterable[Offers]) -> Offers:
    """What people offer who were asked in several steps: what each of them said last, and nothing that this leaves
    out."""
    every = tuple(steps)
    last: dict[str, Offers] = {}
    for step in every:
        last |= {
            p.id: step for p in step.people.values() if p.id not in last or p.at >= last[p.id].people[p.id].at
        }
    by_role: dict[str, dict[str, Grade]] = defaultdict(dict)
    for step in every:
        for role, offers in step.by_role.items():
            by_role[role] |= {person: grade for person, grade in offers.items() if last[person] is step}
    return Offers({person: step.people[person] for person, step in last.items()}, dict(by_role))


class Roles(Kind):
    name = "roles"
    settings = RolesSettings
    takes_answers = True
    stored = TypeAdapter(Offer)
    forgets = True

    def check(self, given: Given, payload: Mapping[str, Any]) -> dict[str, Any]:
        """`offers`: role → grade, what is left out is no offer; `name`, `on_screen`, `in_summary`, `contact`.

        Raises Invalid: name_missing, too_long, role_full; NotFound("no_such_role").
        """
        offer = _offer(payload)
        if (offer.on_screen or offer.in_summary) and not offer.name:
            raise Invalid("name_missing")
        _check_roles(given, offer)
        until = today(given.workshop, given.now) + timedelta(days=self.of(given.activity).contact_days)
        days = {
            "contact_until": until if offer.contact else None,
            "older_until": _day_of_before(given, offer),
        }
        return dict(offer.but(**days).model_dump(mode="json"))

    def is_repeat(self, given: Given, stored: Mapping[str, Any]) -> bool:
        """Not where something else was said in another step since."""
        return super().is_repeat(given, stored) and given.last_word(given.person) == given.previous

    def is_answer(self, contribution: Contribution, over: bool = False) -> bool:
        return bool(contribution.payload["offers"])

    def kept(self, payload: Mapping[str, Any], today: date) -> Mapping[str, Any]:
        """Without how to reach them, once its day is over; a contact without a day is not kept at all. Of one that was
        changed or taken back the day goes: that much has to change for older copies to be forgotten."""
        offer = kept = Offer.model_validate(payload)
        if _is_over(offer.older_until, today):
            kept = kept.but(older_until=None)
        if _is_over(offer.contact_until, today) or (offer.contact and offer.contact_until is None):
            kept = kept.but(contact="", contact_until=None)
        return payload if kept == offer else dict(kept.model_dump(mode="json"))

    def given_at(self, given: Given, stored: Mapping[str, Any]) -> float:
        """After what was said in another step."""
        said = given.last_word(given.person)
        is_elsewhere = said is not None and said.activity != given.activity.id
        return after(given.now, said.at) if said and is_elsewhere else given.now

    def to_share(self, activity: Activity, given: Sequence[Contribution]) -> list[Contribution]:
        """Who offers what, and not who they are."""
        return [replace(c, payload=_nameless(c.payload)) for c in given]

    def takes_aside(self, workshop: Workshop, activity: Activity) -> bool:
        """Who has thought it over says so, also later."""
        return activity.opened_at is not None

    def begun(self, reader: Reader, workshop: Workshop, activity: Activity) -> Workshop:
        """Every project without roles gets the default ones."""
        from facilitation.projects import with_default_roles

        return with_default_roles(workshop, self.of(activity).defaults)

    def face(self, workshop: Workshop) -> Any:
        return [
            (p.id, p.title, [(r.id, r.title, r.size, r.wanted, len(r.holders)) for r in p.roles])
            for p in workshop.projects
        ]

    def result(self, activity: Activity, contributions: Mapping[str, Contribution]) -> Offers:
        by_role: dict[str, dict[str, Grade]] = defaultdict(dict)
        for c in contributions.values():
            for role, grade in c.payload["offers"].items():
                by_role[role][c.participant] = grade
        return Offers({c.participant: _person(c) for c in contributions.values()}, dict(by_role))


def _nameless(payload: Mapping[str, Any]) -> dict[str, Any]:
    return Offer(offers=payload["offers"]).model_dump(mode="json")


def role_of(workshop: Workshop, role: str) -> Role | None:
    return next((r for p in workshop.projects for r in p.roles if r.id == role), None)


def _offer(payload: Mapping[str, Any]) -> Offer:
    texts = {name: _line(payload.get(name), longest) for name, longest in _LONGEST.items()}
    try:
        return Offer.model_validate(
            {
                "offers": payload.get("offers", {}),
                "on_screen": payload.get("on_screen", False),
                "in_summary": payload.get("in_summary", False),
                **texts,
            }
        )
    except ValidationError:
        raise Invalid("not_a_value") from None


_LONGEST = {"name": LONGEST_NAME, "contact": LONGEST_CONTACT}


def _line(typed: Any, longest: int) -> str:
    text = " ".join(clean(typed).split()) if isinstance(typed, str) else ""
    if len(text) > longest:
        raise Invalid("too_long", limit=longest, length=len(text))
    return text


def _day_of_before(given: Given, offer: Offer) -> date | None:
    """Of a contact that is changed or taken back, and of those before it: until then it may stand in older copies."""
    if given.previous is None:
        return None
    before = Offer.model_validate(given.previous.payload)
    still_holds = offer.contact and before.contact == offer.contact
    days = (before.older_until, None if still_holds else before.contact_until)
    return min((day for day in days if day is not None), default=None)


def _is_over(day: date | None, today: date) -> bool:
    return day is not None and today > day


def _check_roles(given: Given, offer: Offer) -> None:
    """A role that is gone or has filled meanwhile takes no new offer; whoever offered before may keep theirs."""
    said = given.last_word(given.person)
    before = said.payload["offers"] if said else {}
    for role_id, grade in offer.offers.items():
        if role_id not in before:
            _check_role(given, role_id, grade)


def _check_role(given: Given, role_id: str, grade: Grade) -> None:
    role = role_of(given.workshop, role_id)
    if role is None:
        raise NotFound("no_such_role")
    waits = grade == "later" and all(h.participant != given.person for h in role.holders)
    if not waits and _taken(given, role) >= role.wanted:
        raise Invalid("role_full", role=in_language(role.title, given.workshop.language))


def _taken(given: Given, role: Role) -> int:
    """How many have it and have not withdrawn."""
    return sum(
        not h.participant or _still_offers(given.last_word(h.participant), role.id) for h in role.holders
    )


def _still_offers(offer: Contribution | None, role: str) -> bool:
    return offer is not None and role in offer.payload["offers"]


def _person(given: Contribution) -> Person:
    offer = Offer.model_validate(given.payload)
    return Person(
        given.participant,
        offer.name,
        offer.on_screen,
        offer.in_summary,
        offer.contact,
        offer.contact_until,
        given.at,
    )
