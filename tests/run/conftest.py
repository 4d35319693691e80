"""A launcher for each test, in a folder of its own."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.launcher import Launcher


@pytest.fixture(autouse=True)
def nothing_is_ignored() -> Iterator[None]:
    """A shell's `&` and nohup let whoever they start ignore stop signals, and so would every launcher from here."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    ignored = [number for number in numbers if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Launcher]:
    """As after a download: no environment yet."""
    launcher = Launcher(tmp_path / "asukasilta")
    yield launcher
    launcher.stop_all()


@pytest.fixture
def launcher(bare: Launcher) -> Launcher:
    return bare.with_standin_pip()
