"""The page of an organisation's sign-in: whom it lets in, whom it asks, and whom it tells no."""

from typing import Any

import pytest

from service.organisation import Passes
from tests.pages.desk_alone import Hall, Page

MAIJA = "maija@example.org"
ORGANISATION = "pages.views.desk.parts.organisation"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Streamlit was asked to do."""
    done: list[str] = []
    monkeypatch.setenv("ASUKASILTA_MANAGERS", MAIJA)
    monkeypatch.setattr("streamlit.login", lambda: done.append("login"))
    monkeypatch.setattr("streamlit.logout", lambda: done.append("logout"))
    return done


def _seen(hall: Hall, monkeypatch: pytest.MonkeyPatch, identity: dict[str, Any], **query: str) -> Page:
    hall.session = None
    monkeypatch.setattr(f"{ORGANISATION}.identity", lambda: identity)
    return hall.page("desk_organisation", **query)


def _is(hall: Hall, address: str, **more: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "iat": hall.clock() - 60, "email": address, **more}


def test_who_is_listed_is_let_in(hall: Hall, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With a pass for the route that gives the cookie."""
    given: list[str] = []
    give = Passes.give

    def noted(passes: Passes, address: str, until: float) -> str:
        given.append(give(passes, address, until))
        return given[-1]

    monkeypatch.setattr(Passes, "give", noted)
    page = _seen(hall, monkeypatch, _is(hall, MAIJA), back="1")
    assert f'href="/desk/let-in/{given[-1]}"' in page.html
    assert MAIJA == hall.house.passes.take(given[-1])[0]
    assert [] == asked


@pytest.mark.parametrize("address", ["kuka@example.org", "<b>kuka</b>@example.org"])
def test_who_is_not_listed_reads_why(
    hall: Hall, asked: list[str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """With the address that came, and a way to another account; no way to the desk."""
    page = _seen(hall, monkeypatch, _is(hall, address), back="1")
    assert "ei ole vetäjien luettelossa" in page.said
    assert "let-in" not in page.html
    page.press("Vaihda tunnusta")
    assert ["logout"] == asked


def test_an_address_that_nobody_checked_lets_nobody_in(
    hall: Hall, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even a listed one."""
    page = _seen(hall, monkeypatch, _is(hall, MAIJA, email_verified=False))
    assert hall.t("desk.organisation.nameless") in page.said
    assert "let-in" not in page.html


def test_who_is_not_known_is_asked_once(
    hall: Hall, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the provider; who comes back unknown is not sent round and round."""
    _seen(hall, monkeypatch, {"is_logged_in": False})
    assert ["login"] == asked
    page = _seen(hall, monkeypatch, {"is_logged_in": False}, back="1")
    assert ["login"] == asked
    assert "Kirjautuminen ei onnistunut." in page.said
    assert 'href="/desk/organisation"' in page.html


def test_who_was_known_long_ago_is_asked_again(
    hall: Hall, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit's cookie outlives a job."""
    identity = _is(hall, MAIJA)
    hall.clock.now += 24 * 3600
    _seen(hall, monkeypatch, identity)
    assert ["login"] == asked


def test_a_server_that_is_not_set_up_says_so(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list alone is not enough; Streamlit needs its secrets."""
    monkeypatch.setenv("ASUKASILTA_MANAGERS", MAIJA)
    page = _seen(hall, monkeypatch, {})
    assert hall.t("desk.organisation.not_set_up") in page.said


def test_signing_out_asks_streamlit(hall: Hall, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose cookie would let in the next one."""
    _seen(hall, monkeypatch, _is(hall, MAIJA), out="1")
    assert ["logout"] == asked


def test_without_a_list_the_page_asks_to_sign_in(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """As any page of the desk."""
    monkeypatch.delenv("ASUKASILTA_MANAGERS", raising=False)
    assert "Kirjaudu ensin sisään." in _seen(hall, monkeypatch, _is(hall, MAIJA)).said
