"""An organisation's own sign-in: who is let in, for how long, and that a pass is good once."""

from typing import Any

import pytest

from facilitation.errors import NotAllowed
from service import organisation
from service.organisation import AHEAD, HOLDS, PASS_SECONDS, Passes, address_of, is_manager, known_until
from storage.private_files import FolderRecords

NOW = 1_800_000_000.0
LISTED = "maija@example.org, Liisa@Example.org;\n@kunta.example"


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASUKASILTA_MANAGERS", LISTED)
    monkeypatch.delenv("ASUKASILTA_PASSWORD", raising=False)


class Clock:
    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("address", "let_in"),
    [
        ("maija@example.org", True),
        ("LIISA@example.org", True),
        ("kuka.vain@kunta.example", True),
        ("kuka.vain@example.org", False),
        ("x@alue.kunta.example", False),
        ("maija@example.org.evil.example", False),
        ("evil@x@kunta.example", False),
        ("@kunta.example", False),
        ("kunta.example", False),
        ("", False),
    ],
)
def test_only_who_is_listed_leads(address: str, let_in: bool) -> None:
    """In any case of letters; a domain stands for itself alone, and nothing that only looks like it."""
    assert let_in == is_manager(address)


@pytest.mark.parametrize("listed", ["", " ,; ", "@", "maija"])
def test_without_a_list_nobody_signs_in_so(listed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty list is not everybody."""
    monkeypatch.setenv("ASUKASILTA_MANAGERS", listed)
    assert (False, False) == (organisation.is_used(), is_manager("maija@example.org"))


@pytest.mark.parametrize(
    ("identity", "address"),
    [
        ({"email": " maija@example.org "}, "maija@example.org"),
        ({"email": "maija@example.org", "email_verified": True}, "maija@example.org"),
        ({"email": "maija@example.org", "email_verified": "true"}, "maija@example.org"),
        ({"email": "maija@example.org", "email_verified": False}, ""),
        ({"email": "maija@example.org", "email_verified": "false"}, ""),
        ({"email": "maija@example.org", "email_verified": None}, ""),
        ({"email": ["maija@example.org"]}, ""),
        ({"preferred_username": "maija@example.org"}, ""),
        ({}, ""),
    ],
)
def test_an_address_that_nobody_has_checked_is_none(identity: dict[str, Any], address: str) -> None:
    """Whoever could claim any address would claim a manager's."""
    assert address == address_of(identity)


@pytest.mark.parametrize(
    ("identity", "until"),
    [
        ({"is_logged_in": True, "iat": NOW - 60}, NOW - 60 + HOLDS),
        ({"is_logged_in": True, "iat": NOW - HOLDS}, 0),
        ({"is_logged_in": True, "iat": NOW + AHEAD + 1}, 0),
        ({"is_logged_in": True, "iat": str(NOW)}, 0),
        ({"is_logged_in": True}, 0),
        ({"is_logged_in": False, "iat": NOW}, 0),
        ({}, 0),
    ],
)
def test_the_provider_s_word_holds_for_half_a_day(identity: dict[str, Any], until: float) -> None:
    """Streamlit's own cookie remembers it for a month."""
    assert until == known_until(identity, NOW)


def test_a_pass_is_good_once_and_for_a_minute(tmp_path: Any) -> None:
    """And is not readable from what is kept."""
    clock = Clock()
    passes = Passes(FolderRecords(tmp_path), clock)
    first, late = passes.give("maija@example.org", NOW + 50), passes.give("maija@example.org", NOW + 50)
    assert first not in "".join(p.read_text() for p in tmp_path.glob("*.json"))
    assert ("maija@example.org", NOW + 50) == passes.take(first)
    for name in (first, "made-up", ""):
        with pytest.raises(NotAllowed, match="link_not_valid"):
            passes.take(name)
    clock.now += PASS_SECONDS
    with pytest.raises(NotAllowed, match="link_not_valid"):
        passes.take(late)


def test_nobody_who_is_not_listed_gets_or_uses_a_pass(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the list changed in between."""
    passes = Passes(FolderRecords(tmp_path), Clock())
    with pytest.raises(NotAllowed):
        passes.give("kuka.vain@example.org", NOW)
    name = passes.give("maija@example.org", NOW)
    monkeypatch.setenv("ASUKASILTA_MANAGERS", "liisa@example.org")
    with pytest.raises(NotAllowed):
        passes.take(name)
