"""Where workshops are kept: one protocol, several homes."""

import time
from collections.abc import Callable
from pathlib import Path

from facilitation.errors import Refused
from storage.embedded import EmbeddedStore
from storage.protocol import Decide, Files, Listener, Records, Repaired, Store

__all__ = ["Decide", "Files", "Listener", "Records", "Repaired", "Store", "open_store"]


def open_store(url_or_folder: str | Path, clock: Callable[[], float] = time.time) -> Store:
    """The home at a folder, or in a database (`postgresql://…`).

    Raises Locked, StoreUnavailable, or Refused("unknown_home") for a URL of another kind.

    The clock gives seconds since the epoch (UTC).
    """
    scheme, is_url, _ = str(url_or_folder).partition("://")
    if scheme in ("postgresql", "postgres") and is_url:
        from storage.postgres import PostgresStore

        return PostgresStore(str(url_or_folder), clock)
    if is_url:
        raise Refused("unknown_home", scheme=scheme)
    return EmbeddedStore(Path(url_or_folder), clock)
