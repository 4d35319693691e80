"""The server dies or is told to end: nothing acknowledged is lost, screens go on by themselves."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from service import plotly_script
from service.control import doorbell
from tests.browser.crowd import Crowd
from tests.browser.evening import Evening
from tests.browser.screens import Hall, by_themselves
from tests.serving import Server

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
STREAMS = 200

StartServer = Callable[..., Server]
HallOn = Callable[[Server], Hall]


def test_a_server_killed_with_ballots_under_way(start_server: StartServer, hall_on: HallOn) -> None:
    """Started again on the same folder and port: every acknowledged ballot counts once, and every screen goes on, in
    the rooms next door too."""
    server = start_server()
    hall, writing, closing = (hall_on(server) for _ in range(3))
    evening, t = hall.evening, hall.evening.t
    vote = evening.open_vote(PARK, BENCH)
    phone, stage, desk = hall.phone(), hall.stage(), hall.desk()
    phone.tick(BENCH)

    with by_themselves(phone, stage, desk), _ideas_being_written(writing), _a_vote_that_closes(closing):
        with Crowd(evening, vote, "o1") as crowd:
            crowd.wait_for(20)
            server.kill()
        phone.press(t("phone.vote.done"))
        phone.shows(t("phone.line.offline"))
        phone.shows_no(t("phone.vote.saved"))
        stage.shows(t("stage.lost"), PARK)
        desk.shows(t("desk.lost"))

        start_server(port=server.port)
        phone.shows(t("phone.vote.saved"))
        stage.shows_no(t("stage.lost"))
        desk.shows_no(t("desk.lost"))
        assert [] == [voter for voter in crowd.acknowledged if not voter.shows_its_ballot()]
        for voter in crowd.left_in_doubt:
            voter.vote(vote, "o1")
        everybody = len(crowd.acknowledged) + 1
        stage.shows(t("stage.answered", done=t.number(everybody), of=t.number(everybody)))

        desk.press(t("desk.next.vote.close", seconds=20))
        phone.shows(t("phone.now.closing"))
        evening.end_answering()
        desk.press(t("desk.next.vote.reveal"))
        phone.shows(t.count("phone.result.voters", everybody))
        stage.shows(t.count("stage.result.voters", everybody))

    assert {PARK: everybody - 1, BENCH: 1} == evening.counted()


def test_a_server_that_is_told_to_end_ends(start_server: StartServer, hall_on: HallOn) -> None:
    """With a hall of open streams and a stage, none of which would ever hang up by themselves; and with somebody on
    the line who is gone without a word, so that what is on its way there never arrives."""
    server = start_server()
    hall = hall_on(server)
    stage, phone = hall.stage(), hall.phone()

    with _streams(hall.evening, STREAMS), _gone_without_a_word(server):
        server.stop(by_itself=False)

    assert doorbell(server.data) is None, "ended before it had put everything in order"
    stage.shows(hall.evening.t("stage.lost"))
    phone.shows(hall.evening.t("phone.line.lost"))


@contextmanager
def _ideas_being_written(hall: Hall) -> Iterator[None]:
    """A thought that was being written is still there; and who has nothing to send finds the next step too."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    waiting, writing = hall.phone(), hall.phone()
    waiting.send(BENCH)
    waiting.shows(t("phone.line.saved"))
    writing.write(PARK)
    with by_themselves(waiting, writing):
        yield
        writing.press(t("phone.ideas.send"))
        writing.shows(t("phone.line.saved"))
        evening.do("close")
        evening.step("open", "vote")
        waiting.press(t("phone.vote.more", text=PARK))
        waiting.shows(t("phone.vote.kept"))
    assert 2 == evening.activity("ideas")["contributions"]


@contextmanager
def _a_vote_that_closes(hall: Hall) -> Iterator[None]:
    """At its own time, though the server that had started its countdown is gone."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone, stage = hall.phone(), hall.stage()
    phone.tick(PARK)
    phone.shows(t("phone.vote.kept"))
    with by_themselves(phone, stage):
        evening.step("close")
        yield
        phone.shows(t("phone.vote.over"))
        stage.shows(t("stage.vote.closed"))


@contextmanager
def _gone_without_a_word(server: Server) -> Iterator[None]:
    """Somebody asked for the largest thing there is, uncompressed, and takes nothing of it but the beginning."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", server.port))
        line.sendall(
            f"GET {plotly_script.address()} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
        )
        assert line.recv(15) == b"HTTP/1.1 200 OK"
        yield


@contextmanager
def _streams(evening: Evening, how_many: int) -> Iterator[None]:
    """So many phones that listen, each past its first event."""
    head = f"GET /j/{evening.code}/events HTTP/1.1\r\nHost: 127.0.0.1:{evening.server.port}\r\n\r\n"
    with ExitStack() as open_lines:
        for _ in range(how_many):
            line = open_lines.enter_context(socket.create_connection(("127.0.0.1", evening.server.port), 30))
            line.sendall(head.encode())
            heard = b""
            while b"event: version" not in heard:
                heard += line.recv(4096)
        yield
