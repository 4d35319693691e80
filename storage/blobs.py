"""Pictures and other files that people bring, beside the documents."""

import re
from pathlib import Path

from facilitation.errors import Invalid, NotFound, StoreUnavailable
from storage import disk

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")


def is_file_name(name: str) -> bool:
    """Letters, digits, dots and dashes, and nothing hidden."""
    return _NAME.fullmatch(name) is not None


class FolderFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        if not self._folder.exists():
            return ()
        return tuple(sorted(path.name for path in self._folder.iterdir() if is_file_name(path.name)))

    def get(self, name: str) -> bytes:
        if not is_file_name(name):
            raise NotFound()
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError as error:
            raise NotFound() from error

    def put(self, name: str, content: bytes) -> None:
        if not is_file_name(name):
            raise Invalid()
        try:
            self._write(name, content)
        except FileNotFoundError as error:
            raise NotFound() from error
        except OSError as error:
            raise StoreUnavailable(reason=error.strerror or "") from error

    def _write(self, name: str, content: bytes) -> None:
        disk.make_folder(self._folder, parents=False)  # with its parents a deleted workshop would come back
        new = self._folder / f".new-{name}"
        disk.write_new(new, [content])
        disk.replace(new, self._folder / name)
        disk.flush_folder(self._folder)
