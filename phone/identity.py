"""Who a phone is: a random id in a cookie that the workshop's own secret signs. No name, no account, no address."""

import secrets

from itsdangerous import BadSignature, Signer
from starlette.requests import Request
from starlette.responses import Response

from facilitation.model import Workshop
from service.config import is_encrypted

COOKIE = "asukas"
SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie at most: whoever comes back to a series can still take their answers away."""


def new_participant() -> str:
    return secrets.token_urlsafe(12)


def participant_of(request: Request, workshop: Workshop) -> str | None:
    """The participant's id, if the cookie is this workshop's."""
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        return None
    try:
        return _signer(workshop).unsign(cookie).decode()
    except (BadSignature, ValueError):
        return None


def remember(response: Response, request: Request, workshop: Workshop, participant: str) -> None:
    """The cookie stands for one workshop only, so that nobody can be followed from one to another."""
    response.set_cookie(
        COOKIE,
        _signer(workshop).sign(participant).decode(),
        max_age=SECONDS,
        path=f"/j/{workshop.code}",
        secure=is_encrypted(request.url.scheme),
        httponly=True,
        samesite="lax",
    )


def forget(response: Response, workshop: Workshop) -> None:
    """The phone is nobody here from now on."""
    response.delete_cookie(COOKIE, path=f"/j/{workshop.code}")


def _signer(workshop: Workshop) -> Signer:
    return Signer(workshop.secret, salt=f"participant-{workshop.code}")
