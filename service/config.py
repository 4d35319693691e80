"""Settings from the environment, each with its default. Described in docs/settings.md."""

import os
import socket
from pathlib import Path

DEFAULT_PORT = 8501


def data_folder() -> Path:
    """`ASUKASILTA_DATA`: where workshops are kept."""
    return Path(os.environ.get("ASUKASILTA_DATA") or "data").resolve()


def password_from_environment() -> str | None:
    """`ASUKASILTA_PASSWORD`: the desk's password, instead of one set in the browser."""
    return os.environ.get("ASUKASILTA_PASSWORD") or None


def public_address(port: int = DEFAULT_PORT) -> str:
    """`ASUKASILTA_ADDRESS`: where phones find this server (https://ilta.example); else this machine's own address."""
    given = os.environ.get("ASUKASILTA_ADDRESS")
    return given.rstrip("/") if given else f"http://{lan_address()}:{port}"


def lan_address() -> str:
    """This machine's address in its own network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"
