"""What is sent to the real server without an end: it ends the line, and keeps nobody waiting meanwhile."""

import socket
import sys
from urllib.request import urlopen

import pytest

from tests.serving import Server

FORM = (
    b"POST /language HTTP/1.1\r\nHost: ilta\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)
ENDLESS = {
    "an address": (b"GET /", b"a"),
    "the name of a header": (b"GET / HTTP/1.1\r\nHost: ilta\r\nX", b"a"),
    "a header": (b"GET / HTTP/1.1\r\nHost: ilta\r\nX: ", b"a"),
    "many headers": (b"GET / HTTP/1.1\r\nHost: ilta\r\n", b"a: b\r\n"),
    "a remark on a piece": (FORM + b"1;", b"a"),
    "a header after the body": (FORM + b"0\r\nX: ", b"a"),
}
PIECE = 60_000
MOST = 16_000_000
"""Bytes; what the network holds for both sides is less."""
PATIENCE = 30.0


@pytest.mark.parametrize("what", sorted(ENDLESS))
def test_nothing_without_an_end_is_taken(server: Server, what: str) -> None:
    """No browser sends more than a few thousand bytes before its request can be understood."""
    beginning, more = ENDLESS[what]
    assert _taken(server, beginning, more * (PIECE // len(more))) < MOST


@pytest.mark.skipif(sys.platform == "win32", reason="the parser there reads no request ahead")
def test_few_requests_are_taken_ahead_of_their_answers(server: Server) -> None:
    """Thousands of them fit into 64 KB, and are kept as long as the first one is answered: here, for good."""
    first, next_ = (f"GET {path} HTTP/1.1\r\nHost: ilta\r\n\r\n".encode() for path in ("/j/none", "/"))
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as line:
        line.sendall(first + next_ * 1000)
        answers = _all_that_comes(line)
    assert answers.count(b"HTTP/1.1 ") < 1000


def test_who_sends_a_large_body_may(server: Server) -> None:
    """It is understood piece by piece; what it may be is for the one who reads it to say."""
    head = f"POST /none HTTP/1.1\r\nHost: ilta\r\nContent-Length: {20 * PIECE}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as line:
        line.sendall(head.encode() + b"a" * 20 * PIECE)
        assert _all_that_comes(line).startswith(b"HTTP/1.1 404")
    with urlopen(f"{server.address}/", timeout=PATIENCE) as answer:
        assert 200 == answer.status


def _taken(server: Server, beginning: bytes, piece: bytes) -> int:
    """Bytes until the server hung up, or all of them."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as line:
        sent = 0
        try:
            line.sendall(beginning)
            while sent < MOST:
                line.sendall(piece)
                sent += len(piece)
        except ConnectionError:
            pass
        return sent


def _all_that_comes(line: socket.socket) -> bytes:
    came = b""
    try:
        while more := line.recv(PIECE):
            came += more
    except ConnectionError:
        pass
    return came
