"""An organisation's sign-in over HTTP: offered instead of the password, and a page's pass becomes a session."""

import asyncio
from typing import Any

import pytest

from phone.guard import MOST_SIGNING_IN, NEXT_COOKIE, SIGNED_IN, SIGNED_OUT, FrontDoor, for_a_while
from phone.guard import ORGANISATION as PAGE
from service.organisation import HOLDS
from service.signin import DESK_COOKIE
from tests.phone.lines import until
from tests.phone.people import Hall, said

HERE = "http://ilta.example"
MAIJA = "maija@example.org"


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASUKASILTA_MANAGERS", MAIJA)


def _ask(hall: Hall, method: str, path: str, **more: Any) -> Any:
    return hall.somebody().ask(method, f"{HERE}{path}", follow_redirects=False, **more)


def _let_in(hall: Hall, next_: str = "") -> Any:
    name = hall.house.passes.give(MAIJA, hall.clock() + HOLDS)
    return _ask(hall, "GET", f"/desk/let-in/{name}", headers={"cookie": f"{NEXT_COOKIE}={next_}"})


def test_it_is_offered_instead_of_the_password(hall: Hall) -> None:
    """Also where a password was set before: it opens nothing any more, nor what it had opened."""
    hall.house.signin.set_password("koivu-ja-tuomi")
    name = hall.house.signin.start_session("manager")
    page = hall.somebody().get(f"{HERE}/desk/sign-in?next=/desk?code=ABC234")
    assert 'href="/desk/organisation?next=%2Fdesk%3Fcode%3DABC234"' in page.answer.text
    assert not page.has_form("sign-in")
    refused = hall.somebody().post(f"{HERE}/desk/sign-in", {"password": "koivu-ja-tuomi"})
    assert (403, True) == (refused.status, said(hall.somebody().t, "sign_in_by_organisation") in refused.text)
    assert hall.house.session(name) is None


def test_a_password_of_the_environment_stays_a_second_way(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the day when the provider is away."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "koivu-ja-tuomi")
    page = hall.somebody().get(f"{HERE}/desk/sign-in")
    assert ("/desk/organisation" in page.answer.text, page.has_form("sign-in")) == (True, True)
    answer = _ask(hall, "POST", "/desk/sign-in", data={"password": "koivu-ja-tuomi"})
    assert hall.house.session(answer.cookies[DESK_COOKIE]) is not None


def test_a_pass_becomes_a_session_once(hall: Hall) -> None:
    """It leads where the manager wanted to go, and holds as long as the provider's word."""
    name = hall.house.passes.give(MAIJA, hall.clock() + HOLDS)
    answers = [
        _ask(hall, "GET", f"/desk/let-in/{name}", headers={"cookie": f"{NEXT_COOKIE}=/desk-run?code=ABC234"})
        for _ in range(2)
    ]
    assert (303, "/desk-run?code=ABC234") == (answers[0].status_code, answers[0].headers["location"])
    assert (403, None) == (answers[1].status_code, answers[1].cookies.get(DESK_COOKIE))
    cookie = answers[0].cookies[DESK_COOKIE]
    session = hall.house.session(cookie)
    assert session is not None
    assert ("manager", MAIJA) == (session.role, session.address)
    hall.clock.forward(HOLDS)
    assert hall.house.session(cookie) is None


def test_looking_at_a_pass_does_not_use_it(hall: Hall) -> None:
    """HEAD takes nothing."""
    name = hall.house.passes.give(MAIJA, hall.clock() + HOLDS)
    assert 403 == _ask(hall, "HEAD", f"/desk/let-in/{name}").status_code
    assert 303 == _ask(hall, "GET", f"/desk/let-in/{name}").status_code


@pytest.mark.parametrize("next_", ["", "https://evil.example", "//evil.example", "/j/ABC234"])
def test_it_leads_nowhere_but_to_the_desk(hall: Hall, next_: str) -> None:
    """What a cookie says is not believed either."""
    assert "/desk" == _let_in(hall, next_).headers["location"]
    answer = _ask(hall, "GET", "/desk/organisation", params={"next": next_})
    assert (PAGE, "/desk") == (answer.headers["location"], answer.cookies[NEXT_COOKIE].strip('"'))


def test_who_is_taken_from_the_list_is_out(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and not when the session ends."""
    cookie = _let_in(hall).cookies[DESK_COOKIE]
    monkeypatch.setenv("ASUKASILTA_MANAGERS", "liisa@example.org")
    assert hall.house.session(cookie) is None


def test_signing_out_goes_on_to_the_provider(hall: Hall) -> None:
    """Else the next one at this computer would be let in without a question."""
    cookie = _let_in(hall).cookies[DESK_COOKIE]
    answer = _ask(hall, "POST", "/desk/sign-out", headers={"cookie": f"{DESK_COOKIE}={cookie}"})
    assert "/desk/organisation?out=1" == answer.headers["location"]
    assert hall.house.session(cookie) is None


@pytest.mark.parametrize(
    ("path", "query", "leads_to"),
    [
        ("/oauth2callback", b"state=x&code=y", SIGNED_IN),
        ("/oauth2callback", b"", SIGNED_OUT),
        ("/auth/logout", b"", SIGNED_OUT),
    ],
)
def test_from_the_provider_people_come_back_to_the_desk(
    hall: Hall, path: str, query: bytes, leads_to: str
) -> None:
    """Streamlit sends them to `/`, which is the phones'."""
    assert leads_to == _through_the_door(hall, path, query)["location"]


@pytest.mark.parametrize("path", ["/oauth2callback", "/auth/login", "/auth/logout", PAGE])
def test_without_a_list_there_is_no_such_way(hall: Hall, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's own sign-in is not reached, and the page asks to sign in."""
    monkeypatch.delenv("ASUKASILTA_MANAGERS")
    assert "streamlit" not in _through_the_door(hall, path, b"")


def test_only_few_who_are_nobody_yet_run_a_page_and_not_for_long(hall: Hall) -> None:
    """Each websocket runs pages: a script that opens many would keep the hall waiting."""
    opened: list[Any] = []
    refused: list[Any] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        opened.append(scope)
        await receive()

    async def refuse(message: Any) -> None:
        refused.append(message["code"])

    async def knock() -> None:
        door, gone = FrontDoor(streamlit, hall.app), asyncio.Event()
        scope = {"type": "websocket", "path": "/_stcore/stream", "query_string": b"", "headers": []}
        signing_in = {**scope, "headers": [(b"cookie", f"{NEXT_COOKIE}=/desk".encode())]}
        await door(scope, gone.wait, refuse)
        waiting = [
            asyncio.create_task(door(signing_in, gone.wait, refuse)) for _ in range(MOST_SIGNING_IN + 2)
        ]
        await until(lambda: len(opened) + len(refused) > len(waiting))
        gone.set()
        await asyncio.gather(*waiting)
        await door(signing_in, gone.wait, refuse)
        assert {"type": "websocket.disconnect", "code": 1001} == await for_a_while(asyncio.Event().wait, 0)()

    hall.loop.run(knock())
    assert (MOST_SIGNING_IN + 1, [1008] * 3) == (len(opened), refused)


def _through_the_door(hall: Hall, path: str, query: bytes) -> dict[str, str]:
    """The headers of the answer; Streamlit is played by what sends everybody to `/`."""
    sent: list[Any] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"location", b"/"), (b"streamlit", b"yes")]
        await send({"type": "http.response.start", "status": 302, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    hall.loop.run(FrontDoor(streamlit, hall.app)(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}
