"""More lines than the machine has file handles: whoever holds them keeps nobody's vote out."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests import serving
from tests.browser.evening import Evening

HANDLES = 420
"""Of the server: its lines come to 320."""
PATIENCE = 20.0

pytestmark = pytest.mark.skipif(not serving._CAN_FORK, reason="Windows has no such limit")


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving, "_file_limit", lambda: (HANDLES, HANDLES))
        server = serving.start(tmp_path_factory.mktemp("small") / "data")
    yield server
    server.stop()


@pytest.mark.parametrize(
    "what", ["nothing", "half a head", "half a body", "one request after which nothing comes"]
)
def test_lines_that_bring_nothing_keep_no_vote_out(small_server: serving.Server, what: str) -> None:
    """A script holds them open as long as it likes, and it costs it nothing."""
    evening = Evening.on(small_server, "Ilta")
    vote = evening.open_vote("Keinu", "Penkki")
    with ExitStack() as lines:
        for _ in range(HANDLES):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", small_server.port), PATIENCE))
            line.sendall(_sent(what, evening))
        with httpx.Client(base_url=small_server.address, timeout=PATIENCE) as phone:
            phone.post(f"/j/{evening.code}/join")
            given = phone.post(
                f"/j/{evening.code}/a/{vote}", data={"m_o1": "1"}, headers={"accept": "application/json"}
            )
    assert (200, True) == (given.status_code, given.json().get("saved"))


def _sent(what: str, evening: Evening) -> bytes:
    head = f"POST /j/{evening.code}/join HTTP/1.1\r\nHost: ilta\r\n"
    return {
        "nothing": "",
        "half a head": head,
        "half a body": f"{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=",
        "one request after which nothing comes": "GET /robots.txt HTTP/1.1\r\nHost: ilta\r\n\r\n",
    }[what].encode()
