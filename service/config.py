"""Settings from the environment, each with its default. Described in docs/settings.md."""

import os
import socket
from pathlib import Path

from locales import LANGUAGES

DEFAULT_PORT = 8501


def data_folder() -> Path:
    """`ASUKASILTA_DATA`: where workshops are kept."""
    return Path(os.environ.get("ASUKASILTA_DATA") or "data").resolve()


def password_from_environment() -> str | None:
    """`ASUKASILTA_PASSWORD`: the desk's password, instead of one set in the browser."""
    return os.environ.get("ASUKASILTA_PASSWORD") or None


def given_address() -> str | None:
    """`ASUKASILTA_ADDRESS`: where phones find this server, if it is not this machine's own address."""
    return (os.environ.get("ASUKASILTA_ADDRESS") or "").rstrip("/") or None


def public_address(port: int = DEFAULT_PORT) -> str:
    """Where phones find this server, without a slash at the end."""
    return given_address() or f"http://{lan_address()}:{port}"


def language_of_machine() -> str:
    """For what is said before anybody chose a language: the language of the terminal, else Finnish."""
    named = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "")
    return named[:2] if named[:2] in LANGUAGES else "fi"


def lan_address() -> str:
    """This machine's address in its own network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"
