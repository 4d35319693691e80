"""The marks of those who have left, in a document that nobody can read any more or yet."""

import re
from collections.abc import Iterable

_GONE = re.compile(rb'"gone":\[([^]]*)\]')
"""In what people typed every quotation mark has a backslash before it."""
_MARK = re.compile(rb'"([A-Za-z0-9_-]{12})"')


def marks_in(contents: Iterable[bytes]) -> tuple[str, ...]:
    lists = (found for content in contents for found in _GONE.findall(content))
    return tuple(dict.fromkeys(mark.decode() for each in lists for mark in _MARK.findall(each)))
