"""The page of links: nothing of them before they are asked for, and a way to change each."""

import re

import pytest

from locales import LANGUAGES
from service.signin import Session, link_token, role_of_link
from tests.pages.desk_alone import CODE, FOREVER, Hall


def test_no_link_stands_there_before_it_is_asked_for(hall: Hall) -> None:
    """The desk may stand on the wall by mistake."""
    page = hall.page("desk_keys")
    assert 'class="d-qr"' not in page.html
    assert "/enter/" not in page.said


def test_a_shown_link_has_a_qr_code(hall: Hall) -> None:
    """The one that was asked for, and no other."""
    page = hall.page("desk_keys")
    page.app.toggle[0].set_value(True)
    assert 1 == page.run().html.count('class="d-qr"')
    assert "QR-koodi: Toinen vetäjä" in page.html


def test_a_link_is_changed_at_the_desk(hall: Hall) -> None:
    """It says since when it is, and how many are in."""
    old = link_token(hall.workshop, "stage")
    hall.house.signin.start_session("stage", CODE, link="stage")
    page = hall.page("desk_keys")
    assert "1 laite on sisällä" in page.said
    next(b for b in page.app.button if b.key == "revoke-now-stage-0").click()
    page.run()
    assert ["Linkki vaihdettiin. Vanha ei enää toimi."] == page.toasts
    assert 1 == hall.workshop.link("stage").age
    assert "1 laite on sisällä" not in page.said
    with pytest.raises(Exception, match="link_not_valid"):
        role_of_link(hall.workshop, old)


def test_a_link_that_was_opened_too_often_says_so(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what to do, beside that link alone; once it is changed, it lets in again."""
    monkeypatch.setattr("service.signin.MOST_THROUGH_A_LINK", 1)
    hall.house.signin.start_session("stage", CODE, link="stage")
    page = hall.page("desk_keys")
    assert [hall.t("desk.keys.used_up")] == [warning.value for warning in page.app.warning]
    next(b for b in page.app.button if b.key == "revoke-now-stage-0").click()
    assert not page.run().app.warning
    assert hall.house.signin.start_session("stage", CODE, link="stage", age=1)


def test_who_leads_along_gets_no_keys(hall: Hall) -> None:
    """Neither the page nor the way to it; and the shared screen opens without one."""
    hall.session = Session("cofacilitator", CODE, FOREVER)
    page = hall.page("desk_keys")
    assert hall.t("desk.keys.not_yours") in page.said
    assert [] == list(page.app.toggle)
    run = hall.page()
    assert "desk-keys" not in str([link.proto for link in run.app.get("page_link")])
    (stage,) = run.app.get("link_button")
    assert f"/stage?code={CODE}&embed=true" == stage.proto.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_desks_language(hall: Hall, language: str) -> None:
    """No key stands where a word should."""
    hall.language = language
    said = hall.page("desk_keys").said
    assert hall.t("desk.keys.help") in said
    assert [] == re.findall(r"\bdesk\.keys[a-z_.]+", said)
