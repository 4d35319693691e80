"""Taking in an export or a backup. What a file says is checked to the last answer before anything is stored."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pydantic

from facilitation import history
from facilitation.codes import is_code, normalise
from facilitation.errors import Invalid, NotFound, Refused
from facilitation.history import activities_ever
from facilitation.kinds import KINDS
from facilitation.kinds.base import Kind
from facilitation.kinds.plan import OVERVIEW
from facilitation.kinds.vote import VOTE
from facilitation.log import noted
from facilitation.model import Contribution, Participant, Workshop
from facilitation.permissions import MANAGER
from facilitation.turn import Reader
from facilitation.verbs.entering import AT_THE_DESK
from locales import LANGUAGES
from service.people_files.documents import MOST_SECONDS, Backup, Document, Export, decoded, read
from service.people_files.export import PRIVATE
from service.people_files.leaving_out import Found, without
from storage import Store, migrations
from storage.protocol import Whole

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ACTIVITY_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")


def import_text(store: Store, text: str, code: str | None = None) -> Workshop:
    """Store what the file holds, under `code` if given.

    Raises Invalid (not_an_export, unsupported_version, not_a_code), Refused("code_taken").
    """
    document = read(text)
    found = without(_found(document, code), _gone(store, document))
    store.create(found.workshop, found.people, found.contributions, found.files)
    return found.workshop


def backup_of(code: str, text: str) -> Found:
    """A backup of this workshop, checked and ready to be put in its place: of a long evening that takes its time.

    Raises Invalid (not_an_export, unsupported_version, not_a_backup), Refused("other_workshop").
    """
    document = read(text)
    if not isinstance(document, Backup):
        raise Invalid("not_a_backup")
    found = _found(document)
    if found.workshop.code != code:
        raise Refused("other_workshop", code=found.workshop.code)
    return found


def put_back(store: Store, found: Found, at: float) -> tuple[Reader, Reader | None]:
    """Put it in the workshop's place, after its pictures: without room for them, nothing is changed. Its log goes on:
    `at` this time it was restored. Who has left since stays away. What is there now, and what it replaced, if that can
    be read. Raises NotFound, StoreUnavailable."""
    _put_files(store, found)
    without_leavers = without(
        found, store.gone(found.workshop.code)
    )  # here: the writer keeps nobody waiting for it
    return store.replace(found.workshop.code, lambda now: _whole_of(_as_of(now, without_leavers), at))


def _whole_of(found: Found, at: float) -> Whole:
    return noted(found.workshop, MANAGER, "restored", at, step=""), found.people, found.contributions


def _as_of(now: Reader | None, found: Found) -> Found:
    """With what has been done since, too, and a link that was revoked since stays revoked; of a workshop that cannot be
    read the backup's own are the best."""
    if now is None:
        return found
    there, rest = now.workshop, without(found, now.workshop.gone)
    later = rest.workshop.but(
        log=there.log,
        links={**rest.workshop.links, **there.links},
        left=max(rest.workshop.left, there.left),
        forgotten_at=max(rest.workshop.forgotten_at, there.forgotten_at),
    )
    return replace(rest, workshop=later)


def _gone(store: Store, document: Document) -> tuple[str, ...]:
    """Who has left the workshop that a backup is of, where it is here under its own code."""
    try:
        return store.gone(str(document.workshop["code"])) if isinstance(document, Backup) else ()
    except NotFound:
        return ()


def _found(document: Document, code: str | None = None) -> Found:
    workshop = _renamed(_workshop(document), code)
    contributions = _contributions(document, activities_ever(workshop))
    files = {name: decoded(content) for name, content in document.files.items()}
    return Found(workshop, _participants(document), contributions, files)


def _workshop(document: Document) -> Workshop:
    """Anything that does not hold together is refused here, since later it would fail in front of people."""
    try:
        workshop = Workshop.model_validate(_whole(document))
        _require_sound(workshop)
        _require_in_the_calendar(workshop)
        for step in activities_ever(workshop):
            _require(_ACTIVITY_ID.fullmatch(step))
        history.as_it_was(workshop, float("-inf"))
    except (pydantic.ValidationError, Refused, LookupError, TypeError, ValueError, AttributeError, OSError):
        raise Invalid("not_an_export") from None
    return workshop


def _whole(document: Document) -> dict[str, Any]:
    """In today's schema. An export starts anew: a secret of its own, no history, no links that were ever given out."""
    found = migrations.migrated("workshop", document.workshop, document.workshop["schema_version"])
    if isinstance(document, Backup):
        return found
    _require(not PRIVATE & set(found))
    return {**found, "secret": secrets.token_urlsafe(32)}


def _require_sound(workshop: Workshop) -> None:
    _require_unique(a.id.lower() for a in workshop.agenda)
    _require(workshop.activity(workshop.current))
    _require(workshop.language in LANGUAGES and len(workshop.secret) >= 16)
    for activity in workshop.agenda:
        _require(activity.kind in KINDS)
        KINDS[activity.kind].valid_settings(activity.settings)
        _require(activity.focus in ("", OVERVIEW) or workshop.project(activity.focus))
    _require_sound_projects(workshop)


def _require_sound_projects(workshop: Workshop) -> None:
    votes = {a.id for a in workshop.agenda if a.kind == VOTE.name}
    roles = [r for p in workshop.projects for r in p.roles]
    _require_unique(p.id for p in workshop.projects)
    _require_unique(r.id for r in roles)
    _require(all(p.id != OVERVIEW and p.vote in ("", *votes) for p in workshop.projects))
    for role in roles:
        _require_unique(h.id for h in role.holders)
        _require_unique(h.participant for h in role.holders if h.participant)


def _require_in_the_calendar(workshop: Workshop) -> None:
    """Pages and files say its times by the clock of its place, and without them nobody knows when it is to be deleted.
    Raises what shows that there is no such place: OSError, LookupError, ValueError."""
    ZoneInfo(workshop.time_zone)
    _require(all(abs(moment) <= MOST_SECONDS for moment in _moments(workshop) if moment is not None))


def _moments(workshop: Workshop) -> Iterable[float | None]:
    yield from (workshop.created_at, workshop.started_at, workshop.forgotten_at, workshop.stage.held_at)
    yield workshop.countdown.ends_at if workshop.countdown else None
    yield from (meeting.starts_at for meeting in workshop.meetings)
    yield from (at for activity in workshop.agenda for at in (activity.opened_at, activity.closes_at))
    yield from (entry.at for entry in workshop.log)
    yield from (step.at for step in (*workshop.history, *workshop.undone))


def _renamed(workshop: Workshop, code: str | None) -> Workshop:
    wanted = normalise(workshop.code if code is None else code)
    if not is_code(wanted):
        raise Invalid("not_an_export" if code is None else "not_a_code")
    return workshop.but(code=wanted)


def _contributions(document: Document, kinds: dict[str, str]) -> tuple[Contribution, ...]:
    _require(set(document.contributions) <= set(kinds))
    found = tuple(_in_order(document))
    _require(len({(c.activity, c.key) for c in found}) == len(found))
    _require(len({c.seq for c in found}) == len(found))
    return tuple(_sound(kinds[c.activity], c) for c in found)


def _in_order(document: Document) -> Iterable[Contribution]:
    if isinstance(document, Export):
        given = ((a, g) for a, each in document.contributions.items() for g in each)
        return (g.contribution(a, seq) for seq, (a, g) in enumerate(given, 1))
    kept = (k.contribution(a, k.seq) for a, each in document.contributions.items() for k in each)
    return sorted(kept, key=lambda c: c.seq)


def _participants(document: Document) -> tuple[Participant, ...]:
    if isinstance(document, Export):
        return ()
    people = tuple(p.participant() for p in document.participants)
    _require(len({p.id for p in people}) == len(people))
    return people


def _put_files(store: Store, found: Found) -> None:
    for name, content in found.files.items():
        store.files(found.workshop.code).put(name, content)


def _require(holds: object) -> None:
    if not holds:
        raise Invalid("not_an_export")


def _require_unique(values: Iterable[str]) -> None:
    each = list(values)
    _require(len(set(each)) == len(each))


def _sound(kind_name: str, given: Contribution) -> Contribution:
    """With everything that its kind stores, under the key where it is looked for. Whether a ballot keeps the limits was
    decided when it was given, under the settings of that moment. Raises Invalid("not_an_export"), also for an answer to
    a kind that takes none."""
    its = KINDS.get(kind_name)
    if its is None or its.stored is None:
        raise Invalid("not_an_export")
    try:
        payload = its.stored.dump_python(its.stored.validate_python(given.payload), mode="json")
    except pydantic.ValidationError:
        raise Invalid("not_an_export") from None
    _require(_is_in_its_place(its, given, payload))
    return replace(given, payload=payload)


def _is_in_its_place(its: Kind, given: Contribution, payload: dict[str, Any]) -> bool:
    if given.participant == AT_THE_DESK:
        return given.key.startswith(f"{given.channel}-")
    place = its.place(payload, given.participant, given.key)
    return place.key == given.key and (not place.made_there or _KEY.fullmatch(given.key) is not None)
