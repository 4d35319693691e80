"""Small private JSON files of the server itself: whole or not at all, readable by their owner only."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from facilitation.errors import StoreUnavailable
from storage import disk

Document = dict[str, Any]


class FolderRecords:
    """Small documents of the installation itself, `NAME.json` in the data folder. See `protocol.Records`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Document] = {}
        self._lock = Lock()

    def get(self, name: str) -> Document:
        """Asked without the lock: what was read never takes the place of what a change has left meanwhile."""
        known = self._known.get(name)
        return self._known.setdefault(name, read_json(self._path(name))) if known is None else known

    def change(self, name: str, change: Callable[[Document], Document]) -> Document:
        with self._lock:
            changed = change(dict(self.get(name)))
            try:
                write_json(self._path(name), changed)
            except OSError as error:
                raise StoreUnavailable(reason=error.strerror or "") from error
            self._known[name] = changed
            return changed

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def read_json(path: Path) -> dict[str, Any]:
    """Empty if there is none or it cannot be read as JSON."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Durable when it returns. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        disk.write_new(new, [json.dumps(content).encode()])
        disk.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    disk.flush_folder(path.parent)
