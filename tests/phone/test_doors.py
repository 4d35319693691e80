"""Every route against everybody who may knock: one table, and a new route without a row fails."""

import pytest

from service.commands import COMMANDS
from service.control import PATH, TOKEN_HEADER, doorbell
from service.signin import DESK_COOKIE
from tests.phone.doors import EVERYBODY, METHODS, Door, Knocking, address, doors, signed, stored

RESIDENT = frozenset({"resident"})
LOOKS = frozenset({"stage", "leads", "helps"})
LEADS = frozenset({"leads", "leads elsewhere", "helps"})
"""Of the desk's own doors: what a session may, and in which workshops, is asked by every page and every command."""
LEADS_HERE = frozenset({"leads"})
"""The desk's files ask for the workshop themselves."""
NOBODY: frozenset[str] = frozenset()
"""Open to a program of this machine that has the token."""

WHO_MAY: dict[str, frozenset[str]] = {
    "GET /": EVERYBODY,
    "GET /j": EVERYBODY,
    "GET /j/": EVERYBODY,
    "GET /J": EVERYBODY,
    "GET /{code:bare}": EVERYBODY,
    "GET /j/{code:almost}": EVERYBODY,
    "POST /j/{code:almost}": EVERYBODY,
    "GET /j/{code:almost}/{rest:path}": EVERYBODY,
    "POST /j/{code:almost}/{rest:path}": EVERYBODY,
    "GET /J/{rest:path}": EVERYBODY,
    "POST /J/{rest:path}": EVERYBODY,
    "GET /j/-/{name}": EVERYBODY,
    "GET /j/-/plotly/{name}": EVERYBODY,
    "GET /favicon.ico": EVERYBODY,
    "GET /robots.txt": EVERYBODY,
    "POST /language": EVERYBODY,
    "GET /j/{code:join}": EVERYBODY,
    "GET /j/{code:join}/": EVERYBODY,
    "GET /j/{code:join}/now": EVERYBODY,
    "GET /j/{code:join}/so-far": EVERYBODY,
    "GET /j/{code:join}/wall/{activity}": EVERYBODY,
    "GET /j/{code:join}/plan/{project}": EVERYBODY,
    "GET /j/{code:join}/leaving": EVERYBODY,
    "GET /j/{code:join}/beside/{activity}": EVERYBODY,
    "GET /j/{code:join}/picture/{name}": EVERYBODY,
    "GET /j/{code:join}/mine": EVERYBODY,
    "GET /j/{code:join}/mine/away": EVERYBODY,
    "POST /j/{code:join}/mine/away": EVERYBODY,
    "GET /j/{code:join}/away": EVERYBODY,
    "GET /j/{code:join}/privacy": EVERYBODY,
    "GET /j/{code:join}/summary": EVERYBODY,
    "GET /j/{code:join}/summary.pdf": EVERYBODY,
    "GET /j/{code:join}/calendar.ics": EVERYBODY,
    "GET /j/{code}/events": EVERYBODY,
    "POST /j/{code:join}/join": EVERYBODY,
    "POST /j/{code:join}/language": EVERYBODY,
    "POST /j/{code:join}/a/{activity}": RESIDENT,
    "POST /j/{code:join}/a/{activity}/withdraw": RESIDENT,
    "GET /live/{code}/room": LOOKS,
    "GET /desk/sign-in": EVERYBODY,
    "POST /desk/sign-in": NOBODY,
    "POST /desk/sign-out": EVERYBODY,
    "GET /desk/enter/{code}/{token}": EVERYBODY,
    "GET /stage/enter/{code}/{token}": EVERYBODY,
    "GET /desk/organisation": EVERYBODY,
    "GET /desk/let-in/{name}": NOBODY,
    "GET /desk/files/{code}/summary/{language}/{format}": LEADS_HERE,
    "GET /desk/files/{code}/export": LEADS_HERE,
    "GET /desk/files/{code}/backup": LEADS_HERE,
    **{f"{method} {PATH}": NOBODY for method in METHODS if method not in ("HEAD", "BREW")},
    "GET /desk": LEADS,
    "GET /desk-run": LEADS,
    "GET /desk-agenda": LEADS,
    "GET /desk-ideas": LEADS,
    "GET /desk-log": LEADS,
    "GET /desk-paper": LEADS,
    "GET /desk-keys": LEADS,
    "GET /desk-organisation": LEADS,
    "GET /desk-privacy": LEADS,
    "GET /stage": LOOKS | {"leads elsewhere"},
}
"""Route → who gets more than a refusal there. The pages of stage and desk ask once more, for their workshop."""

FORM = {"language": "sv", "text": "Kirsikkapuisto", "key": "a-right-key", "password": "wrong-guess"}
SIGN_IN = "/desk/sign-in"


def test_every_route_has_a_row() -> None:
    """Whoever adds a door says for whom it is."""
    assert set(WHO_MAY) == {door.name for door in doors()}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_door_opens_for_whom_it_should(knocking: Knocking, who: str) -> None:
    """And refuses all others, whatever they carry."""
    opened = {door.name for door in doors() if _lets_in(knocking, door, who)}
    assert {name for name, may in WHO_MAY.items() if who in may} == opened


def _lets_in(knocking: Knocking, door: Door, who: str) -> bool:
    """No refusal, and no way to the sign-in instead. A wrong picture or an ended stream was let in as well."""
    form = {"data": FORM} if door.method == "POST" else {}
    answer = knocking.ask(door.method, address(door.path, knocking.hall), who, **form)
    assert answer.status_code < 500 or (answer.status_code == 503 and "events" in door.path + "events")
    if door.path == PATH:
        return answer.status_code != 404
    sent_away = answer.headers.get("location", "").startswith(f"{SIGN_IN}?next=")
    return (
        answer.status_code not in (403, 401, 429)
        and not sent_away
        and not _wrong_password(door, answer.status_code)
    )


def _wrong_password(door: Door, status: int) -> bool:
    return door.name == f"POST {SIGN_IN}" and status == 409


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_foreign_page_sends_nothing(knocking: Knocking, origin: str) -> None:
    """Every route that takes a POST, with every cookie there is: refused, nothing stored, nobody signed in or out."""
    hall = knocking.hall
    cookies = "; ".join(filter(None, map(knocking.cookie, sorted(EVERYBODY - {"resident elsewhere"}))))
    before, session = stored(hall), cookies.partition(f"{DESK_COOKIE}=")[2].partition(";")[0]
    for door in (d for d in doors() if d.method == "POST"):
        headers = {"cookie": cookies, "origin": origin, "sec-fetch-site": "cross-site"}
        answer = knocking.ask("POST", address(door.path, hall), headers=headers, data=FORM)
        wanted = {PATH: 404}.get(
            door.path, 307 if "almost" in door.path or door.path.startswith("/J/") else 403
        )
        assert wanted == answer.status_code, door.name
        assert "set-cookie" not in answer.headers, door.name
    assert before == stored(hall)
    assert hall.house.signin.session(session) is not None


@pytest.mark.parametrize(
    "cookie",
    [
        "asukas=aino-aino-aino",
        "asukas=aino-aino-aino.AAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "asukas=",
        "asukas=" + "x" * 4000,
        "asukas=\u00e4\u00f6",
        "asukas=a.b.c.d",
    ],
)
def test_a_made_up_cookie_is_nobody(knocking: Knocking, cookie: str) -> None:
    """Neither a vote nor a word in somebody's name."""
    address_ = f"/j/{knocking.hall.code}/a/{knocking.hall.now.id}"
    answer = knocking.ask("POST", address_, headers={"cookie": cookie.encode("latin-1")}, data=FORM)
    assert 403 == answer.status_code
    assert [] == knocking.hall.ideas()


def test_a_changed_cookie_is_nobody(knocking: Knocking) -> None:
    """Whichever letter is changed; unchanged it is somebody."""
    good, address_ = signed(knocking.hall), f"/j/{knocking.hall.code}/a/{knocking.hall.now.id}"
    for place in (0, len(good) // 2, len(good) - 5):
        bad = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        answer = knocking.ask("POST", address_, headers={"cookie": f"asukas={bad}"}, data=FORM)
        assert 403 == answer.status_code
    right = knocking.ask("POST", address_, headers={"cookie": f"asukas={good}"}, data=FORM)
    assert 303 == right.status_code


@pytest.mark.parametrize("method", METHODS)
def test_every_answer_has_the_safe_headers(knocking: Knocking, method: str) -> None:
    """Every route and every method, also where it is refused: no sniffing, no framing by others, no address passed
    on, and no script in a page but our own."""
    for path in sorted(
        {door.path for door in doors()} | {"/none", "/j/NONONO", "/j/NONONO/a/x", "/static/x.js"}
    ):
        for who in ("nobody", "leads"):
            answer = knocking.ask(method, address(path, knocking.hall), who)
            _is_safe(f"{method} {path} for {who}", answer)


def _is_safe(what: str, answer: object) -> None:
    headers, status = answer.headers, answer.status_code  # type: ignore[attr-defined]
    assert status < 500 or status == 503, what
    assert "nosniff" == headers["x-content-type-options"], what
    assert "same-origin" == headers["referrer-policy"], what
    policy = headers["content-security-policy"]
    assert "frame-ancestors" in policy, what
    if "default-src" in policy or "Streamlit" not in answer.text:  # type: ignore[attr-defined]
        assert "unsafe" not in policy, what


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_our_own_faults_have_the_safe_headers(
    knocking: Knocking, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    """A calm page, whose words are ours alone."""
    monkeypatch.setattr(type(knocking.hall.house.store), "at_hand", _broken)
    answer = knocking.ask("GET", f"/j/{knocking.hall.code}", headers={"accept": accept})
    assert 500 == answer.status_code
    assert "people wrote this" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "nosniff" == answer.headers["x-content-type-options"]


def _broken(*_: object) -> None:
    raise RuntimeError("people wrote this")


def test_too_much_has_the_safe_headers(knocking: Knocking) -> None:
    """413 is a page as any other; and ten megabytes are not read to say so."""
    hall = knocking.hall
    answer = knocking.ask(
        "POST", f"/j/{hall.code}/a/{hall.now.id}", "resident", data={"text": "x" * 10_000_000}
    )
    assert (413, "nosniff") == (answer.status_code, answer.headers["x-content-type-options"])
    assert "default-src 'none'" in answer.headers["content-security-policy"]


COMMAND_NAMES = (
    "new", "links", "step", "perform", "workshops", "state", "result", "export", "backup", "snapshots", "restore",
    "report", "import", "delete", "holdings",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMAND_NAMES)
def test_no_command_comes_in_by_a_wrong_door(knocking: Knocking, command: str) -> None:
    """Without the token, by a browser, through a proxy or under another name: as if there were nothing."""
    token = doorbell(knocking.hall.house.folder).token  # type: ignore[union-attr]
    before = stored(knocking.hall)
    tries = [
        {},
        {TOKEN_HEADER: "x" * len(token), "host": "127.0.0.1"},
        {TOKEN_HEADER: token},
        {TOKEN_HEADER: token, "host": "127.0.0.1", "origin": "http://127.0.0.1"},
        {TOKEN_HEADER: token, "host": "127.0.0.1", "x-forwarded-for": "127.0.0.1"},
    ]
    for headers in tries:
        body = {"command": command, "arguments": {"code": knocking.hall.code}}
        for who in ("nobody", "resident", "stage", "leads"):
            assert 404 == knocking.ask("POST", PATH, who, headers=headers, json=body).status_code
    assert before == stored(knocking.hall)


def test_every_command_has_a_row() -> None:
    """Whoever adds one says so here."""
    assert set(COMMAND_NAMES) == set(COMMANDS)
