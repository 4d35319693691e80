"""Who a phone is: a random id in a cookie that the workshop's own secret signs. No name, no account, no address."""

import secrets
from functools import lru_cache

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response

from facilitation.leavers import has_left
from facilitation.model import Workshop
from facilitation.turn import Reader
from service.config import is_encrypted

COOKIE = "asukas"
SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at most: whoever comes back to a series can still take their answers away."""

KNOWN = 10_000
"""Cookies remembered, of all workshops together: two full halls."""
LONGEST = 200
"""Characters; ours have 44."""


def new_participant() -> str:
    return secrets.token_urlsafe(12)


def of_a_door(workshop: Workshop) -> str:
    """Who comes in through a door that is shown now, signed: sent twice, it is one who comes in."""
    return _signer(workshop.code, workshop.secret, "door").sign(new_participant()).decode()


def came_through(door: str, reader: Reader) -> str | None:
    """Whom that door was for. Who has given something is known by their cookie alone: a door's address may be seen."""
    workshop = reader.workshop
    try:
        who = _signer(workshop.code, workshop.secret, "door").unsign(door[:LONGEST]).decode()
    except (BadSignature, ValueError):
        return None
    return None if any(reader.by_participant(a, who) for a in reader.activities()) else known(who, reader)


def known(who: str | None, reader: Reader) -> str | None:
    """Whoever has left comes in anew as somebody else: the one who left stays away."""
    return None if who is None or has_left(reader.workshop, who) else who


def participant_of(request: Request, workshop: Workshop) -> str | None:
    """The participant's id, if the cookie is this workshop's."""
    cookie = request.cookies.get(COOKIE)
    if not cookie or len(cookie) > LONGEST:
        return None
    return _named_by(cookie, workshop.code, workshop.secret)


def remember(response: Response, request: Request, workshop: Workshop, participant: str) -> None:
    """The cookie stands for one workshop only, so that nobody can be followed from one to another."""
    response.set_cookie(
        COOKIE,
        _signer(workshop.code, workshop.secret).sign(participant).decode(),
        max_age=SECONDS,
        path=f"/j/{workshop.code}",
        secure=is_encrypted(request.url.scheme),
        httponly=True,
        samesite="lax",
    )


def forget(response: Response, workshop: Workshop) -> None:
    """The phone is nobody here from now on."""
    response.delete_cookie(COOKIE, path=f"/j/{workshop.code}")


@lru_cache(maxsize=KNOWN)
def _named_by(cookie: str, code: str, secret: str) -> str | None:
    """A signature that was right stays right: to look again would be a quarter of what a vote costs."""
    try:
        return _signer(code, secret).unsign(cookie).decode()
    except (BadSignature, ValueError):
        return None


def _signer(code: str, secret: str, what: str = "participant") -> Signer:
    return Signer(secret, salt=f"{what}-{code}")
