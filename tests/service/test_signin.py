"""Signing in: one password, links, and sessions that can be ended."""

import time

import pytest

from facilitation.errors import NotAllowed, Refused
from facilitation.model import Link
from service import signin as signing_in
from service.presence import Presence
from service.signin import DESK_LINK_SECONDS, SignIn, link_token, role_of_link
from service.throttle import FREE_TRIES, FREE_TRIES_OF_ALL
from storage.private_files import FolderRecords
from tests.facilitation.room import room


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def signin(tmp_path, clock, monkeypatch):
    monkeypatch.delenv("ASUKASILTA_PASSWORD", raising=False)
    return SignIn(FolderRecords(tmp_path), clock)


def test_the_password_is_set_once(signin):
    """Who comes second cannot set another."""
    signin.set_password("koivu-ja-tuomi")
    with pytest.raises(NotAllowed):
        signin.set_password("toinen-salasana")
    signin.check_password("koivu-ja-tuomi")
    with pytest.raises(Refused, match="wrong_password"):
        signin.check_password("toinen-salasana")


def test_a_short_password_is_refused(signin):
    """And then there still is none."""
    with pytest.raises(Refused, match="password_too_short"):
        signin.set_password("lyhyt")
    assert not signin.has_password()


def test_no_password_means_nobody_gets_in(signin):
    """An empty password is no password."""
    with pytest.raises(Refused):
        signin.check_password("")


def test_the_environment_s_password_counts_instead(signin, monkeypatch):
    """Organisations set it where the server runs."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "yhdistyksen-oma")
    signin.check_password("yhdistyksen-oma")
    with pytest.raises(NotAllowed):
        signin.set_password("selaimessa-asetettu")


def test_guessing_gets_slower_and_a_right_one_frees(signin, clock):
    """After some wrong tries everybody waits; time and the right password end it."""
    signin.set_password("koivu-ja-tuomi")
    for _ in range(FREE_TRIES):
        with pytest.raises(Refused, match="wrong_password"):
            signin.check_password("arvaus-arvaus")
    with pytest.raises(Refused, match="too_many_tries"):
        signin.check_password("koivu-ja-tuomi")
    clock.now += 61
    signin.check_password("koivu-ja-tuomi")


def test_a_link_that_is_opened_over_and_over_opens_no_more(signin, clock, monkeypatch):
    """Nor ends it what others have opened; another link, the next age of the same one, and time do."""
    monkeypatch.setattr(signing_in, "MOST_THROUGH_A_LINK", 2)
    first, _ = (signin.start_session("stage", "ACDEFG", 60, "stage") for _ in range(2))
    with pytest.raises(NotAllowed, match="link_used_up"):
        signin.start_session("stage", "ACDEFG", 60, "stage")
    assert signin.session(first)
    signin.start_session("stage", "ACDEFG", 60, "stage", age=1)
    signin.start_session("stage", "HHH777", 60, "stage")
    clock.now += 61
    assert signin.session(signin.start_session("stage", "ACDEFG", 60, "stage"))


def wrong(signin, address):
    with pytest.raises(Refused) as refused:
        signin.check_password("arvaus-arvaus", address)
    return refused.value.key


def test_who_guesses_keeps_nobody_else_out(signin, monkeypatch):
    """A resident with a script waits; the manager at the laptop, and in another network, signs in."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "koivu-ja-tuomi")
    tried = [wrong(signin, "192.0.2.7") for _ in range(FREE_TRIES + 20)]
    assert ["wrong_password"] * FREE_TRIES + ["too_many_tries"] * 20 == tried
    signin.check_password("koivu-ja-tuomi")
    signin.check_password("koivu-ja-tuomi", "192.0.2.8")


def test_many_addresses_that_guess_together_wait_together(signin, monkeypatch):
    """All but the machine itself, whoever rents a thousand others."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "koivu-ja-tuomi")
    tried = [wrong(signin, f"192.0.2.{n}") for n in range(FREE_TRIES_OF_ALL + 1)]
    assert "too_many_tries" == tried[-1]
    assert {"wrong_password"} == set(tried[:-1])
    signin.check_password("koivu-ja-tuomi")


def test_wrong_tries_are_forgotten_in_time(signin, clock, monkeypatch):
    """A manager who mistyped last month begins anew."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "koivu-ja-tuomi")
    for _ in range(FREE_TRIES):
        wrong(signin, "192.0.2.7")
    clock.now += 3600
    assert "wrong_password" == wrong(signin, "192.0.2.7")
    assert "wrong_password" == wrong(signin, "192.0.2.7")


def test_a_clock_that_jumps_back_locks_nobody_out(signin, clock, monkeypatch):
    """A laptop that had a wrong time must not wait for it to come again."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", "koivu-ja-tuomi")
    for _ in range(FREE_TRIES):
        wrong(signin, "")
    assert "too_many_tries" == wrong(signin, "")
    clock.now -= 1_000_000
    signin.check_password("koivu-ja-tuomi")


def test_the_password_and_sessions_are_not_readable_from_the_files(signin, tmp_path):
    """What stands on the disk opens no door."""
    signin.set_password("koivu-ja-tuomi")
    name = signin.start_session("manager")
    kept = "".join(p.read_text() for p in tmp_path.glob("*.json"))
    assert "koivu-ja-tuomi" not in kept
    assert name not in kept


def test_a_session_survives_a_restart_and_can_be_ended(signin, tmp_path, clock):
    """The desk goes on after the server was killed; signing out is for good."""
    name = signin.start_session("manager")
    again = SignIn(FolderRecords(tmp_path), clock)
    assert again.session(name).may_lead("ACDEFG")
    again.end_session(name)
    assert again.session(name) is None
    assert SignIn(FolderRecords(tmp_path), clock).session(name) is None


def test_an_old_or_unknown_session_is_none(signin, clock):
    """Two weeks, then the password again."""
    name = signin.start_session("manager")
    clock.now += 15 * 24 * 3600
    assert signin.session(name) is None
    assert signin.session("made-up") is None
    assert signin.session(None) is None


def test_the_stage_only_looks_at_its_own_workshop(signin):
    """A stage link leads to no desk and to no other stage."""
    stage = signin.session(signin.start_session("stage", "ACDEFG"))
    assert stage.may_see_stage("ACDEFG")
    assert not stage.may_see_stage("777777")
    assert not stage.may_lead("ACDEFG")


def test_who_is_in_through_a_link_is_counted(signin, clock):
    """Per link and age; whoever signed out or whose time is over is in no more."""
    names = [signin.start_session("stage", "ACDEFG", link="stage") for _ in range(3)]
    signin.start_session("stage", "ACDEFG", link="stage", age=1)
    signin.start_session("manager")
    signin.end_session(names[0])
    assert (2, 1) == tuple(signin.opened_through("ACDEFG", "stage", age) for age in (0, 1))
    clock.now += 15 * 24 * 3600
    assert 0 == signin.opened_through("ACDEFG", "stage", 0)


def test_a_manager_of_one_workshop_leads_only_that():
    """A desk link for one evening does not open another."""
    workshop = room().workshop
    assert "manager" == role_of_link(workshop, link_token(workshop, "manager"))
    with pytest.raises(NotAllowed):
        role_of_link(workshop.but(code="777777"), link_token(workshop, "manager"))


def test_the_next_link_of_its_kind_revokes_a_link_and_no_other():
    """A photographed address can be made useless without troubling anybody else."""
    workshop = room().workshop
    stage, leads = link_token(workshop, "stage"), link_token(workshop, "cofacilitator")
    later = workshop.but(links={"stage": Link(age=1, made_at=5)})
    with pytest.raises(NotAllowed, match="link_not_valid"):
        role_of_link(later, stage)
    assert "cofacilitator" == role_of_link(later, leads)
    assert "stage" == role_of_link(later, link_token(later, "stage"))


def test_a_stage_link_is_no_desk_link():
    """The role is signed with it."""
    workshop = room().workshop
    token = link_token(workshop, "stage")
    assert "stage" == role_of_link(workshop, token)
    for forged in (
        "",
        "x",
        token[:-2],
        token.replace(".", "", 1),
        link_token(workshop.but(secret="t"), "manager"),
    ):
        with pytest.raises(NotAllowed):
            role_of_link(workshop, forged)


def test_a_desk_link_lasts_a_day(monkeypatch):
    """The others last until they are changed."""
    workshop = room().workshop
    desk, lasting = link_token(workshop, "manager"), ("cofacilitator", "stage")
    tokens = [link_token(workshop, role) for role in lasting]
    later = time.time() + DESK_LINK_SECONDS + 5
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert list(lasting) == [role_of_link(workshop, token) for token in tokens]
    with pytest.raises(NotAllowed):
        role_of_link(workshop, desk)


def test_a_desk_link_opens_though_our_clock_is_behind(monkeypatch):
    """It was made on another computer, or before the clock was set back; one from far ahead is none of ours."""
    workshop = room().workshop
    desk, now = link_token(workshop, "manager"), time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now - 120)
    assert "manager" == role_of_link(workshop, desk)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now - DESK_LINK_SECONDS - 5)
    with pytest.raises(NotAllowed):
        role_of_link(workshop, desk)


def test_a_phone_is_here_for_ten_minutes(clock):
    """Seen in the last ten minutes; each counts once."""
    presence = Presence(clock)
    presence.touch("ACDEFG", "a")
    clock.now += 300
    presence.touch("ACDEFG", "b")
    presence.touch("ACDEFG", "b")
    assert 2 == presence.here("ACDEFG")
    clock.now += 301
    assert 1 == presence.here("ACDEFG")
    assert 0 == presence.here("777777")


def test_who_has_left_is_not_here_for_hours_where_the_clock_is_set_back(clock):
    """Whoever is here says so again within seconds."""
    presence = Presence(clock)
    presence.touch("ACDEFG", "left")
    presence.touch("ACDEFG", "stays")
    clock.now -= 3600
    presence.touch("ACDEFG", "stays")
    assert 1 == presence.here("ACDEFG")
