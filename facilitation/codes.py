"""Join codes: six characters that can be read from the back row and spoken aloud."""

import re
import secrets
from collections.abc import Iterable

from rapidfuzz.distance import OSA

LENGTH = 6
DRAWN_FROM = "ACDEFGHJKMNPQRTWXY34679"
"""Nothing here looks or sounds like another: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V."""

_CODE = re.compile(r"[A-Z2-9]{6}")
_SEPARATORS = re.compile(r"[\s\-.·]+")
_ADDRESS = re.compile(r".*/j/([^/?#]+)", re.IGNORECASE)


def new_code(taken: Iterable[str] = ()) -> str:
    used = set(taken)
    while True:
        code = "".join(secrets.choice(DRAWN_FROM) for _ in range(LENGTH))
        if code not in used:
            return code


def normalise(typed: str) -> str:
    """As people type it (spaces, dashes, small letters, the whole address of a message) to how it is stored. Not a
    check."""
    address = _ADDRESS.match(typed)
    return _SEPARATORS.sub("", address[1] if address else typed).upper()


def is_code(code: str) -> bool:
    return _CODE.fullmatch(code) is not None


def suggest(typed: str, known: Iterable[str]) -> str | None:
    """The one code that is a single slip away (a wrong, missing, extra or swapped character), if there is just one.

    More than one slip is never suggested, so that guessing stays as hard as it is.
    """
    wanted = normalise(typed)
    near = [code for code in known if OSA.distance(wanted, code, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else None
