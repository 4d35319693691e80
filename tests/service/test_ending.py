"""The end of a server in a process of its own, with what stands in its way."""

import subprocess
import sys

import pytest

from service.ending import NOT_WAITED
from tests.serving import ROOT

ENDS_WITHIN = 20
"""Seconds, of which Python takes most to begin."""

BEGINS = """
import asyncio, logging, os, signal, sys, threading
from service import ending
from service.live import Hub

logging.basicConfig(stream=sys.stderr)
"""

NOBODY_READS = """
ending.LINES_MAY_TAKE = ending.DISK_MAY_TAKE = 0.3
os.set_blocking(2, False)
try:
    while True:
        os.write(2, b"x" * 4096)
except BlockingIOError:
    os.set_blocking(2, True)
"""

ENDS = """
async def main():
    ending.Ending(Hub(), lambda: os.write(1, b"in order")).wait_for_it()
    signal.raise_signal(signal.SIGTERM)
    await asyncio.Event().wait()

signal.signal(signal.SIGTERM, lambda *_: None)
asyncio.run(main())
"""

A_SECOND_SIGNAL = """
def at_each_call(nth):
    left = [nth]

    def called(frame, event, what):
        if event == "call":
            left[0] -= 1
            if left[0] == 0:
                signal.raise_signal(signal.SIGTERM)

    return called

async def main():
    ending.Ending(Hub(), lambda: None).wait_for_it()
    for nth in range(1, 40):
        sys.setprofile(at_each_call(nth))
        signal.raise_signal(signal.SIGTERM)
        sys.setprofile(None)
    os.write(1, b"went on")
    os._exit(0)

signal.signal(signal.SIGTERM, lambda *_: None)
asyncio.run(main())
"""


def _run(*script: str, reads: bool = True) -> tuple[str, str]:
    """What it says, and its log. One that does not end by itself is a fault."""
    with subprocess.Popen(
        [sys.executable, "-c", "".join((BEGINS, *script))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            if not reads:
                process.wait(ENDS_WITHIN)
            return process.communicate(timeout=ENDS_WITHIN)
        finally:
            process.kill()


def test_it_says_that_it_waits_no_longer_and_ends_in_order() -> None:
    """Here the web server never stops."""
    said, logged = _run("ending.LINES_MAY_TAKE = 0.1", ENDS)
    assert ("in order", True) == (said, NOT_WAITED in logged)


@pytest.mark.skipif(sys.platform == "win32", reason="fills a pipe as POSIX does")
def test_a_log_that_nobody_takes_in_keeps_no_server_alive() -> None:
    """A service manager that hangs has a full pipe; the data is put in order all the same."""
    said, logged = _run(NOBODY_READS, ENDS, reads=False)
    assert ("in order", True) == (said, logged.startswith("xxx"))


def test_a_second_signal_within_the_first_stops_nothing() -> None:
    """Ctrl+C twice, or Ctrl+C and a service manager: at whatever call of the first the second comes."""
    said, _ = _run("ending.LINES_MAY_TAKE = 60", A_SECOND_SIGNAL)
    assert "went on" == said
