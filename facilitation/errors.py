"""The one family of refusals. Each carries a key and values; a door finds the words in its reader's language."""

from typing import Any


class Refused(Exception):
    """The domain says no, and nothing was changed.

    `key` names the sentence in the catalogue `common` (`common.refused.<key>`), `values` fill its placeholders.
    """

    key = "refused"

    def __init__(self, key: str | None = None, **values: Any) -> None:
        self.key = key or self.key
        self.values = values
        super().__init__(self.key, values)


class NotFound(Refused):
    """There is no such workshop, activity, idea or option."""

    key = "not_found"


class NotAllowed(Refused):
    """The one who asks may not do this."""

    key = "not_allowed"


class NotOpen(Refused):
    """The activity takes no answers now."""

    key = "not_open"


class Invalid(Refused):
    """What was sent cannot be taken: empty, too long, over a limit, not an option."""

    key = "invalid"


class WrongCode(Invalid):
    """A one-time code that casts no ballot here. Somebody may be guessing."""

    key = "wrong_code"


class Stale(Refused):
    """The command was drawn for a state that has passed; most often a second tap."""

    key = "stale"


class Overtaken(Refused):
    """A late copy of what the same phone has replaced by now; the newer stands."""

    key = "overtaken"


class StoreUnavailable(Refused):
    """The store could not make it durable (disk full, no permission, gone): nothing was taken; try again."""

    key = "store_unavailable"


class Damaged(Refused):
    """A stored file cannot be read. Values: `file`, and `copy` when a good copy exists."""

    key = "damaged"


class NewerVersion(Refused):
    """A document was written by a newer version of the software. Values: `found`, `known`."""

    key = "newer_version"


class Locked(Refused):
    """Another process has the data folder open. Values: `folder`."""

    key = "locked"
