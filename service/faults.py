"""Faults of our own in the log: where, and of what type, but never the message, which may hold people's words."""

import logging
import traceback

log = logging.getLogger("asukasilta")


def log_fault(what: str, error: BaseException) -> None:
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed: %s\n%s", what, type(error).__name__, where)
