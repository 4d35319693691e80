"""The backup: whole and private. Phones go on with it: it keeps the secret that signs their cookies, and their ids."""

from collections.abc import Iterable

from facilitation.history import activities_ever
from facilitation.model import Contribution, Workshop
from facilitation.turn import Reader
from service.people_files.documents import Backup, Kept, Person, encoded, written
from storage.protocol import Files


def backup(reader: Reader, files: Files) -> str:
    """The file's text. Keep it as you would keep the answers themselves."""
    workshop = Workshop.model_validate(reader.workshop.model_dump(mode="json"))
    kept = {a: _kept(reader.contributions(a).values()) for a in activities_ever(workshop)}
    return written(
        Backup(
            workshop=workshop.model_dump(mode="json"),
            participants=_people(reader),
            contributions={activity: each for activity, each in kept.items() if each},
            files={name: encoded(files.get(name)) for name in files.names()},
        )
    )


def _people(reader: Reader) -> tuple[Person, ...]:
    everybody = sorted(reader.participants().values(), key=lambda p: (p.joined_at, p.id))
    return tuple(Person(id=p.id, joined_at=p.joined_at, language=p.language, over=p.over) for p in everybody)


def _kept(contributions: Iterable[Contribution]) -> tuple[Kept, ...]:
    return tuple(
        Kept(key=c.key, participant=c.participant, at=c.at, payload=c.payload, channel=c.channel, seq=c.seq)
        for c in sorted(contributions, key=lambda c: c.seq)
    )
