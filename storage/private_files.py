"""Small private JSON files of the server itself: whole or not at all, readable by their owner only."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

Document = dict[str, Any]


class FolderRecords:
    """Small documents of the installation itself, `NAME.json` in the data folder. See `protocol.Records`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Document] = {}
        self._lock = Lock()

    def get(self, name: str) -> Document:
        if name not in self._known:
            self._known[name] = read_json(self._folder / f"{name}.json")
        return self._known[name]

    def change(self, name: str, change: Callable[[Document], Document]) -> Document:
        with self._lock:
            changed = change(dict(self.get(name)))
            write_json(self._folder / f"{name}.json", changed)
            self._known[name] = changed
            return changed


def read_json(path: Path) -> dict[str, Any]:
    """Empty if there is none or it cannot be read as JSON."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 from birth
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
