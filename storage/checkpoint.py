"""The checkpoint: a TinyDB file of all documents, so that the journal can begin anew.

`TinyDB(path, encoding="utf-8").table("contributions")` reads it like any other. It is written row by row, one row a
line: so little is done at a time that votes go on beside it, and of a damaged file every whole line can be saved.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage

from storage import disk

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]

META = "meta"
_ROWS_AT_A_TIME = 200
_ROW = re.compile(rb'"\d+":(\{.*\}),?')


class DurableStorage(Storage):
    """TinyDB's file, written whole or not at all; the one before is kept as `NAME.previous`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.previous = path.with_name(path.name + ".previous")

    def read(self) -> Tables | None:
        """Raises ValueError if it is damaged."""
        if not self.path.exists():
            return None
        tables = orjson.loads(self.path.read_bytes())
        if not isinstance(tables, dict):
            raise ValueError(f"{self.path.name} holds no tables")
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Raises OSError; then the file is as before. A crash between the two renames leaves `previous`."""
        new = self.path.with_name(self.path.name + ".new")
        disk.write_new(new, _pieces(data))
        if self.path.exists():
            disk.replace(self.path, self.previous)
        disk.replace(new, self.path)
        disk.flush_folder(self.path.parent)


def save(path: Path, meta: Document, table: str, documents: Iterable[Any]) -> None:
    """`documents` are dicts, or dataclasses that orjson knows how to write."""
    with TinyDB(path, storage=DurableStorage) as database:
        rows = {str(number): document for number, document in enumerate(documents, start=1)}
        database.storage.write({META: {"1": meta}, table: rows})


def meta_of(path: Path) -> Document | None:
    """The head alone, which is the first line: a large file need not be read for it."""
    try:
        with path.open("rb") as file:
            head = orjson.loads(file.readline().rstrip(b",\n") + b"}")
        return dict(head[META]["1"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def salvaged(path: Path) -> list[Document]:
    """Every whole document of a damaged file."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    found = (_parsed(match[1]) for line in lines[1:] if (match := _ROW.fullmatch(line)))
    return [document for document in found if document is not None]


def _parsed(row: bytes) -> Document | None:
    try:
        document = orjson.loads(row)
    except orjson.JSONDecodeError:
        return None
    return document if isinstance(document, dict) else None


def _pieces(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    opening = b"{"
    for name, rows in tables.items():
        yield opening + orjson.dumps(name) + b":{" + (b"" if name == META else b"\n")
        yield from _rows(rows)
        yield b"}" if name == META else b"\n}"
        opening = b",\n"
    yield b"}\n"


def _rows(rows: Mapping[str, Any]) -> Iterator[bytes]:
    left = iter(rows.items())
    comma = b""
    while some := list(islice(left, _ROWS_AT_A_TIME)):
        yield comma + b",\n".join(b'"%b":%b' % (number.encode(), orjson.dumps(row)) for number, row in some)
        comma = b",\n"
