"""One-time codes: where it matters, each slip of paper is one ballot, on whatever device it is typed in.

A code is told only on its slip. What is kept is its keyed hash, other in each vote, and that names the ballot: sent
again, from this phone or another, it is the same ballot. A ballot from paper has a key of its own beside it, so that
neither overwrites the other; of two that come together all the same, the phone's counts.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import replace

from facilitation.codes import DRAWN_FROM, normalise
from facilitation.errors import Invalid, WrongCode
from facilitation.model import Activity, Contribution, Workshop
from facilitation.turn import Reader

LENGTH = 8
"""Letters of 23: 78 thousand million codes, so that a thousand guesses a minute at a thousand codes find none."""
MOST = 1000
"""Codes of one vote."""
PHONE, PAPER = "code-", "paper-"
"""What the key of a coded ballot begins with."""


def new_codes(number: int) -> tuple[str, ...]:
    found: set[str] = set()
    while len(found) < number:
        found.add("".join(secrets.choice(DRAWN_FROM) for _ in range(LENGTH)))
    return tuple(found)


def spoken(code: str) -> str:
    """In two halves, as it is printed."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def hashed(workshop: Workshop, activity: str, typed: str) -> str:
    """What is kept of a code, however it was typed (HMAC-SHA-256, RFC 2104, cut to 96 bits)."""
    said = f"ballot\0{activity}\0{normalise(typed)}".encode()
    return urlsafe_b64encode(hmac.digest(workshop.secret.encode(), said, "sha256")[:12]).decode()


def key_of(reader: Reader, activity: Activity, typed: object) -> str:
    """The key of the ballot that this code casts on a phone.

    Raises Invalid (code_missing, code_used_on_paper) and WrongCode (wrong_code, code_of_another_vote).
    """
    code = checked(reader.workshop, activity, typed)
    if f"{PAPER}{code}" in activity.entered:
        raise Invalid("code_used_on_paper")
    return f"{PHONE}{code}"


def checked(workshop: Workshop, activity: Activity, typed: object) -> str:
    """The code's hash. Raises Invalid("code_missing") and WrongCode."""
    if not isinstance(typed, str) or not normalise(typed):
        raise Invalid("code_missing")
    code = hashed(workshop, activity.id, typed[:100])
    if code in activity.codes:
        return code
    others = (a for a in workshop.agenda if a.codes and a.id != activity.id)
    elsewhere = any(hashed(workshop, a.id, typed[:100]) in a.codes for a in others)
    raise WrongCode("code_of_another_vote" if elsewhere else "wrong_code")


def is_coded(key: str) -> bool:
    return key.startswith(PHONE)


def apart(ballot: Contribution) -> Contribution:
    """To be shared: a ballot that a code has cast is nobody's who has cast another one."""
    return replace(ballot, participant=ballot.key) if is_coded(ballot.key) else ballot


def without_code(pseudonym: str) -> str:
    """The key of a coded ballot that is shared: it still says that a code has cast it, and does not lead to that."""
    return f"{PHONE}{pseudonym}"


def valid(activity: Activity, given: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Of a vote with codes: one ballot for each code that holds, the phone's before the paper's."""
    codes = set(activity.codes)
    if not codes:
        return tuple(given)
    phones_last = sorted(given, key=lambda c: is_coded(c.key))
    one_each = {c.key.partition("-")[2]: c for c in phones_last}
    return tuple(ballot for code, ballot in one_each.items() if code in codes)
