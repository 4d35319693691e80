"""Each door lets in whom it is for: no path, link, handshake or foreign page leads where it should not."""

import http.client
import json
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page

from service.control import PATH, TOKEN_HEADER, doorbell
from tests.browser.screens import Desk, Hall, Phone, Screen, Wire
from tests.browsing import expect
from tests.serving import Server

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
DESK_PAGES = (
    "/desk", "/desk-run", "/desk-agenda", "/desk-ideas", "/desk-paper", "/desk-keys", "/desk-privacy", "/desk-log",
)  # fmt: skip
PHONE_PAGES = ("so-far", "summary", "mine", "mine/away", "privacy")
NOBODYS = ("data:", "blob:", "about:")
"""What a page carries itself."""
_WALK = """(address) => {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PHONE_PATHS = (
    "/", "/j", "/j/", "/J", "/J/", "/j/{code}", "/j/{code}/", "/J/{code}", "/{code}", "/{small}",
    "/j/{small}", "/j/{code}/now", "/j/{code}/now/", "/j/{code}/so-far", "/j/{code}/join",
    "/j/{code}/language", "/j/{code}/a/{step}", "/j/{code}/a/{step}/withdraw", "/j/{code}/a/nothing",
    "/j/{code}/picture/x.jpg", "/j/{code}/wall/{step}", "/j/{code}/nothing/at/all", "/j/ZZZZZZ",
    "/j/ZZZZZZ/now", "/j/ZZZZZZ/events", "/j/ABC", "/J/ABC", "/j/a%20b", "/j/-/", "/j/-/nothing.js", "/j/%00",
    "/j/%C3%A4", "/j/%FF", "/j//", "//", "//j", "/j/{code}//now", "/j/../desk", "/index.html", "/favicon.ico",
    "/robots.txt", "/manifest.json", "/service-worker.js", "/language", "/desk/", "/desk/sign-in",
    "/desk/sign-in/", "/desk/sign-out", "/desk/enter/{code}/nothing", "/desk/nothing", "/desk-1", "/Desk",
    "/stage/", "/stage/enter/{code}/nothing", "/stage/enter/", "/stages", "/control", "/control/",
    "/live/{code}/room", "/live/ZZZZZZ/room", "/live/", "/static", "/_stcore", "/healthz", "/wp-login.php",
    "/.env",
)  # fmt: skip


def test_no_path_of_phones_ever_answers_with_streamlits_page(hall: Hall) -> None:
    """It weighs 2.6 MB and is white on older phones: whatever is typed or sent, a small page of ours comes."""
    code, step = hall.evening.code, hall.evening.activity("ideas")["id"]

    for pattern in PHONE_PATHS:
        path = pattern.format(code=code, small=code.lower(), step=step)
        for method in METHODS:
            status, headers, body = _asked(hall.evening.server, method, path)
            what = f"{method} {path} → {status} {body[:60]!r}"
            assert b"streamlit" not in body.lower(), what
            assert len(body) < 40_000, what
            assert status < 500, what
            assert (
                "text/html" not in headers.get("content-type", "") or "content-security-policy" in headers
            ), what


@pytest.mark.parametrize(
    "origin, answer",
    [
        ("http://elsewhere.example", 403),
        ("null", 403),
        ("http://127.0.0.1", 403),
        ("http://127.0.0.1:{port}.elsewhere.example", 403),
        ("http://127.0.0.1:{port}", 101),
    ],
)
def test_a_handshake_from_a_foreign_page_is_refused(server: Server, origin: str, answer: int) -> None:
    """Before Streamlit sees it, though the manager's cookie comes along; ours is let in with it, and compressed."""
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Extensions": "permessage-deflate",
        "Origin": origin.format(port=server.port),
    }

    status, said, _ = _asked(server, "GET", "/_stcore/stream", headers | {"Cookie": _signed_in(server)})

    assert answer == status
    assert (answer == 101) == ("permessage-deflate" in said.get("sec-websocket-extensions", ""))
    assert 403 == _asked(server, "GET", "/_stcore/stream", headers)[0]


def test_no_screen_asks_anybody_else_for_anything(hall: Hall) -> None:
    """It all works in a hall without internet, and nobody outside learns who was there."""
    evening, t = hall.evening, hall.evening.t
    phone_page, stage_page, desk_page = hall.new_phone(), hall.new_stage(), hall.new_desk()
    asked = [_addresses(page) for page in (phone_page, stage_page, desk_page)]
    phone, stage, desk = hall.phone(phone_page), hall.stage(stage_page), hall.desk(desk_page)

    evening.step("open", "ideas")
    phone.send(PARK)
    stage.shows(PARK)
    evening.do("close")
    evening.open_vote(PARK, BENCH)
    phone.vote(PARK)
    evening.end_answering()
    evening.step("reveal")
    phone.shows(t.count("phone.result.voters", 1))
    stage.shows(t("stage.result.rule.approval"))
    desk.shows(t("desk.run.conceal"))
    for page in ("agenda", "log", "ideas", "keys", "privacy"):
        desk.turn_to(page).shows("Koivurinteen ilta")
    for page in PHONE_PAGES:
        phone_page.goto(f"{evening.server.address}/j/{evening.code}/{page}")
    phone.shows(t("phone.privacy.title"))

    for addresses in asked:
        hosts = {urlsplit(address).netloc for address in addresses if not address.startswith(NOBODYS)}
        assert {urlsplit(evening.server.address).netloc} == hosts


def test_the_desk_shows_nothing_to_those_who_did_not_sign_in(hall: Hall) -> None:
    """Neither on the screen nor in what is sent to it, though they have joined and looked at the stage's own link."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    stranger = hall.phone(hall.new_desk())
    stranger.send(PARK)
    hall.stage(stranger.page)
    secrets = (PARK, "Koivurinteen", t("common.template.ideas.prompt"))

    for path in DESK_PAGES:
        desk = Screen(stranger.page.context.new_page(), evening)
        wire = Wire(desk.page)
        desk.page.goto(f"{evening.server.address}{path}?code={evening.code}")
        desk.shows(t("phone.sign_in.title"))
        assert "/desk/sign-in?next=" in desk.page.url
        assert not [word for word in secrets if word in wire.frames + desk.whole]


def test_the_desk_shows_nothing_to_those_who_come_through_the_stage(hall: Hall) -> None:
    """There Streamlit runs already, and goes to any page it is told to: each page asks by itself who is there."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    hall.phone().send(PARK)
    evening.step("open", "arrival")
    stranger = hall.stage()
    wire = Wire(stranger.page)

    for path in DESK_PAGES:
        stranger.page.evaluate(_WALK, f"{path}?code={evening.code}")
        stranger.shows(t("desk.sign_in_first"))
        assert not [word for word in (PARK, t("desk.room")) if word in wire.frames + stranger.whole]


def test_the_way_to_the_desk_is_the_password(hall: Hall) -> None:
    """A wrong one is refused in words; the right one leads to where one wanted to go, a page of one workshop."""
    evening, t = hall.evening, hall.evening.t
    desk = Desk(hall.new_desk(), evening)
    address = f"{evening.server.address}/desk-agenda?code={evening.code}"
    desk.page.goto(address)
    desk.shows(t("phone.sign_in.title"))
    assert evening.code not in desk.page_text

    for password, answer in (
        ("arvaus", t("common.refused.wrong_password")),
        (evening.server.password, t("desk.agenda.add")),
    ):
        desk.page.get_by_label(t("phone.sign_in.password")).fill(password)
        desk.page.keyboard.press("Enter")
        desk.shows(answer)
    desk.shows(evening.code)
    assert address == desk.page.url


def test_the_stages_link_only_shows(hall: Hall) -> None:
    """A projector stands open to the room: nothing on it can be pressed, and its link opens no desk and no other
    evening."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    stage = hall.stage()
    token = evening.links["stage"].rpartition("/")[2]

    status, _, _ = _asked(evening.server, "GET", f"/desk/enter/{evening.code}/{token}")

    assert 403 == status
    assert token not in stage.page.url
    for role in ("button", "textbox", "checkbox", "radio", "combobox"):
        expect(stage.page.get_by_role(role)).to_have_count(0)  # type: ignore[arg-type]
    stage.shows(t("common.template.ideas.prompt"))
    stage.page.goto(f"{evening.server.address}/stage?code=QQQQQQ&embed=true")
    stage.shows(t("stage.not_open"))


def test_the_stage_stays_dark_for_those_who_were_not_let_in(hall: Hall) -> None:
    """Knowing the code is not enough to see the wall, or to hear when it changes."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    hall.phone().send(PARK)
    stranger = Phone(hall.new_phone(), evening).join()
    wire = Wire(stranger.page)

    stranger.page.goto(f"{evening.server.address}/stage?code={evening.code}&embed=true")
    stranger.shows(t("stage.not_open"))

    assert PARK not in wire.frames + stranger.whole
    assert 403 == stranger.page.request.get(f"{evening.server.address}/live/{evening.code}/room").status


def test_control_is_for_scripts_on_this_machine_alone(hall: Hall) -> None:
    """Without this run's token, through a proxy or from a browser's page it is a path that leads nowhere."""
    evening = hall.evening
    bell = doorbell(evening.server.data)
    assert bell is not None
    ask = json.dumps({"command": "step", "arguments": {"code": evening.code, "go": "next"}})
    right = {TOKEN_HEADER: bell.token}
    refused = [
        ("POST", {}),
        ("POST", {TOKEN_HEADER: "x" * len(bell.token)}),
        ("GET", right),
        ("POST", right | {"X-Forwarded-For": "192.0.2.7"}),
        ("POST", right | {"Origin": evening.server.address}),
        ("POST", right | {"Host": "asukasilta.example"}),
    ]

    answers = [_asked(evening.server, method, PATH, headers, ask)[0] for method, headers in refused]

    assert [404] * len(refused) == answers
    assert ("arrival", "draft") == evening.on_now
    assert 200 == _asked(evening.server, "POST", PATH, right, ask)[0]


def _signed_in(server: Server) -> str:
    """The manager's cookie."""
    form, kind = urlencode({"password": server.password}), "application/x-www-form-urlencoded"
    _, headers, _ = _asked(server, "POST", "/desk/sign-in", {"Content-Type": kind}, form)
    return headers["set-cookie"].partition(";")[0]


def _addresses(page: Page) -> list[str]:
    """Everything this page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return asked


def _asked(
    server: Server, method: str, path: str, headers: dict[str, str] | None = None, body: str | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, without following where it leads."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        line.request(method, path, body, headers or {})
        answer = line.getresponse()
        its = {name.lower(): value for name, value in answer.getheaders()}
        stream = "event-stream" in its.get("content-type", "")
        return answer.status, its, b"" if stream or answer.status == 101 else answer.read()
    finally:
        line.close()
