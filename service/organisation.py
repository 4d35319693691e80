"""An organisation's own sign-in instead of the password: who is let in, and the way from a page to a cookie.

Streamlit's `st.login` tells a page who somebody is (OpenID Connect Core 1.0), but only a route of ours can set the
desk's cookie. So the page gives a pass, good once and for a minute, and a route exchanges it for a session.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from facilitation.errors import NotAllowed
from service.config import managers, password_from_environment
from service.signin import digest
from storage import Records

HOLDS = 12 * 3600
"""Seconds from the provider's word to the next time it is asked: who has left the organisation is out by tomorrow."""
PASS_SECONDS = 60
PASSES = "passes"
AHEAD = 300
"""Seconds that a provider's clock may be ahead of ours."""


def is_used() -> bool:
    return bool(managers())


def replaces_password() -> bool:
    """Unless the environment gives one as well, for the day when the provider is away."""
    return is_used() and password_from_environment() is None


def is_manager(address: str) -> bool:
    """Whether this address, or everybody at its domain (`@example.org`), is in the list."""
    name, at, domain = address.casefold().rpartition("@")
    return (
        bool(name and domain)
        and "@" not in name
        and {f"{name}{at}{domain}", f"@{domain}"} & managers() != set()
    )


def known_until(identity: Mapping[str, Any], now: float) -> float:
    """Until when the provider's word holds, as `st.user` has it; 0 for who is not signed in, or was long ago."""
    said_at = identity.get("iat")
    if not identity.get("is_logged_in") or not isinstance(said_at, int | float) or said_at > now + AHEAD:
        return 0.0
    return said_at + HOLDS if now < said_at + HOLDS else 0.0


def address_of(identity: Mapping[str, Any]) -> str:
    """Empty where the provider names none, or says itself that nobody has checked it."""
    address, checked = identity.get("email"), identity.get("email_verified", True)
    return address.strip() if isinstance(address, str) and str(checked).casefold() == "true" else ""


class Passes:
    """Kept in the records "passes", so that another replica may exchange them; only their hashes are there."""

    def __init__(self, records: Records, clock: Callable[[], float]) -> None:
        self._records = records
        self._clock = clock

    def give(self, address: str, until: float) -> str:
        """Raises NotAllowed for whoever is not in the list."""
        if not is_manager(address):
            raise NotAllowed()
        name, now = secrets.token_urlsafe(32), self._clock()
        new = {"address": address, "until": until, "good_until": now + PASS_SECONDS}
        self._records.change(PASSES, lambda kept: {**_alive(kept, now), digest(name): new})
        return name

    def take(self, name: str) -> tuple[str, float]:
        """Address, and until when its session may hold. Raises NotAllowed("link_not_valid") a second time, or late."""
        taken: list[dict[str, Any]] = []

        def take_out(kept: dict[str, Any]) -> dict[str, Any]:
            alive = _alive(kept, self._clock())
            taken[:] = [alive.pop(digest(name))] if digest(name) in alive else []
            return alive

        if digest(name) in self._records.get(PASSES):
            self._records.change(PASSES, take_out)
        if not taken or not is_manager(taken[0]["address"]):
            raise NotAllowed("link_not_valid")
        return taken[0]["address"], taken[0]["until"]


def _alive(kept: dict[str, Any], now: float) -> dict[str, Any]:
    return {name: each for name, each in kept.items() if each["good_until"] > now}
