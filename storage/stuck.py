"""Workshops in which somebody else holds what a commit needs, and does not let go: a process of the database that
hangs, or a hand that began something there and went away. Others go on, and nobody waits for these over and over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from psycopg.errors import LockNotAvailable

from facilitation.errors import StoreUnavailable
from storage.rows import Connection

_FREE = "select from workshops where code = %s for update nowait"


class Stuck:
    """`tell(code)`: it is stuck now, or no more."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._codes: frozenset[str] = frozenset()

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    @contextmanager
    def noticed(self, code: str) -> Iterator[None]:
        """Around a commit."""
        try:
            yield
        except StoreUnavailable as away:
            if isinstance(away.__cause__, LockNotAvailable):
                self._codes |= {code}
                self._tell(code)
            raise

    def look(self, line: Connection) -> None:
        """Whether they can be written to again."""
        for code in self._codes:
            if _is_free(line, code):
                self._codes -= {code}
                self._tell(code)


def _is_free(line: Connection, code: str) -> bool:
    try:
        line.execute(_FREE, (code,))
    except LockNotAvailable:
        return False
    return True
