"""Faults of our own in the log: where, and of what type, but never the message, which may hold people's words."""

import logging
import traceback

log = logging.getLogger("asukasilta")

_NO_REQUEST = ("Invalid HTTP request received.", "Unsupported upgrade request.")


def say_nothing_of_what_is_no_request() -> None:
    """Libraries write a line for each, as often as a stranger likes, one of them with a letter of what was sent."""
    logging.getLogger("uvicorn.error").addFilter(_is_more_than_no_request)
    logging.getLogger("python_multipart").setLevel(logging.ERROR)


def _is_more_than_no_request(record: logging.LogRecord) -> bool:
    return record.msg not in _NO_REQUEST


def log_fault(what: str, error: BaseException) -> None:
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed: %s\n%s", what, type(error).__name__, where)
