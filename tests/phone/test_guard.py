"""The front door: which path goes where, and who is not let in."""

import asyncio

import pytest
from starlette.requests import HTTPConnection

from phone.guard import FrontDoor, is_streamlits, same_origin


@pytest.mark.parametrize(
    "path",
    [
        "/desk",
        "/desk-agenda",
        "/stage",
        "/_stcore/stream",
        "/_stcore/health",
        "/static/js/index.js",
        "/media/x.png",
    ],
)
def test_streamlit_gets_its_own_paths(path):
    """Desk, stage and what they are made of."""
    assert is_streamlits(path)


@pytest.mark.parametrize(
    "path",
    ["/", "/j", "/j/ABC234", "/J/abc234", "/ABC234", "/desk/sign-in", "/stage/enter/x/y", "/favicon.ico", "/robots.txt",
     "/index.html", "/stages", "/desk/", "/static", "/pages/main.py", "/control"],
)  # fmt: skip
def test_streamlit_sees_nothing_else(path):
    """It would answer anything with its own 2.6 MB page."""
    assert not is_streamlits(path)


def asked(**headers):
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in {"host": "ilta.example", **headers}.items()]
    return HTTPConnection({"type": "http", "headers": raw})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://ilta.example"},
        {"origin": "http://ILTA.example"},
        {"referer": "https://ilta.example/j/ABC234"},
        {"origin": "https://ilta.example", "sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
    ],
)
def test_our_own_pages_may_post(headers):
    """And so may browsers too old to say where they are."""
    assert same_origin(asked(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "https://ilta.example:8443"},
        {"origin": "https://ilta.example.elsewhere.example"},
        {"referer": "https://elsewhere.example/ilta.example"},
        {"origin": "http://["},
        {"referer": "https://[ilta.example]/"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_foreign_pages_may_not(headers):
    """Nobody votes by opening another page."""
    assert not same_origin(asked(**headers))


def test_the_public_address_is_ours_too(monkeypatch):
    """Behind a proxy that changes the host."""
    monkeypatch.setenv("ASUKASILTA_ADDRESS", "https://asukasilta.example")
    assert same_origin(asked(origin="https://asukasilta.example"))


def test_a_fault_is_logged_without_what_people_wrote(caplog):
    """Where it happened is for us; the words are theirs."""

    people_wrote = "".join(["Anna asuu ", "portaassa C"])

    async def failing(scope, receive, send):
        raise ValueError(people_wrote)

    door = FrontDoor(failing, own=failing)
    asyncio.run(door({"type": "http", "path": "/j/ABC234", "headers": []}, None, None))
    assert "ValueError" in caplog.text
    assert "portaassa" not in caplog.text
