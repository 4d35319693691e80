"""What is sent to the real server without an end: it ends the line, and keeps nobody waiting meanwhile."""

import socket
from base64 import b64encode
from urllib.request import urlopen

import httpx
import pytest
import streamlit as st
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.sync.client import ClientConnection, connect

from pages.views.desk.parts import importing
from service.access import call_server
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


def test_who_sends_a_large_body_may(server: Server) -> None:
    """It is understood piece by piece; what it may be is for the one who reads it to say."""
    head = f"POST /none HTTP/1.1\r\nHost: ilta\r\nContent-Length: {20 * PIECE}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as line:
        line.sendall(head.encode() + b"a" * 20 * PIECE)
        assert _all_that_comes(line).startswith(b"HTTP/1.1 404")
    with urlopen(f"{server.address}/", timeout=PATIENCE) as answer:
        assert 200 == answer.status


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /\0 HTTP/1.1\r\nHost: ilta\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: ilta\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        b"POST /language HTTP/1.1\r\nHost: ilta\r\nContent-Length: 3\r\n"
        b"Content-Type: multipart/form-data; boundary=B\r\n\r\nabc",
    ],
)
def test_what_is_no_request_fills_no_log(server: Server, sent: bytes) -> None:
    """Nor does it stand there with letters of what somebody typed."""
    before = server.said()
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as line:
        line.sendall(sent)
        assert line.recv(PIECE).startswith(b"HTTP/1.1 ")
    assert before == server.said()


def test_a_page_sends_no_more_at_once_than_the_largest_file(server: Server) -> None:
    """What a stage's link sends would be held in memory too, 200 MB of each line."""
    links = call_server(server.data, "new", template="asukasilta", title="Ilta", language="fi")
    assert links is not None
    stage = httpx.get(links["stage"]).headers["set-cookie"].partition(";")[0]
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, additional_headers={"Cookie": stage}, compression=None) as page:
        assert _ended_by(page, b"a" * 16_000_000) in (None, CloseCode.MESSAGE_TOO_BIG)
    as_sent = len(b64encode(b"a" * importing.MOST_MEGABYTES * 1_000_000))
    assert as_sent + 1000 < st.get_option("server.maxMessageSize") * 1_000_000


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


def _ended_by(page: ClientConnection, message: bytes) -> int | None:
    """The code that the server hung up with; none where this side was still sending."""
    try:
        page.send(message)
        page.recv(timeout=PATIENCE)
    except ConnectionClosed as ended:
        return ended.rcvd.code if ended.rcvd else None
    raise AssertionError("It was taken.")


def _all_that_comes(line: socket.socket) -> bytes:
    came = b""
    try:
        while more := line.recv(PIECE):
            came += more
    except ConnectionError:
        pass
    return came
