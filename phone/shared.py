"""What a hall of phones sees at the same moment is rendered once; what differs is put in for each.

When the manager opens a step, every phone asks for the same new screen within seconds. Only the server's time, the
key of an empty form and the order of a ballot are a phone's own: the template gets marks for them.
"""

import secrets
from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence

from markupsafe import Markup

_MARK = secrets.token_hex(8)
SEAM = f"{_MARK}-seam-"
"""Stands before the first, between and after the last of the pieces that each phone has in its own order."""
NOW, CLOCK, SECONDS, KEY = (f"{_MARK}-{name}-" for name in ("now", "clock", "seconds", "key"))
"""The server's time, what a clock shows, seconds until the close, the key of a new form."""

OWN = f"{_MARK}-own-"
"""With an option's id behind it: what one chose oneself."""

MOST = 40
"""Screens of a workshop that are kept: a few moments in each language."""

Kept = MutableMapping[Hashable, list[str]]


def pieces(kept: Kept, key: Hashable, render: Callable[[], str]) -> list[str]:
    """The screen of this key, cut at its seams; rendered if nobody has asked for it yet."""
    if key not in kept:
        while len(kept) >= MOST:
            kept.pop(next(iter(kept)))
        kept[key] = render().split(SEAM)
    return kept[key]


def put_together(pieces: list[str], order: Sequence[int] | None, values: Mapping[str, str]) -> Markup:
    """`order`: which movable piece comes first, second, … (None: as they are); `values`: mark → what stands there."""
    if order is not None and len(pieces) == len(order) + 2:
        pieces = [pieces[0], *(pieces[1 + place] for place in order), pieces[-1]]
    whole = "".join(pieces)
    for mark, value in values.items():
        whole = whole.replace(mark, value)
    return Markup(whole)  # noqa: S704 (rendered by our templates; the values are ours)
