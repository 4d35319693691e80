"""Who is told what has happened to workshops. One who fails hinders nobody, and changes nothing that is stored."""

import logging
from collections.abc import Callable
from typing import Any

from facilitation.turn import Reader
from storage.protocol import Gone, Listener

log = logging.getLogger(__name__)


class Listeners:
    def __init__(self) -> None:
        self._told: list[Listener] = []
        self._told_gone: list[Gone] = []

    def add(self, listener: Listener, gone: Gone | None = None) -> None:
        self._told.append(listener)
        if gone is not None:
            self._told_gone.append(gone)

    def tell(self, code: str, reader: Reader) -> None:
        """After a commit."""
        _call_all(self._told, code, reader)

    def tell_gone(self, code: str) -> None:
        """After a deletion."""
        _call_all(self._told_gone, code)


def _call_all(each: list[Callable[..., None]], *what: Any) -> None:
    for listener in each:
        try:
            listener(*what)
        except Exception:
            log.exception("A listener failed; what it was told about is stored all the same")
