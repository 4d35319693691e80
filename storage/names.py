"""How files are named inside a workshop's folder."""

import re
from pathlib import Path
from urllib.parse import quote, unquote

WORKSHOP = "workshop"
PARTICIPANTS = "participants"
_ACTIVITY = "a-"
_FOLDER_OF_A_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DOCUMENT_FILE = re.compile(r"(workshop|participants|a-[^.]+)\.(json|journal)(\.(previous|\d+))?")

KEY_OF = {"workshop": "code", "participants": "id", "contributions": "key"}
"""Table → the field that names a document in it."""


def file_of(activity: str) -> str:
    """The activity's file, whatever its id holds; a dot would be taken for the start of an ending."""
    plain = activity.isascii() and activity.isalnum()
    return _ACTIVITY + (activity if plain else quote(activity, safe="").replace(".", "%2E"))


def activity_of(name: str) -> str:
    return unquote(name.removeprefix(_ACTIVITY))


def table_of(name: str) -> str:
    return name if name in (WORKSHOP, PARTICIPANTS) else "contributions"


def is_folder_name(code: str) -> bool:
    """Only then may a code meet the file system: nothing that climbs out of the data folder, nothing hidden."""
    return _FOLDER_OF_A_CODE.fullmatch(code) is not None


def document_names(folder: Path) -> list[str]:
    """The workshop's files by name, the workshop's own first: whether lines elsewhere hold is decided by it."""
    found = {m[1] for path in folder.iterdir() if (m := _DOCUMENT_FILE.fullmatch(path.name))}
    return [WORKSHOP, *sorted(found - {WORKSHOP})]
