"""Writing a file for people: whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from storage import disk


def write_out(path: Path, content: bytes, private: bool) -> None:
    """Replaces what stands there. A private file can be read by its owner only. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 from birth
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            _let_others_read(new)
        disk.replace(new, path)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _let_others_read(path: Path) -> None:
    """As any new file of this person's."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
