"""A workshop's folder, read into memory and written new."""

import logging
import math
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from facilitation.errors import Damaged, StoreUnavailable
from facilitation.model import Contribution, Participant, Workshop
from storage import disk, migrations
from storage.damage import refuse_if_set_aside, set_aside
from storage.document import BadFile, Contents, DocumentFile
from storage.layered import Layered
from storage.names import PARTICIPANTS, WORKSHOP, activity_of, document_names, file_of
from storage.state import State, Table

log = logging.getLogger(__name__)

Files = dict[str, DocumentFile]


def load(folder: Path) -> tuple[State, Files]:
    """Raises Damaged (what cannot be read has been set aside), NewerVersion, StoreUnavailable."""
    refuse_if_set_aside(folder)
    try:
        files, contents = _opened(folder)
    except BadFile as bad:
        raise set_aside(bad.path) from bad
    except OSError as error:
        raise StoreUnavailable(reason=error.strerror or "") from error
    state = _state(contents)
    if any(c.schema < migrations.current for c in contents.values()):
        _migrate(folder, files, state, min(c.schema for c in contents.values()))
    return state, files


def _opened(folder: Path) -> tuple[Files, dict[str, Contents]]:
    files: Files = {}
    contents: dict[str, Contents] = {}
    reached = math.inf
    for name in document_names(folder):
        files[name] = DocumentFile(folder, name)
        contents[name] = files[name].open(reached)
        reached = contents[WORKSHOP].version
    return files, contents


def _state(contents: dict[str, Contents]) -> State:
    found = next(iter(contents[WORKSHOP].documents.values()), None)
    if found is None:
        raise Damaged(file=f"{WORKSHOP}.json", copy="")
    try:
        return _built(found, contents)
    except (ValidationError, TypeError) as error:
        log.exception("A document is not what its schema version says")
        raise Damaged(file=f"{WORKSHOP}.json", copy="") from error


def _built(workshop: dict[str, Any], contents: dict[str, Contents]) -> State:
    people = contents[PARTICIPANTS].documents.values() if PARTICIPANTS in contents else ()
    return State(
        Workshop.model_validate(workshop),
        max(c.version for c in contents.values()),
        max(c.seq for c in contents.values()),
        {activity_of(n): _table(c) for n, c in contents.items() if c.table == "contributions"},
        Layered({p["id"]: participant_of(p) for p in people}),
    )


def participant_of(document: Mapping[str, Any]) -> Participant:
    """As JSON has it, which knows no tuples."""
    return Participant(**{**document, "over": tuple(document.get("over", ()))})


def _table(contents: Contents) -> Table:
    rows = sorted(contents.documents.values(), key=itemgetter("seq"))
    return Table.of(Contribution(**row) for row in rows)


def _migrate(folder: Path, files: Files, state: State, found: int) -> None:
    """Write all of it in today's schema, after a copy of how it was. Interrupted, it goes on at the next opening."""
    copy = folder / f"before-v{migrations.current}"
    log.info("Migrating %s from schema version %s to %s", folder.name, found, migrations.current)
    try:
        _copy_files(folder, copy)
        for name, file in files.items():
            file.set_apart(state.version)
            file.write(documents_of(state, name), state.version, state.seq)
    except OSError as error:
        raise StoreUnavailable(reason=error.strerror or "") from error


def _copy_files(folder: Path, copy: Path) -> None:
    if copy.exists():
        return
    half = copy.with_name(copy.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    disk.make_folder(half)
    for path in folder.iterdir():
        if path.is_file():
            disk.write_new(half / path.name, [path.read_bytes()])
    disk.flush_folder(half)
    disk.replace(half, copy)
    disk.flush_folder(folder)


def documents_of(state: State, name: str) -> Iterable[Any]:
    """What belongs in the file, in order."""
    if name == WORKSHOP:
        return [state.workshop.model_dump(mode="json")]
    return _rows(state, name).values()


def count_of(state: State, name: str) -> int:
    return 1 if name == WORKSHOP else len(_rows(state, name))


def _rows(state: State, name: str) -> Mapping[str, Any]:
    return state.participants() if name == PARTICIPANTS else state.contributions(activity_of(name))


def write_whole(folder: Path, state: State) -> None:
    """All files of a new workshop, each with its first good copy. Raises OSError."""
    for name in (*sorted(map(file_of, state.activities())), PARTICIPANTS, WORKSHOP):
        file = DocumentFile(folder, name)
        file.write(documents_of(state, name), state.version, state.seq)
        disk.write_new(file.previous, [file.path.read_bytes()])
    disk.flush_folder(folder)


def new_state(
    workshop: Workshop, participants: Iterable[Participant], contributions: Iterable[Contribution]
) -> State:
    """Version 1. Contributions without a place in the order of arrival get one after those that have."""
    placed = _placed(list(contributions))
    tables = {a: Table.of(c for c in placed if c.activity == a) for a in {c.activity for c in placed}}
    seq = placed[-1].seq if placed else 0
    return State(workshop, 1, seq, tables, Layered({p.id: p for p in participants}))


def _placed(contributions: list[Contribution]) -> list[Contribution]:
    """Raises ValueError if two claim the same place."""
    given = sorted((c for c in contributions if c.seq), key=attrgetter("seq"))
    if len({c.seq for c in given}) < len(given):
        raise ValueError("two contributions have the same seq")
    last = given[-1].seq if given else 0
    rest = (c for c in contributions if not c.seq)
    return given + [replace(c, seq=seq) for seq, c in enumerate(rest, start=last + 1)]
