"""One file of documents: its checkpoint, the journal since then, and both of the time before.

    NAME.json             the checkpoint: all documents as of its version
    NAME.journal          one line a command since then
    NAME.json.previous    the checkpoint before
    NAME.journal.VERSION  lines that were set apart when a checkpoint began, kept until `previous` holds them

    FOLDER/NAME.…         as it was before a migration, or damaged

So there are always two ways to all that was ever acknowledged. Lines name the version they make: whatever a
checkpoint already holds is skipped, and reading the same line twice does no harm.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage import checkpoint, disk, migrations
from storage.checkpoint import META, Document, DurableStorage
from storage.journal import Journal, Line, Parsed, parse
from storage.names import KEY_OF, table_of

_MANY_LINES = 1000
_MANY_BYTES = 4 << 20


class BadFile(Exception):
    """A file that holds acknowledged data cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


@dataclass
class Contents:
    """What a file holds: documents by key, the versions of its base and of its newest line, the oldest schema met."""

    table: str
    documents: dict[str, Document] = field(default_factory=dict)
    base: int = 0
    version: int = 0
    seq: int = 0
    schema: int = field(default_factory=lambda: migrations.current)

    def hold(self, document: Document, schema: int) -> None:
        document = migrations.migrated(self.table, document, schema)
        self.documents[document[KEY_OF[self.table]]] = document
        self.seq = max(self.seq, document.get("seq", 0))

    def replay(self, line: Line) -> None:
        """Raises NewerVersion."""
        schema = line.get("s", migrations.current)
        migrations.check(schema)
        if line["v"] <= self.base:
            return
        for document in line.get("put", ()):
            self.hold(document, schema)
        for key in line.get("del", ()):
            self.documents.pop(key, None)
        self.version = max(self.version, line["v"])
        self.schema = min(self.schema, schema)


class DocumentFile:
    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self.table = table_of(name)
        self.path = folder / f"{name}.json"
        self.previous = folder / f"{name}.json.previous"
        self.journal = Journal(folder / f"{name}.journal")
        self._apart = 0

    def open(self, reached: float = math.inf) -> Contents:
        """Read all of it; `reached` is the version of the workshop's own file. Raises BadFile, NewerVersion, OSError.

        Changes nothing on the disk: a torn end is only noted in `journal`.
        """
        contents = self._base()
        for path in self.set_apart_journals():
            self._apart += self._replay_whole(contents, path)
        self._replay_live(contents, reached)
        return contents

    def _base(self) -> Contents:
        path = self.path if self.path.exists() else self.previous
        try:
            return self.contents_of(path)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadFile(path) from error

    def contents_of(self, path: Path) -> Contents:
        """A checkpoint's. Raises NewerVersion, OSError, or what shows that it is damaged (ValueError and the like)."""
        contents = Contents(self.table)
        tables = DurableStorage(path).read()
        if tables is None:
            return contents
        meta = tables[META]["1"]
        schema = meta["schema_version"]
        migrations.check(schema)
        for document in tables[self.table].values():
            contents.hold(document, schema)
        contents.base = contents.version = meta["version"]
        contents.seq, contents.schema = max(contents.seq, meta["seq"]), schema
        return contents

    def set_apart_journals(self) -> list[Path]:
        found = self.folder.glob(f"{self.name}.journal.*")
        return sorted((path for path in found if path.suffix[1:].isdigit()), key=_number)

    def _replay_whole(self, contents: Contents, path: Path) -> int:
        parsed = parse(path.read_bytes())
        if parsed.bad or parsed.tail:
            raise BadFile(path)
        return self._replay(contents, path, parsed.lines)

    def _replay_live(self, contents: Contents, reached: float) -> None:
        path = self.journal.path
        data = path.read_bytes() if path.exists() else b""
        parsed = parse(data)
        if parsed.bad:
            raise BadFile(path)
        held = lines_that_hold(parsed, reached)
        self._replay(contents, path, parsed.lines[:held])
        length = parsed.ends[held - 1] if held else 0
        self.journal = Journal(path, length, held, torn=length < len(data))

    def _replay(self, contents: Contents, path: Path, lines: list[Line]) -> int:
        """How many of the lines were not in the checkpoint."""
        try:
            for line in lines:
                contents.replay(line)
        except (KeyError, TypeError, AttributeError) as error:
            raise BadFile(path) from error
        return sum(line["v"] > contents.base for line in lines)

    @property
    def lines(self) -> int:
        """Lines that no checkpoint holds yet."""
        return self._apart + self.journal.lines

    def is_long(self, documents: int) -> bool:
        """Whether a new checkpoint is worth it: its cost is spread over as many lines as it holds documents."""
        return self.lines >= max(_MANY_LINES, documents) or self._is_heavy()

    def _is_heavy(self) -> bool:
        length = self.journal.length
        return length >= _MANY_BYTES and (not self.path.exists() or length >= self.path.stat().st_size)

    def set_apart(self, version: int) -> None:
        """Close the journal's lines off, so that a checkpoint can be written beside new ones. Raises OSError."""
        if self.journal.torn:
            self.journal.drop()
        if self.journal.lines:
            lines = self.journal.lines
            self.journal.rotate(self.folder / f"{self.name}.journal.{version}")
            self._apart += lines

    def write(self, documents: Iterable[Any], version: int, seq: int) -> None:
        """A new checkpoint, durable on return; only then are lines forgotten. Raises OSError."""
        meta = {"schema_version": migrations.current, "version": version, "seq": seq}
        checkpoint.save(self.path, meta, self.table, documents)
        self._apart = 0
        self._forget()

    def names_any(self, people: Collection[str]) -> bool:
        """Whether one of these stands in it or in what is kept of before. A checkpoint may become the one before
        meanwhile, so it is looked at first."""
        before = [self.previous, *self.set_apart_journals(), *self.folder.glob(f"*/{self.name}.*")]
        contents = map(disk.what_is_in, (self.path, *before, self.journal.path))
        return any(person.encode() in content for content in contents for person in people)

    def forget_past(self) -> None:
        """Right after `write`: the copy of before becomes one of now, and what is older goes. Raises OSError."""
        new = self.path.with_name(self.path.name + ".new")
        disk.write_new(new, [self.path.read_bytes()])
        disk.replace(new, self.previous)
        older = [*self.set_apart_journals(), *self.folder.glob(f"*/{self.name}.*")]
        for path in older:
            path.unlink(missing_ok=True)
        for folder in {self.folder, *(path.parent for path in older)}:
            disk.flush_folder(folder)

    def _forget(self) -> None:
        """Lines that both checkpoints hold are needed no more."""
        previous = checkpoint.meta_of(self.previous)
        for path in self.set_apart_journals():
            if previous and _number(path) <= previous["version"]:
                path.unlink(missing_ok=True)


def lines_that_hold(parsed: Parsed, reached: float) -> int:
    """How many lines count: those that need a version that the workshop's file never came to are a torn command's."""
    needs = (line.get("with", 0) for line in parsed.lines)
    return next((i for i, need in enumerate(needs) if need > reached), len(parsed.lines))


def _number(path: Path) -> int:
    return int(path.suffix[1:])
