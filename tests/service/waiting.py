"""Waiting for what should become true."""

import threading
import time
from collections.abc import Callable


def wait_for(holds: Callable[[], bool], within: float = 60.0) -> None:
    until = time.monotonic() + within
    while not holds():
        assert time.monotonic() < until, "It did not come to that"
        threading.Event().wait(0.05)
