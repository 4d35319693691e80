"""What never reaches Streamlit, and what never reaches a log: the door that stands before everything."""

import asyncio
import time
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from benchmarks.fuzz_inputs import Sent
from facilitation.errors import StoreUnavailable
from locales import words
from phone.guard import NEXT_COOKIE, FrontDoor
from service import signin
from tests.phone.doors import EVERYBODY, Knocking, whole_server
from tests.phone.lines import until
from tests.phone.people import HERE


def test_a_foreign_page_s_websocket_never_reaches_streamlit(knocking: Knocking) -> None:
    """Refused at the door, whatever it carries: Streamlit would look its own address up, with everybody waiting."""
    app, streamlit = whole_server()
    for origin in ("https://elsewhere.example", "null", "http://ilta.example.elsewhere.example", "http://["):
        for who in ("nobody", "leads"):
            cookie = knocking.cookie(who)
            assert ["websocket.close"] == knocking.hall.loop.run(_handshake(app, origin, cookie))
    assert [] == streamlit.reached


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_a_websocket_is_for_who_was_let_in_somewhere(knocking: Knocking, who: str) -> None:
    """Each is a session that runs pages: a resident with a script could keep the hall waiting with a hundred."""
    app, _ = whole_server()
    answer = knocking.hall.loop.run(_handshake(app, HERE, knocking.cookie(who)))
    may = who in ("stage", "leads", "leads elsewhere", "helps")
    assert ["websocket.accept" if may else "websocket.close"] == answer


@pytest.mark.parametrize(("who", "may"), [("stage", 3), ("leads elsewhere", 3), ("leads", 9)])
def test_one_link_opens_only_so_many_websockets(
    knocking: Knocking, monkeypatch: pytest.MonkeyPatch, who: str, may: int
) -> None:
    """However many sessions it has begun: a hundred that draw the stage anew all the time keep every vote waiting.
    Whoever knows the password may, and what was closed makes room for another."""
    monkeypatch.setattr(signin, "MOST_OPEN_THROUGH_A_LINK", 3)
    open_ones: list[str] = []

    async def scenario() -> None:
        end = asyncio.Event()

        async def stays(scope: Scope, receive: Receive, send: Send) -> None:
            open_ones.append(scope["path"])
            await end.wait()

        app = FrontDoor(stays, own=stays)
        for count in (may, 2 * may):
            end.clear()
            async with asyncio.TaskGroup() as lines:
                tries = [lines.create_task(_handshake(app, HERE, knocking.cookie(who))) for _ in range(9)]
                await until(
                    lambda done=tries, least=count: len(open_ones) == least and _refused(done) == 9 - may
                )
                end.set()

    knocking.hall.loop.run(scenario())
    assert 2 * may == len(open_ones)


def _refused(tries: list[asyncio.Task[list[str]]]) -> int:
    return sum(each.done() for each in tries)


def test_an_organisation_s_sign_in_is_reached_by_who_is_not_signed_in_yet(
    knocking: Knocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a page of Streamlit's, for those on their way in; the stage stays dark all the same."""
    monkeypatch.setenv("ASUKASILTA_MANAGERS", "@yhdistys.example")
    app, _ = whole_server()
    way_in = f"{NEXT_COOKIE}=/desk"
    assert ["websocket.accept"] == knocking.hall.loop.run(_handshake(app, HERE, way_in))
    assert ["websocket.close"] == knocking.hall.loop.run(_handshake(app, HERE, ""))
    assert ["websocket.close"] == knocking.hall.loop.run(_handshake(app, "https://elsewhere.example", way_in))
    assert 403 == knocking.ask("GET", "/stage").status_code
    upload = knocking.ask("POST", "/_stcore/upload_file/a/b", headers={"cookie": way_in})
    assert upload.status_code in (404, 405)


@pytest.mark.parametrize("path", ["/desk?code=ABC234", "/desk-agenda", "/stage", "/_stcore/metrics"])
def test_a_store_that_is_away_signs_nobody_out(
    knocking: Knocking, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A server that has just started asks it who they are: they are told in words, and the button leads on to where
    they wanted to go."""
    signed_in = {"cookie": knocking.cookie("leads")}
    with monkeypatch.context() as lost:
        lost.setattr(knocking.hall.house.store.records, "get", _away)
        told = knocking.ask("GET", path, headers=signed_in)
    assert (503, True) == (told.status_code, words("fi")("common.trouble") in told.text)
    assert f'href="{path}"' in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert "set-cookie" not in told.headers
    assert 200 == knocking.ask("GET", path, headers=signed_in).status_code


def test_a_websocket_is_told_to_come_again_while_the_store_is_away(
    knocking: Knocking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit's script tries again by itself."""
    app, streamlit = whole_server()
    cookie = knocking.cookie("leads")
    with monkeypatch.context() as lost:
        lost.setattr(knocking.hall.house.store.records, "get", _away)
        assert ["websocket.close"] == knocking.hall.loop.run(_handshake(app, HERE, cookie))
    assert [] == streamlit.reached
    assert ["websocket.accept"] == knocking.hall.loop.run(_handshake(app, HERE, cookie))


def _away(name: str) -> dict[str, Any]:
    raise StoreUnavailable()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nobody_else_sends_anything_to_streamlit(knocking: Knocking, method: str) -> None:
    """No file is taken from somebody who was let in nowhere."""
    app, streamlit = whole_server()
    knocking.app = app
    for path in ("/_stcore/upload_file/a/b", "/stage", "/media/x"):
        assert knocking.ask(method, path, "resident").status_code in (404, 405)
    assert [] == streamlit.reached


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_nobody_leaves_files_with_streamlit(knocking: Knocking, who: str) -> None:
    """It keeps whatever comes, 200 MB at a time, in memory, also for a stage's link; our own pages use another way."""
    app, streamlit = whole_server()
    knocking.app = app
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert knocking.ask(method, "/_stcore/upload_file/a/b", who).status_code in (404, 405)
    assert [] == streamlit.reached


def test_streamlits_inner_doors_are_for_who_was_let_in(knocking: Knocking) -> None:
    """It counts sessions there; whether the server is well may be asked by anybody."""
    for who, status in (("resident", 404), ("stage", 200)):
        assert status == knocking.ask("GET", "/_stcore/metrics", who).status_code
    assert 200 == knocking.ask("GET", "/_stcore/health").status_code


def test_a_cookie_full_of_escapes_takes_no_time(knocking: Knocking) -> None:
    """Some Pythons read it in ten seconds, with everybody waiting; what stands beside it is still read."""
    began, escaped = time.process_time(), chr(92) + '"'
    cookie = f'other="{30_000 * escaped}"; {knocking.cookie("resident")}'
    answer = knocking.ask("GET", f"/j/{knocking.hall.code}", headers={"cookie": cookie})
    assert time.process_time() - began < 1
    assert 'name="text"' in answer.text


@pytest.mark.parametrize("path", ["/desk/sign-in/", "/j/{code}/so-far/", "/j/{code}/join/"])
def test_no_answer_leads_to_a_host_that_the_request_named(knocking: Knocking, path: str) -> None:
    """An address with a slash too many is a page that is not there."""
    answer = knocking.ask("GET", path.format(code=knocking.hall.code), headers={"host": "elsewhere.example"})
    assert (404, None) == (answer.status_code, answer.headers.get("location"))


def test_who_hangs_up_while_sending_is_no_fault_of_ours(
    knocking: Knocking, caplog: pytest.LogCaptureFixture
) -> None:
    """A hall of weak signals must not fill the log; nothing of the half is stored."""
    hall = knocking.hall
    path = f"/j/{hall.code}/a/{hall.now.id}"
    sent = Sent("POST", path, "", "resident", "", "application/x-www-form-urlencoded", "", b"", (), False)
    waiting = [{"type": "http.request", "body": b"text=Kirs", "more_body": True}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(_: object) -> None:
        return None

    hall.loop.run(knocking.app(sent.scope_of(hall.workshop, ""), receive, send))  # type: ignore[arg-type]
    assert "" == caplog.text
    assert [] == hall.ideas()


async def _handshake(app: object, origin: str, cookie: str) -> list[str]:
    sent: list[str] = []

    async def send(message: dict[str, str]) -> None:
        sent.append(message["type"])

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"ilta.example"), (b"origin", origin.encode()), (b"cookie", cookie.encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    await app(scope, receive, send)  # type: ignore[operator]
    return sent
