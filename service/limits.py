"""How much this machine lets us hold open: file handles, and so streams."""

import functools
import sys

RESERVE = 200
"""Handles kept for answers, files and the desk: a stream too many must never cost a vote."""
UNLIMITED = 100_000


def raise_file_limit() -> None:
    """As many open files as we may have; the default of 1,024 is one full hall. Windows has no such limit."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except (ValueError, OSError):  # macOS names a hard limit that it does not grant
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 10_240)), hard))
    streams_allowed.cache_clear()


@functools.cache
def streams_allowed() -> int:
    """How many streams may be open at once; beyond it phones look by themselves now and then."""
    if sys.platform == "win32":
        return UNLIMITED
    import resource

    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if soft == resource.RLIM_INFINITY:
        return UNLIMITED
    return min(UNLIMITED, max(soft // 2, soft - RESERVE))
