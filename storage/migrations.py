"""From older documents to today's, one schema version at a time."""

from collections.abc import Callable

from facilitation.errors import NewerVersion
from facilitation.model import SCHEMA_VERSION
from storage.checkpoint import Document

current = SCHEMA_VERSION


def _unchanged(table: str, document: Document) -> Document:
    """What is new has a default; an older program could not keep it, hence the number."""
    return document


def _links_apart(table: str, document: Document) -> Document:
    """One age of all links becomes one for each kind; no program has ever made links older."""
    return {name: value for name, value in document.items() if name != "link_age"}


MIGRATIONS: dict[int, Callable[[str, Document], Document]] = {
    1: _unchanged,
    2: _links_apart,
    3: _unchanged,
    4: _unchanged,
}
"""Version → what brings a document of that version to the next: `(table, document) -> document`.

The tables are workshop, participants and contributions.
"""


def check(found: int) -> None:
    """Raises NewerVersion: a newer document could only be read by losing what is new in it."""
    if found > current:
        raise NewerVersion(found=found, known=current)


def migrated(table: str, document: Document, found: int) -> Document:
    for version in range(found, current):
        document = MIGRATIONS[version](table, document)
    if found < current and "schema_version" in document:
        document = {**document, "schema_version": current}
    return document
