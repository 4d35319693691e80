"""Signing in to the desk: the first password only from the machine itself, links that become cookies."""

import stat
import sys
from typing import Any

import httpx
import pytest

from service.signin import DESK_COOKIE, STAGE_COOKIE, link_token
from tests.phone.people import Hall, Page, said

PASSWORD = "koivu-ja-tuomi"
HERE = "http://127.0.0.1:8501"
FIRST = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password from the environment, which costs no hashing."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", PASSWORD)


def sign_in(hall: Hall, fields: dict[str, str], host: str = HERE, **headers: str) -> tuple[Page, Any]:
    somebody = hall.somebody()
    answer = somebody.ask(
        "POST", f"{host}/desk/sign-in", data=fields, headers=headers, follow_redirects=False
    )
    return Page(answer), answer


def test_the_first_password_is_set_on_the_machine(hall: Hall) -> None:
    """And signs in."""
    page, answer = sign_in(hall, FIRST)
    assert (303, "/desk") == (page.status, answer.headers["location"])
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(DESK_COOKIE)
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert hall.house.signin.has_password()


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "::ffff:192.0.2.7"])
def test_the_machine_is_known_by_each_of_its_addresses(hall: Hall, client: str) -> None:
    """A server that listens to both kinds of addresses sees the older kind written in the newer."""
    transport = httpx.ASGITransport(hall.app, client=(client, 50_000))
    browser = httpx.AsyncClient(transport=transport, base_url=HERE)
    page = hall.loop.run(browser.get("/desk/sign-in"))
    assert (403 if "192" in client else 200) == page.status_code


@pytest.mark.parametrize(
    "host, headers",
    [
        ("http://ilta.example", {}),
        ("http://192.168.1.5:8501", {}),
        ("http://localhost.evil.example", {}),
        (HERE, {"x-forwarded-for": "127.0.0.1"}),
        (HERE, {"forwarded": "for=127.0.0.1"}),
        (HERE, {"x-forwarded-host": "ilta.example"}),
        (HERE, {"via": "1.1 proxy"}),
    ],
)
def test_the_first_password_is_set_nowhere_else(hall: Hall, host: str, headers: dict[str, str]) -> None:
    """Not through a proxy, not by another name, not from the network."""
    page, _ = sign_in(hall, FIRST, host, **headers)
    assert 403 == page.status
    assert said(hall.somebody().t, "sign_in_on_the_machine") in page.text
    assert not page.has_form("sign-in")
    assert not hall.house.signin.has_password()


@pytest.mark.parametrize(
    "fields, key",
    [
        ({"password": "abc", "again": "abc"}, "common.refused.password_too_short"),
        ({"password": PASSWORD, "again": "koivu"}, "phone.sign_in.differ"),
        ({"password": PASSWORD}, "phone.sign_in.differ"),
    ],
)
def test_a_first_password_must_be_good(hall: Hall, fields: dict[str, str], key: str) -> None:
    """Long enough, and typed twice alike."""
    page, _ = sign_in(hall, fields)
    assert hall.somebody().t(key, least=8) in page.text
    assert not hall.house.signin.has_password()


def test_the_password_opens_the_desk(hall: Hall, known: None) -> None:
    """From anywhere, and only the right one; wrong ones wait ever longer."""
    page, answer = sign_in(hall, {"password": PASSWORD, "next": "/desk?code=ABC234"}, "http://ilta.example")
    assert (303, "/desk?code=ABC234") == (page.status, answer.headers["location"])
    session = hall.house.signin.session(answer.cookies[DESK_COOKIE])
    assert session is not None
    assert session.may_lead(hall.code)
    for _ in range(5):
        page, answer = sign_in(hall, {"password": "wrong"})
        assert said(hall.somebody().t, "wrong_password") in page.text
        assert "set-cookie" not in answer.headers
    page, _ = sign_in(hall, {"password": PASSWORD})
    assert said(hall.somebody().t, "too_many_tries", seconds=2) in page.text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/desk/sign-in",
        "/j/ABC234",
        "/desk\r\nX: y",
        "javascript:alert(1)",
    ],
)
def test_signing_in_leads_nowhere_else(hall: Hall, known: None, wanted: str) -> None:
    """`next` is an address of the desk or the stage."""
    _, answer = sign_in(hall, {"password": PASSWORD, "next": wanted})
    assert "/desk" == answer.headers["location"]


def test_a_foreign_page_signs_nobody_in(hall: Hall, known: None) -> None:
    """Nor out."""
    page, answer = sign_in(hall, {"password": PASSWORD}, origin="https://elsewhere.example")
    assert 403 == page.status
    assert "set-cookie" not in answer.headers


def test_signing_out_ends_the_session(hall: Hall) -> None:
    """On the server, not only in the browser."""
    _, answer = sign_in(hall, FIRST)
    name = answer.cookies[DESK_COOKIE]
    hall.somebody().ask(
        "POST", f"{HERE}/desk/sign-out", headers={"cookie": f"{DESK_COOKIE}={name}"}, follow_redirects=False
    )
    assert hall.house.signin.session(name) is None


def _follow(hall: Hall, door: str, token: str, method: str = "GET", cookie: str = "") -> Any:
    address = f"{HERE}/{door}/enter/{hall.code}/{token}"
    return hall.somebody().ask(method, address, headers={"cookie": cookie}, follow_redirects=False)


def test_a_desk_link_signs_in_for_its_workshop(hall: Hall) -> None:
    """And leads to an address without the token."""
    answer = _follow(hall, "desk", link_token(hall.workshop, "manager"))
    assert f"/desk-run?code={hall.code}" == answer.headers["location"]
    session = hall.house.signin.session(answer.cookies[DESK_COOKIE])
    assert session is not None
    assert (True, False) == (session.may_lead(hall.code), session.may_lead("ABC234"))


def test_a_stage_link_only_shows(hall: Hall) -> None:
    """Whoever's link it was: a projector stands open to the room."""
    for role in ("stage", "manager"):
        answer = _follow(hall, "stage", link_token(hall.workshop, role))
        assert f"/stage?code={hall.code}&embed=true" == answer.headers["location"]
        session = hall.house.signin.session(answer.cookies[STAGE_COOKIE])
        assert session is not None
        assert (True, False) == (session.may_see_stage(hall.code), session.may_lead(hall.code))


def test_a_stage_link_opens_no_desk(hall: Hall) -> None:
    """It may stand on a projector."""
    answer = _follow(hall, "desk", link_token(hall.workshop, "stage"))
    assert 403 == answer.status_code
    assert said(hall.somebody().t, "link_not_valid") in Page(answer).text


@pytest.mark.parametrize("token", ["x", "WyJtYW5hZ2VyIiwwXQ.x.y", "%00"])
def test_a_made_up_link_opens_nothing(hall: Hall, token: str) -> None:
    """Guessing is no way in."""
    for door in ("desk", "stage"):
        answer = _follow(hall, door, token)
        assert (403, False) == (answer.status_code, "set-cookie" in answer.headers)


def test_looking_at_a_link_is_not_using_it(hall: Hall) -> None:
    """Chat programs look at what is sent in them (HEAD)."""
    answer = _follow(hall, "desk", link_token(hall.workshop, "manager"), "HEAD")
    assert "set-cookie" not in answer.headers


def test_a_link_does_not_take_more_than_it_gives(hall: Hall) -> None:
    """Somebody signed in to all workshops stays so."""
    name = hall.house.signin.start_session("manager")
    answer = _follow(hall, "desk", link_token(hall.workshop, "manager"), cookie=f"{DESK_COOKIE}={name}")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_form_speaks_the_readers_language(hall: Hall, language: str) -> None:
    """Also on a machine that has no password yet."""
    somebody = hall.somebody(language)
    assert somebody.t("phone.sign_in.set") in somebody.get(f"{HERE}/desk/sign-in").text
    hall.house.signin.set_password(PASSWORD)
    assert somebody.t("phone.sign_in.button") in somebody.get(f"{HERE}/desk/sign-in").text


def test_who_is_signed_in_goes_on(hall: Hall) -> None:
    """The form is not shown twice."""
    name = hall.house.signin.start_session("manager")
    answer = hall.somebody().ask(
        "GET",
        f"{HERE}/desk/sign-in?next=/desk?code=X",
        headers={"cookie": f"{DESK_COOKIE}={name}"},
        follow_redirects=False,
    )
    assert (303, "/desk?code=X") == (answer.status_code, answer.headers["location"])


def test_there_is_no_way_out_by_a_link(hall: Hall) -> None:
    """Signing out is a form."""
    assert 405 == hall.somebody().get(f"{HERE}/desk/sign-out").status


@pytest.mark.parametrize("door", ["password", "desk link", "stage link"])
def test_the_cookies_are_secure_where_the_line_is(
    hall: Hall, known: None, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    """By HTTPS, also where a proxy in front does not say so but the address that people were given does. None of them
    can be read by a script or goes along with another page's form."""
    for address in ("http://ilta.example", "https://ilta.example"):
        monkeypatch.setenv("ASUKASILTA_ADDRESS", address)
        cookie = _cookie_of(hall, door).lower()
        assert (address.startswith("https")) == ("secure" in cookie)
        assert "httponly" in cookie
        assert "samesite=lax" in cookie


def _cookie_of(hall: Hall, door: str) -> str:
    if door == "password":
        return str(sign_in(hall, {"password": PASSWORD}, "http://ilta.example")[1].headers["set-cookie"])
    role, where = ("manager", "desk") if door == "desk link" else ("stage", "stage")
    return str(_follow(hall, where, link_token(hall.workshop, role)).headers["set-cookie"])  # type: ignore[arg-type]


def test_a_resident_who_guesses_keeps_the_manager_out_nowhere(hall: Hall, known: None) -> None:
    """Behind one address of a hall they would wait together; the laptop itself is never kept waiting by them."""
    for _ in range(30):
        page, _ = sign_in(hall, {"password": "wrong"}, "http://ilta.example")
    assert 409 == page.status
    _, answer = sign_in(hall, {"password": PASSWORD})
    assert 303 == answer.status_code


def test_what_is_kept_of_the_password_is_a_slow_hash_in_a_private_file(hall: Hall) -> None:
    """argon2id, and readable by its owner only; sessions too."""
    sign_in(hall, FIRST)
    kept = hall.house.folder / "desk.json"
    assert "$argon2id$" in kept.read_text()
    files = [kept, hall.house.folder / "sessions.json"]
    if sys.platform != "win32":
        assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in files}
        assert 0o700 == stat.S_IMODE(hall.house.folder.stat().st_mode)
