"""A launcher for each test, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.launcher import Launcher


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Launcher]:
    """As after a download: no environment yet."""
    launcher = Launcher(tmp_path / "asukasilta")
    yield launcher
    launcher.stop_all()


@pytest.fixture
def launcher(bare: Launcher) -> Launcher:
    return bare.with_standin_pip()
