"""From older documents to today's, one schema version at a time."""

from collections.abc import Callable

from facilitation.errors import NewerVersion
from facilitation.model import SCHEMA_VERSION
from storage.checkpoint import Document

current = SCHEMA_VERSION

MIGRATIONS: dict[int, Callable[[str, Document], Document]] = {}
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
