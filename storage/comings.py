"""Workshops' folders come, are replaced and go: each whole or not at all, whenever the power is cut."""

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from storage import disk
from storage.blobs import FolderFiles
from storage.loading import write_whole
from storage.names import is_folder_name
from storage.state import State

_UNFINISHED = ".new-"
_DELETED = ".deleted-"
_REPLACED = ".replaced-"


def make(folder: Path, state: State, files: Mapping[str, bytes]) -> None:
    """A new workshop's folder, with people's files. Raises OSError, Invalid, StoreUnavailable; then there is none."""
    unfinished = _written(folder, state)
    try:
        for name, content in files.items():
            FolderFiles(unfinished / "files").put(name, content)
        disk.replace(unfinished, folder / state.workshop.code)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    disk.flush_folder(folder)


def replace(folder: Path, state: State) -> None:
    """In the place of the folder that is there, whose people's files stay. A crash between the two renames is put
    right at the next start. Raises OSError; then all is as it was."""
    path = folder / state.workshop.code
    unfinished, replaced = _written(folder, state), _aside(folder, _REPLACED, path.name)
    try:
        if (path / "files").exists():
            shutil.copytree(path / "files", unfinished / "files")
        _exchange(path, unfinished, replaced)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    disk.flush_folder(folder)
    shutil.rmtree(replaced, ignore_errors=True)


def remove(folder: Path, code: str) -> None:
    """Raises OSError; then it is still there."""
    deleted = _aside(folder, _DELETED, code)
    disk.replace(folder / code, deleted)
    disk.flush_folder(folder)
    shutil.rmtree(deleted, ignore_errors=True)


def sweep(folder: Path) -> None:
    """What a crash left of a creation, a replacement or a deletion."""
    for path in folder.glob(f"{_REPLACED}*"):
        code = path.name.removeprefix(_REPLACED).rpartition("-")[0]
        if not (folder / code).exists():
            disk.replace(path, folder / code)
    for mark in (_UNFINISHED, _DELETED, _REPLACED):
        for path in folder.glob(f"{mark}*"):
            shutil.rmtree(path, ignore_errors=True)


def is_workshop(path: Path) -> bool:
    return is_folder_name(path.name) and path.is_dir() and any(path.glob("workshop.*"))


def _written(folder: Path, state: State) -> Path:
    unfinished = _aside(folder, _UNFINISHED, state.workshop.code)
    try:
        disk.make_folder(unfinished)
        write_whole(unfinished, state)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return unfinished


def _exchange(path: Path, new: Path, aside: Path) -> None:
    """Raises OSError; then what was there is there again, and the evening goes on without a restart."""
    disk.replace(path, aside)
    try:
        disk.replace(new, path)
    except BaseException:
        disk.replace(aside, path)
        raise


def _aside(folder: Path, mark: str, code: str) -> Path:
    return folder / f"{mark}{code}-{secrets.token_hex(4)}"
