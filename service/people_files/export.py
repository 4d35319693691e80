"""The export: everything people said and how they voted, and nobody can be followed through it.

Pseudonyms change per activity. Ballots are put in the order of what stands in them and carry the time their vote was
opened, so that neither order nor clock leads to a person. Ideas keep their order, their time to the minute, and their
keys: a key is random, and merges and options refer to it.
"""

from collections.abc import Iterable
from typing import Any

from facilitation.kinds import kind
from facilitation.model import Activity, Contribution, Workshop
from facilitation.turn import Reader
from facilitation.verbs.entering import AT_THE_DESK
from service.people_files.documents import Export, Given, canonical, encoded, written
from storage.protocol import Files

PRIVATE = frozenset({"secret", "history", "undone", "link_age", "turn"})
MINUTE = 60


def export(reader: Reader, files: Files) -> str:
    """The file's text."""
    in_use = _mentioned(reader.workshop)
    return written(
        Export(
            workshop=shared(reader.workshop),
            contributions={
                a.id: _given(a, reader.contributions(a.id).values(), reader.workshop.created_at)
                for a in reader.workshop.agenda
            },
            files={name: encoded(files.get(name)) for name in files.names() if name in in_use},
        )
    )


def shared(workshop: Workshop) -> dict[str, Any]:
    """The document without what is private, its numbers as a reader of the file gets them."""
    as_read = Workshop.model_validate(workshop.model_dump(mode="json"))
    return as_read.model_dump(mode="json", exclude=set(PRIVATE))


def _mentioned(workshop: Workshop) -> set[str]:
    """What the settings name: a picture that was taken away again is not shared."""
    return {value for a in workshop.agenda for value in a.settings.values() if isinstance(value, str)}


def _given(activity: Activity, contributions: Iterable[Contribution], created_at: float) -> tuple[Given, ...]:
    if kind(activity.kind).one_each:
        moment = activity.opened_at if activity.opened_at is not None else created_at
        return _ballots(contributions, moment)
    return _many_each(contributions)


def _ballots(contributions: Iterable[Contribution], moment: float) -> tuple[Given, ...]:
    in_order = sorted(contributions, key=_by_content)
    people = (c.participant for c in in_order if not _at_the_desk(c))
    names = _pseudonyms(people)
    return tuple(
        Given(
            key=c.key if _at_the_desk(c) else names[c.participant],
            participant=names.get(c.participant, AT_THE_DESK),
            at=moment,
            payload=c.payload,
            channel=c.channel,
        )
        for c in in_order
    )


def _many_each(contributions: Iterable[Contribution]) -> tuple[Given, ...]:
    in_order = sorted(contributions, key=lambda c: c.seq)
    names = _pseudonyms(c.participant for c in in_order if not _at_the_desk(c))
    return tuple(
        Given(
            key=c.key,
            participant=names.get(c.participant, AT_THE_DESK),
            at=c.at // MINUTE * MINUTE,
            payload=c.payload,
            channel=c.channel,
        )
        for c in in_order
    )


def _pseudonyms(participants: Iterable[str]) -> dict[str, str]:
    """In the order they come: p1, p2, …"""
    return {participant: f"p{n}" for n, participant in enumerate(dict.fromkeys(participants), 1)}


def _by_content(contribution: Contribution) -> tuple[bool, bytes, str, str]:
    """Never by person; equal ballots are interchangeable. What was entered at the desk has a key of its own."""
    at_the_desk = _at_the_desk(contribution)
    key = contribution.key if at_the_desk else ""
    return at_the_desk, canonical(contribution.payload), contribution.channel, key


def _at_the_desk(contribution: Contribution) -> bool:
    return contribution.participant == AT_THE_DESK
