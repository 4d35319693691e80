"""Links over HTTP: what they open, and that a changed one takes everything with it that it had opened."""

import asyncio
from typing import Any

import pytest

from facilitation.permissions import MANAGER
from phone.streams import OUT
from service import acting
from service.signin import DESK_COOKIE, STAGE_COOKIE, link_token
from tests.phone.lines import Browser, answered, listening
from tests.phone.people import Hall, Page, said

HERE = "http://127.0.0.1:8501"
DOORS = {"manager": "desk", "cofacilitator": "desk", "helper": "desk", "stage": "stage"}
COOKIES = {"desk": DESK_COOKIE, "stage": STAGE_COOKIE}
PATIENCE = 10


def _follow(hall: Hall, role: Any, door: str = "", cookie: str = "") -> Any:
    address = f"{HERE}/{door or DOORS[role]}/enter/{hall.code}/{link_token(hall.workshop, role)}"
    return hall.somebody().ask("GET", address, headers={"cookie": cookie}, follow_redirects=False)


def _revoke(hall: Hall, role: str) -> None:
    age = hall.workshop.link(role).age  # type: ignore[arg-type]
    acting.perform(hall.house, hall.code, MANAGER, "revoke", link=role, age=age)


def test_the_co_facilitators_link_leads_along(hall: Hall) -> None:
    """At the desk of this workshop alone, as what it is."""
    session = hall.house.session(_follow(hall, "cofacilitator").cookies[DESK_COOKIE])
    assert session is not None
    assert ("cofacilitator", True, False) == (
        session.role,
        session.may_lead(hall.code),
        session.may_lead("ABC234"),
    )


def test_a_helpers_link_leads_to_the_page_for_papers(hall: Hall) -> None:
    """And to no more: it may look at the stage, and leads nothing."""
    answer = _follow(hall, "helper")
    assert f"/desk-paper?code={hall.code}" == answer.headers["location"]
    session = hall.house.session(answer.cookies[DESK_COOKIE])
    assert session is not None
    assert ("helper", False, True, False) == (
        session.role,
        session.may_lead(hall.code),
        session.may_see_stage(hall.code),
        session.may_see_stage("ABC234"),
    )


@pytest.mark.parametrize(
    ("role", "door"),
    [
        ("manager", "desk"),
        ("cofacilitator", "desk"),
        ("helper", "desk"),
        ("stage", "stage"),
        ("cofacilitator", "stage"),
    ],
)
def test_a_changed_link_ends_what_it_has_opened(hall: Hall, role: str, door: str) -> None:
    """The session, and the link itself; a new one works at once."""
    name = _follow(hall, role, door).cookies[COOKIES[door]]
    old = link_token(hall.workshop, role)  # type: ignore[arg-type]
    assert hall.house.session(name) is not None
    _revoke(hall, role)
    assert hall.house.session(name) is None
    address = f"{HERE}/{door}/enter/{hall.code}/{old}"
    answer = hall.somebody().ask("GET", address, follow_redirects=False)
    assert (403, False) == (answer.status_code, "set-cookie" in answer.headers)
    assert said(hall.somebody().t, "link_not_valid") in Page(answer).text
    assert hall.house.session(_follow(hall, role, door).cookies[COOKIES[door]]) is not None


def test_a_changed_link_ends_nothing_else(hall: Hall) -> None:
    """Who came in by another link or by the password stays in."""
    names = [_follow(hall, role).cookies[COOKIES[DOORS[role]]] for role in ("manager", "stage")]
    names.append(hall.house.signin.start_session("manager"))
    _revoke(hall, "cofacilitator")
    assert all(hall.house.session(name) for name in names)


def test_a_stream_that_a_changed_link_had_opened_says_so_and_ends(hall: Hall) -> None:
    """At once and not at the next heartbeat: a stolen stage goes dark while the thief looks at it."""
    cookie = f"{STAGE_COOKIE}={_follow(hall, 'stage').cookies[STAGE_COOKIE]}"
    stage = Browser(f"/live/{hall.code}/room", cookie)

    async def heard() -> bytes:
        asked = await listening(hall.house, stage)
        before = stage.body
        await asyncio.to_thread(_revoke, hall, "stage")
        await asyncio.wait_for(asked, PATIENCE)
        return stage.body.removeprefix(before)

    assert f'event: version\ndata: {{"v":"{OUT}"}}\n\n'.encode() == hall.loop.run(heard())
    assert 403 == answered(hall, f"/live/{hall.code}/room", cookie=cookie)


def test_a_managers_link_gives_more_to_who_leads_along(hall: Hall) -> None:
    """And a link that gives less takes nothing from anybody."""
    leads = f"{DESK_COOKIE}={hall.house.signin.start_session('cofacilitator', hall.code)}"
    session = hall.house.session(_follow(hall, "manager", cookie=leads).cookies[DESK_COOKIE])
    assert session is not None
    assert "manager" == session.role
    manages = f"{DESK_COOKIE}={hall.house.signin.start_session('manager')}"
    for role, has_more in (("cofacilitator", manages), ("helper", manages), ("helper", leads)):
        assert "set-cookie" not in _follow(hall, role, cookie=has_more).headers
