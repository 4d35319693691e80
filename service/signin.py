"""Signing in: one password for the desk, links for scripts and stages, and sessions that can be ended.

A cookie or link only names or proves; what its bearer may do is looked up at every use.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, get_args

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from itsdangerous import BadData, URLSafeTimedSerializer

from facilitation.errors import NotAllowed, Refused
from facilitation.model import LinkRole, Workshop
from facilitation.permissions import HELPS, LEADS, Actor, Role
from service.config import password_from_environment
from service.throttle import Throttles
from storage import Records

SHORTEST_PASSWORD = 8
SESSION_SECONDS = 14 * 24 * 3600
DESK_LINK_SECONDS = 24 * 3600
MOST_THROUGH_A_LINK = 1000
"""Sessions that one link has opened and that have not ended: more than any town has projectors and people who lead."""
MOST_OPEN_THROUGH_A_LINK = 30
"""Pages, and streams that draw them, of those who came in by one link. Each can be drawn as often as its browser likes:
with a hundred of a stage's a vote took half a minute."""
DESK, SESSIONS = "desk", "sessions"
"""The records that hold the password's hash, and what each session may do."""
DESK_COOKIE = "asukasilta_desk"
STAGE_COOKIE = "asukasilta_stage"
LINK_ROLES: tuple[LinkRole, ...] = get_args(LinkRole)


@dataclass(frozen=True, slots=True)
class Session:
    """`code` empty: every workshop. `until` in seconds since the epoch. `link` and `age`: of the link that it was
    opened through, if it was; it holds as long as that link does. `address`: whom an organisation's
    sign-in has named."""

    role: Role
    code: str
    until: float
    link: LinkRole | None = None
    age: int = 0
    address: str = ""

    def may(self, allowed: frozenset[Role], code: str) -> bool:
        """Whether it is of one of these roles, in this workshop."""
        return self.role in allowed and self.code in ("", code)

    def may_lead(self, code: str) -> bool:
        return self.may(LEADS, code)

    def may_see_stage(self, code: str) -> bool:
        return self.may(HELPS, code) or (self.role == "stage" and self.code == code)

    def holds(self, workshop: Workshop) -> bool:
        """Whether the link that it was opened through has not been revoked. (Older sessions do not name it.)"""
        link = self.link or next((role for role in LINK_ROLES if role == self.role), None)
        return link is not None and workshop.link(link).age == self.age

    @property
    def through(self) -> tuple[str, str, int] | None:
        """The link, as it was when it was opened; None for whoever knows the password."""
        return (self.code, self.link or self.role, self.age) if self.code else None

    @property
    def actor(self) -> Actor:
        return Actor(self.role)


class SignIn:
    """The desk's password and everybody's sessions, kept in the records "desk" and "sessions"."""

    def __init__(self, records: Records, clock: Callable[[], float] = time.time) -> None:
        self._records = records
        self._clock = clock
        self._hasher = PasswordHasher()
        self._throttle = Throttles(clock)

    def has_password(self) -> bool:
        return password_from_environment() is not None or "password" in self._records.get(DESK)

    def set_password(self, password: str) -> None:
        """The first one. Raises Refused("password_too_short"), NotAllowed if there is one already."""
        if self.has_password():
            raise NotAllowed()
        if len(password) < SHORTEST_PASSWORD:
            raise Refused("password_too_short", least=SHORTEST_PASSWORD)
        new = self._hasher.hash(password)
        if self._records.change(DESK, lambda kept: {"password": new, **kept})["password"] != new:
            raise NotAllowed()

    def check_password(self, password: str, address: str = "") -> None:
        """Slow on purpose: call it in a thread. `address`: from where it came; empty for the machine itself.

        Raises Refused: wrong_password, too_many_tries.
        """
        self._throttle.before_try(address)
        if not self._is_right(password):
            self._throttle.failed(address)
            raise Refused("wrong_password")
        self._throttle.worked(address)

    def start_session(
        self,
        role: Role,
        code: str = "",
        seconds: float = SESSION_SECONDS,
        link: LinkRole | None = None,
        age: int = 0,
        address: str = "",
    ) -> str:
        """The secret name of a new session, for a cookie; only its hash is kept here. Raises
        NotAllowed("link_used_up"): whoever opens a link over and over must fill no disk, and end nobody's session."""
        name, now = secrets.token_urlsafe(32), self._clock()
        new = Session(role, code, now + seconds, link, age, address)

        def begin(kept: dict[str, Any]) -> dict[str, Any]:
            if link and self.is_used_up(code, link, age):
                raise NotAllowed("link_used_up")
            alive = {key: session for key, session in kept.items() if session["until"] > now}
            return {**alive, digest(name): asdict(new)}

        self._records.change(SESSIONS, begin)
        return name

    def session(self, name: str | None) -> Session | None:
        """Whoever asks for more than the name asks `House.session`, which knows what has been revoked."""
        kept = self._records.get(SESSIONS).get(digest(name)) if name else None
        found = Session(**kept) if kept else None
        return found if found and found.until > self._clock() else None

    def opened_through(self, code: str, link: LinkRole, age: int) -> int:
        """How many sessions this link has opened that have not ended."""
        kept, now = (Session(**each) for each in self._records.get(SESSIONS).values()), self._clock()
        return sum((s.code, s.link, s.age) == (code, link, age) and s.until > now for s in kept)

    def is_used_up(self, code: str, link: LinkRole, age: int) -> bool:
        """Whether this link lets nobody in any more."""
        return self.opened_through(code, link, age) >= MOST_THROUGH_A_LINK

    def end_session(self, name: str | None) -> None:
        key = digest(name) if name else ""
        if key in self._records.get(SESSIONS):
            self._records.change(SESSIONS, lambda kept: {k: s for k, s in kept.items() if k != key})

    def end_sessions_of(self, code: str) -> None:
        """Those that were for this workshop alone."""
        if any(kept["code"] == code for kept in self._records.get(SESSIONS).values()):
            self._records.change(SESSIONS, lambda kept: {k: s for k, s in kept.items() if s["code"] != code})

    def _is_right(self, password: str) -> bool:
        given = password_from_environment()
        if given is not None:
            return secrets.compare_digest(given.encode(), password.encode())
        try:
            return self._hasher.verify(self._records.get(DESK).get("password", ""), password)
        except (Argon2Error, InvalidHashError):
            return False


def link_token(workshop: Workshop, role: LinkRole) -> str:
    """Proves that its bearer was given this role in this workshop. The next link of its kind revokes it."""
    return str(_links(workshop).dumps([role, workshop.link(role).age]))


def role_of_link(workshop: Workshop, token: str) -> LinkRole:
    """Raises NotAllowed("link_not_valid") for a link that is forged, revoked or, a manager's, older than a day. One
    that is still to come was made where the clock is ahead of ours, or before ours was set back."""
    try:
        (role, age), made_at = _links(workshop).loads(token, return_timestamp=True)
    except (BadData, ValueError, TypeError):
        raise NotAllowed("link_not_valid") from None
    is_old = role == "manager" and abs(time.time() - made_at.timestamp()) > DESK_LINK_SECONDS
    if is_old or role not in LINK_ROLES or age != workshop.link(role).age:
        raise NotAllowed("link_not_valid")
    found: LinkRole = role
    return found


def _links(workshop: Workshop) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(workshop.secret, salt=f"link-{workshop.code}")


def digest(name: str) -> str:
    """What is kept of a secret name."""
    return hashlib.sha256(name.encode()).hexdigest()
