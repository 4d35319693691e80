"""What one line may make everybody wait for: what comes before a request is understood has an end.

The web server's fast parser bounds neither a request's head nor what stands between the pieces of its body. It joins
them as they come, which takes the square of their length while all others wait: three lines that sent 60 MB each kept
every vote for twenty seconds. Nor does it bound how many requests are sent ahead. (The parser on Windows bounds both.)
"""

from collections.abc import Callable
from functools import cache
from typing import Any

LONGEST_HEAD = 64 * 1024
"""Bytes; browsers send one."""
MOST_AHEAD = 20
"""Requests behind one that is not answered yet; browsers send none."""


class TooManyAhead(Exception):
    """Ends the line: the parser tells the server that what came is no request."""


@cache
def bound_lines() -> None:
    """All lines of this process, from here on."""
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
    except ImportError:
        return
    _bound(HttpToolsProtocol)


def _bound(protocol: Any) -> None:
    for name in ("on_headers_complete", "on_body", "on_message_complete"):
        setattr(protocol, name, _understood(getattr(protocol, name)))
    protocol.on_message_begin = _one_more(protocol.on_message_begin)
    protocol.data_received = _counted(protocol.data_received)


def _understood(callback: Callable[..., None]) -> Callable[..., None]:
    def understood(line: Any, *given: bytes) -> None:
        line.not_understood = 0
        callback(line, *given)

    return understood


def _one_more(begin: Callable[[Any], None]) -> Callable[[Any], None]:
    def one_more(line: Any) -> None:
        if len(line.pipeline) >= MOST_AHEAD:
            raise TooManyAhead()
        begin(line)

    return one_more


def _counted(receive: Callable[[Any, bytes], None]) -> Callable[[Any, bytes], None]:
    """What was understood meanwhile has set the count back."""

    def counted(line: Any, data: bytes) -> None:
        line.not_understood = getattr(line, "not_understood", 0) + len(data)
        receive(line, data)
        if line.not_understood > LONGEST_HEAD and not line.transport.is_closing():
            line.send_400_response("Too long.")

    return counted
