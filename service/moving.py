"""From one home to another: a folder to a database or back. Nothing is deleted where it came from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from facilitation.errors import Refused
from service import people_files
from service.house import DELETED
from service.people_files.documents import Document, read
from service.people_files.importing import import_text
from service.signin import DESK, SESSIONS
from storage import Store, open_store


def move(source: str, target: str, moved: Callable[[str], None] = lambda code: None) -> tuple[str, ...]:
    """Every workshop, and who is signed in; phones go on with the cookies they have. The codes that were moved.

    What is there already, word for word, was moved before and is passed over; one that lacks pictures yet, since its
    move was cut short, gets them. Raises Refused("code_taken") for another workshop under the same code, before
    anything is moved; Locked, StoreUnavailable, Damaged.
    """
    with _opened(source) as here, _opened(target) as there:
        codes = [code for code in here.codes() if _is_missing(here, there, code)]
        for code in codes:
            _bring(here, there, code)
            if _text(there, code) != _text(here, code):
                there.delete(code)
                raise Refused("not_moved", code=code)
            moved(code)
        for record in (DESK, SESSIONS, DELETED):
            there.records.change(record, partial(_both, here.records.get(record)))
        return tuple(codes)


def _both(known: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """What is there already holds."""
    return {**known, **kept}


def _is_missing(here: Store, there: Store, code: str) -> bool:
    """All of it, or some of its pictures."""
    if code not in there.codes():
        return True
    wanted, found = read(_text(here, code)), read(_text(there, code))
    if {**wanted.files, **found.files} != wanted.files or _without_files(wanted) != _without_files(found):
        raise Refused("code_taken", code=code)
    return found != wanted


def _without_files(document: Document) -> Document:
    return document.model_copy(update={"files": {}})


def _bring(here: Store, there: Store, code: str) -> None:
    if code not in there.codes():
        import_text(there, _text(here, code))
        return
    pictures = here.files(code)
    for name in pictures.names():
        there.files(code).put(name, pictures.get(name))


def _text(store: Store, code: str) -> str:
    return people_files.backup(store.read(code), store.files(code))


@contextmanager
def _opened(home: str) -> Iterator[Store]:
    store = open_store(home if "://" in home else Path(home).expanduser().absolute())
    try:
        yield store
    finally:
        store.close()
