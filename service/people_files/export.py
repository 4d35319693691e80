"""The export: everything people said and how they voted, and nobody can be followed through it.

Pseudonyms change per activity. What is given in secret (ballots, ratings, a yes or no, support) has a pseudonym of its
own, stands in the order of what it says and carries the time its step was opened, so that neither order nor clock leads
to a person. Ideas and lines keep their order, their time to the minute, and their keys: a key is random, and merges,
options and supports refer to it. Names and how to reach people stay at home, also those of whoever took a role.
"""

from collections.abc import Iterable
from typing import Any

from facilitation.ballot_codes import is_coded, without_code
from facilitation.kinds import kind
from facilitation.kinds.plan import Plan
from facilitation.kinds.roles import Roles
from facilitation.model import Activity, Contribution, Holder, Project, Role, Workshop, Written
from facilitation.turn import Reader
from facilitation.verbs.change import with_activity
from facilitation.verbs.entering import AT_THE_DESK
from service.people_files.documents import Export, Given, canonical, encoded, written
from storage.protocol import Files

PRIVATE = frozenset(
    {"secret", "history", "undone", "links", "turn", "log", "privacy", "left", "gone", "forgotten_at"}
)
"""Whoever takes a file in keeps it from then on, and says so in their own words."""
MINUTE = 60


class _Pseudonyms:
    """In the order they come: p1, p2, … A person has another in each activity, and for each of their secrets."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, ...], str] = {}

    def of(self, activity: str, secret: str, participant: str) -> str:
        return self._given.setdefault((activity, secret, participant), f"p{len(self._given) + 1}")


def export(reader: Reader, files: Files) -> str:
    """The file's text."""
    names = _Pseudonyms()
    given = {a.id: _given(reader, a, names) for a in reader.workshop.agenda}
    in_use = _mentioned(reader.workshop)
    return written(
        Export(
            workshop=_shared(reader, given, names),
            contributions=given,
            files={name: encoded(files.get(name)) for name in files.names() if name in in_use},
        )
    )


def _mentioned(workshop: Workshop) -> set[str]:
    """What the settings name: a picture that was taken away again is not shared."""
    return {value for a in workshop.agenda for value in a.settings.values() if isinstance(value, str)}


def _given(reader: Reader, activity: Activity, names: _Pseudonyms) -> tuple[Given, ...]:
    its = kind(activity.kind)
    there = its.to_share(activity, tuple(reader.contributions(activity.id).values()))
    secret = {c.key: its.secret_of(c.payload) for c in there}
    opened = reader.workshop.created_at if activity.opened_at is None else activity.opened_at
    told = sorted((c for c in there if not secret[c.key]), key=lambda c: c.seq)
    kept = sorted((c for c in there if secret[c.key]), key=_by_content)
    return (
        *(_pseudonymous(activity, c, "", names, _minute(c.at)) for c in told),
        *(_pseudonymous(activity, c, secret[c.key], names, opened) for c in kept),
    )


def _pseudonymous(
    activity: Activity, given: Contribution, secret: str, names: _Pseudonyms, at: float
) -> Given:
    """What was entered at the desk is nobody's, and has a key of its own."""
    key, who = given.key, AT_THE_DESK
    if not _at_the_desk(given):
        who = names.of(activity.id, secret, given.participant)
        key = _key(activity, given, who)
    return Given(key=key, participant=who, at=at, payload=given.payload, channel=given.channel)


def _key(activity: Activity, given: Contribution, who: str) -> str:
    if is_coded(given.key):
        return without_code(who)
    return kind(activity.kind).place(given.payload, who, given.key).key


def _by_content(contribution: Contribution) -> tuple[bool, bytes, str, str]:
    """Never by person; equal ballots are interchangeable."""
    at_the_desk = _at_the_desk(contribution)
    key = contribution.key if at_the_desk else ""
    return at_the_desk, canonical(contribution.payload), contribution.channel, key


def _at_the_desk(contribution: Contribution) -> bool:
    return contribution.participant == AT_THE_DESK


def _minute(moment: float) -> float:
    return moment // MINUTE * MINUTE


def _shared(reader: Reader, given: dict[str, tuple[Given, ...]], names: _Pseudonyms) -> dict[str, Any]:
    """The document without what is private, its numbers as a reader of the file gets them."""
    workshop = reader.workshop
    for activity in workshop.agenda:
        shared = (g.contribution(activity.id, 0) for g in given[activity.id])
        before = reader.contributions(activity.id).values()
        curation = kind(activity.kind).curation_to_share(activity, before, shared)
        workshop = with_activity(workshop, activity.id, curation=curation, codes=())
    projects = tuple(_nameless(p, reader, names) for p in workshop.projects)
    as_read = Workshop.model_validate(workshop.but(projects=projects).model_dump(mode="json"))
    return as_read.model_dump(mode="json", exclude=set(PRIVATE))


def _nameless(project: Project, reader: Reader, names: _Pseudonyms) -> Project:
    entries = {
        field: w.but(at=_moment(f"text.{project.id}.{field}", w, reader))
        for field, w in project.written.items()
    }
    return project.but(
        pen=None,
        written=entries,
        roles=tuple(
            r.but(holders=tuple(_holder(h, r, reader, names) for h in r.holders)) for r in project.roles
        ),
    )


def _moment(key: str, by_desk: Written, reader: Reader) -> float:
    """To the minute, and still older than what a pen wrote after it in the same minute: the newer one stands."""
    by_pen = (reader.contribution(a.id, key) for a in _steps(reader, Plan.name))
    newer = (_minute(c.at) - MINUTE for c in by_pen if c is not None and c.at > by_desk.at)
    return min((_minute(by_desk.at), *newer))


def _holder(holder: Holder, role: Role, reader: Reader, names: _Pseudonyms) -> Holder:
    """Under the pseudonym of the offer that it came from."""
    who = holder.participant
    if not who:
        return holder.but(name="", on_screen=False, in_summary=False)
    offers = [c for a in _steps(reader, Roles.name) if (c := reader.contribution(a.id, who))]
    offers.sort(key=lambda c: role.id in c.payload["offers"])
    step, secret = ("", "") if not offers else (offers[-1].activity, Roles().secret_of(offers[-1].payload))
    return holder.but(participant=names.of(step, secret, who))


def _steps(reader: Reader, kind_name: str) -> Iterable[Activity]:
    return (a for a in reader.workshop.agenda if a.kind == kind_name)
