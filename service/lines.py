"""What lines may cost everybody: what comes before a request is understood has an end, and so has waiting in vain.

The web server's fast parser bounds neither a request's head nor what stands between the pieces of its body. It joins
them as they come, which takes the square of their length while all others wait: three lines that sent 60 MB each kept
every vote for twenty seconds. Nor does it bound how many requests are sent ahead. (The parser on Windows bounds both.)

A line that is open takes a file handle, and without one nothing is accepted and nothing written. When all but a few are
taken, each new line takes the place of the one that has been waited for longest. (Windows has as many as it needs.)
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from service.limits import lines_allowed

LONGEST_HEAD = 64 * 1024
"""Bytes; browsers send one."""
MOST_AHEAD = 20
"""Requests behind one that is not answered yet; browsers send none."""


_waited_for: dict[Any, None] = {}
"""Lines whose other side has something to do, the longest first: to send the rest of a request or the next one, or to
take in an answer."""


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
    for name, then in _TURNS.items():
        setattr(protocol, name, _and_then(getattr(protocol, name), then))


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


def _and_then(callback: Callable[..., None], then: Callable[[Any], None]) -> Callable[..., None]:
    def both(line: Any, *given: Any) -> None:
        callback(line, *given)
        then(line)

    return both


def _came(line: Any) -> None:
    _its_turn(line)
    if len(line.connections) > lines_allowed():
        longest = next(iter(_waited_for))
        _our_turn(longest)
        longest.transport.abort()


def _its_turn(line: Any) -> None:
    _our_turn(line)
    _waited_for[line] = None


def _our_turn(line: Any) -> None:
    _waited_for.pop(line, None)


_TURNS: dict[str, Callable[[Any], None]] = {
    "connection_made": _came,
    "on_message_complete": _our_turn,
    "on_response_complete": _its_turn,
    "pause_writing": _its_turn,
    "resume_writing": _our_turn,
    "handle_websocket_upgrade": _our_turn,
    "connection_lost": _our_turn,
}
