"""Files that cannot be read: set aside, never overwritten, and what can be saved from them and around them."""

import logging
import math
import time
from collections.abc import Iterator
from pathlib import Path

from facilitation.errors import Damaged
from storage import checkpoint, disk, migrations
from storage.document import BadFile, Contents, DocumentFile, lines_that_hold
from storage.journal import Line, parse
from storage.names import KEY_OF, WORKSHOP
from storage.protocol import Repaired

log = logging.getLogger(__name__)

_MARK = ".damaged-"
KEPT_IN = "damaged"


def set_aside(path: Path) -> Damaged:
    """Rename the file so that nothing can overwrite it; the error to raise. As long as it lies there, the workshop
    stays closed, also after a restart."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    try:
        disk.replace(path, _free(path.with_name(f"{path.name}{_MARK}{stamp}")))
        disk.flush_folder(path.parent)
    except OSError:
        log.exception("%s is damaged and could not be set aside", path)
    return _error(path.name, path.parent)


def _free(path: Path) -> Path:
    taken = 1
    free = path
    while free.exists():
        taken += 1
        free = path.with_name(f"{path.name}-{taken}")
    return free


def refuse_if_set_aside(folder: Path) -> None:
    for path in _set_aside(folder):
        raise _error(_original(path), folder)


def _set_aside(folder: Path, name: str = "*") -> list[Path]:
    return sorted(folder.glob(f"{name}{_MARK}*"))


def _original(path: Path) -> str:
    return path.name.partition(_MARK)[0]


def _error(damaged: str, folder: Path) -> Damaged:
    file = DocumentFile(folder, damaged.partition(".")[0])
    copy = _good_copy(file)
    return Damaged("damaged_with_copy" if copy else None, file=damaged, copy=copy)


def _good_copy(file: DocumentFile) -> str:
    """The name of the newest checkpoint that can be read; empty if there is none."""
    for path in (file.path, file.previous):
        if path.exists() and _readable(file, path):
            return path.name
    return ""


def _readable(file: DocumentFile, path: Path) -> bool:
    try:
        file.contents_of(path)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def repair(folder: Path) -> list[Repaired]:
    """Make every file with something set aside whole again from all that can be read. Raises OSError, NewerVersion."""
    files = [DocumentFile(folder, name) for name in _damaged_names(folder)]
    reached = math.inf if any(file.name == WORKSHOP for file in files) else _reached(folder)
    return [_repair(file, reached) for file in files]


def _damaged_names(folder: Path) -> list[str]:
    names = {_original(path).partition(".")[0] for path in _set_aside(folder)}
    return sorted(names, key=lambda name: (name != WORKSHOP, name))


def _reached(folder: Path) -> float:
    try:
        return DocumentFile(folder, WORKSHOP).open().version
    except BadFile:
        return math.inf


def _repair(file: DocumentFile, reached: float) -> Repaired:
    copy = _good_copy(file)
    contents = _rescued_base(file, copy)
    lines, unreadable = _all_lines(file, reached)
    for line in sorted(lines, key=_version):
        unreadable += not _replayed(contents, line)
    if file.name == WORKSHOP:
        if not contents.documents:
            raise Damaged(file=file.path.name, copy="")
        contents.version = max(contents.version, _newest_anywhere(file.folder))
    file.write(contents.documents.values(), contents.version, contents.seq)
    report = Repaired(file.path.name, copy, len(contents.documents), unreadable)
    _put_away(file)
    return report


def _replayed(contents: Contents, line: Line) -> bool:
    try:
        contents.replay(line)
    except (KeyError, TypeError, AttributeError):
        return False
    return True


def _newest_anywhere(folder: Path) -> int:
    """What other files wrote together with a line that nobody can read any more was acknowledged, and shall hold."""
    lines = (line for path in folder.glob("*.journal*") for line in parse(path.read_bytes()).lines)
    return max(map(_version, lines), default=0)


def _rescued_base(file: DocumentFile, copy: str) -> Contents:
    """The good copy; where the newest checkpoint is what is damaged, with every whole row that it still holds."""
    contents = file.contents_of(file.folder / copy) if copy else Contents(file.table)
    if copy == file.path.name:
        return contents
    for path in (file.previous, *_set_aside(file.folder, f"{file.name}.json*")):
        meta = checkpoint.meta_of(path) or {}
        for document in checkpoint.salvaged(path) if path.name != copy else ():
            if KEY_OF[file.table] in document:
                contents.hold(document, meta.get("schema_version", migrations.current))
    return contents


def _all_lines(file: DocumentFile, reached: float) -> tuple[list[Line], int]:
    lines: list[Line] = []
    unreadable = 0
    for path in _journals(file):
        parsed = parse(path.read_bytes())
        lines += parsed.lines[: lines_that_hold(parsed, reached)]
        unreadable += parsed.bad
    return lines, unreadable


def _journals(file: DocumentFile) -> Iterator[Path]:
    yield from file.set_apart_journals()
    yield from _set_aside(file.folder, f"{file.name}.journal*")
    if file.journal.path.exists():
        yield file.journal.path


def _put_away(file: DocumentFile) -> None:
    """Only now, when all is whole again, may the workshop open."""
    kept_in = file.folder / KEPT_IN
    disk.make_folder(kept_in)
    for path in _set_aside(file.folder, f"{file.name}.*"):
        disk.replace(path, _free(kept_in / path.name))
    disk.flush_folder(kept_in)
    disk.flush_folder(file.folder)


def _version(line: Line) -> int:
    version: int = line["v"]
    return version
