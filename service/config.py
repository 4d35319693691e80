"""Settings from the environment, each with its default. Described in docs/settings.md."""

import functools
import os
import re
import socket
from pathlib import Path

from locales import LANGUAGES

DEFAULT_PORT = 8501
NEIGHBOURS = ("192.0.2.1", "10.42.0.2", "192.168.137.2", "192.168.2.2")
"""An address that is nobody's, for the ordinary network; then those that Linux, Windows and macOS give when they share
their own."""
NOWHERE = ("0.", "127.", "169.254.")
"""Addresses that no phone reaches."""


def data_folder() -> Path:
    """`ASUKASILTA_DATA`: where workshops are kept."""
    return Path(os.environ.get("ASUKASILTA_DATA") or "data").resolve()


def database() -> str | None:
    """`ASUKASILTA_DATABASE`: `postgresql://…`, where workshops are kept instead, for several servers."""
    return os.environ.get("ASUKASILTA_DATABASE") or None


def password_from_environment() -> str | None:
    """`ASUKASILTA_PASSWORD`: the desk's password, instead of one set in the browser."""
    return os.environ.get("ASUKASILTA_PASSWORD") or None


def managers() -> frozenset[str]:
    """`ASUKASILTA_MANAGERS`: the e-mail addresses that an organisation's own sign-in lets in, and domains as
    `@example.org`; empty where nobody signs in so."""
    return _addresses(os.environ.get("ASUKASILTA_MANAGERS", ""))


@functools.cache
def _addresses(listed: str) -> frozenset[str]:
    named = re.split(r"[\s,;]+", listed.casefold())
    return frozenset(address for address in named if "@" in address and not address.endswith("@"))


def given_address() -> str | None:
    """`ASUKASILTA_ADDRESS`: where phones find this server, if it is not this machine's own address."""
    return (os.environ.get("ASUKASILTA_ADDRESS") or "").rstrip("/") or None


def is_encrypted(scheme: str) -> bool:
    """Whether phones reach us by HTTPS: as the request says, or the address that they were given; a proxy in front may
    not say it."""
    return scheme == "https" or (given_address() or "").startswith("https://")


def public_address(port: int = DEFAULT_PORT) -> str:
    """Where phones find this server, without a slash at the end."""
    return given_address() or f"http://{lan_address()}:{port}"


def language_of_machine() -> str:
    """For what is said before anybody chose a language: the language of the terminal, else English."""
    named = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "")
    return named[:2] if named[:2] in LANGUAGES else "en"


def lan_address() -> str:
    """This machine's address in the network that it shares with phones; nothing is sent to find it out."""
    addresses = (_own_address(neighbour) for neighbour in NEIGHBOURS)
    return next((a for a in addresses if a and not a.startswith(NOWHERE)), "localhost")


def _own_address(neighbour: str) -> str | None:
    """Which of our addresses would be used to reach this one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((neighbour, 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])
