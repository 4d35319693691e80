"""The short forms of what is measured with a hundred kills: nothing acknowledged is lost, nothing is there twice."""

import asyncio
import os
import sys
from collections.abc import Callable

import pytest

from benchmarks.crash import crash
from benchmarks.faults import faults
from tests.serving import Server

StartServer = Callable[..., Server]


def test_what_phones_were_told_is_there_after_each_kill(start_server: StartServer) -> None:
    """Once while they write, once while they vote, at moments that nobody chose."""
    found = asyncio.run(crash(start_server(), kills=2, phones=6, seed=os.getpid()))
    assert (2, 0, 0) == (found["kills"], found["lost"], found["doubled"])
    assert int(str(found["acknowledged"])) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="a full disk is played with the system's limits")
def test_faults_of_the_disk_lose_nothing(start_server: StartServer) -> None:
    """A torn line, a full disk without a restart, and ballots that arrive while the vote closes."""
    names = ["torn", "full", "closing"]
    found = asyncio.run(faults(start_server(), phones=8, seed=os.getpid(), names=names))
    assert names == [name for name, each in found.items() if each["as it should be"]]
    assert [(0, 0)] * 3 == [(each["lost"], each["doubled"]) for each in found.values()]
