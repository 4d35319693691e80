"""Who gets into the desk, in which language, and what a wrong address is told."""

import re

import pytest

from locales import LANGUAGES
from service.signin import Session
from tests.facilitation.room import step
from tests.pages.desk_alone import FOREVER, Hall, NewHall

OPTIONS = ("Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille")


def vote(**settings):
    return step("vote", **{"source": "typed", "typed": OPTIONS, "method": "approval"} | settings)


@pytest.mark.parametrize("page", ["desk_run", "desk_agenda", "desk_ideas", "desk_paper", "desk"])
def test_nobody_sees_a_page_without_signing_in(hall: Hall, page: str) -> None:
    """The way to the sign-in, and back to this page; nothing of the workshop."""
    hall.session = None
    shown = hall.page(page)
    assert "Kirjaudu ensin sisään." in shown.said
    assert 'href="/desk/sign-in?next=' in shown.html
    assert "Koivurinteen" not in shown.said


@pytest.mark.parametrize("page", ["desk_run", "desk_agenda", "desk_ideas", "desk_paper"])
@pytest.mark.parametrize("role", ["manager", "stage"])
def test_a_link_to_one_workshop_opens_no_other(hall: Hall, page: str, role: str) -> None:
    """Nor does one that only shows."""
    code = "QQQQQQ" if role == "manager" else hall.code
    hall.session = Session(role, code, FOREVER)
    shown = hall.page(page)
    assert "Koivurinteen" not in shown.said
    assert "ei kuulu linkkiisi" in shown.said


@pytest.mark.parametrize(
    "session", [None, Session("manager", "QQQQQQ", FOREVER), Session("stage", "ACDEFG", FOREVER)]
)
def test_a_session_that_ends_takes_the_desk_with_it(hall: Hall, session: Session | None) -> None:
    """Looked up at every press and every drawing: a cookie only names it. Why is said in words."""
    page = hall.page()
    hall.session = session
    page.press("Aloita tapahtuma")
    assert "draft" == hall.now.state
    assert "Koivurinteen" not in page.said
    assert hall.t("desk.not_yours" if session else "desk.sign_in_first") in page.said
    assert [] == list(page.app.exception)


def test_a_mistyped_code_is_answered_with_the_right_one(hall: Hall) -> None:
    """And an unknown one with a way out."""
    hall.code = "ACDEFH"
    assert "Tarkoititko ACDEFG?" in hall.page().said
    hall.code = "TTTTTT"
    assert "Tätä koodia ei löydy" in hall.page().said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_key_instead_of_a_word(new_hall: NewHall, language: str) -> None:
    """In any language, with any method, before and after."""
    hall = new_hall(
        step("arrival"), step("info"), step("ideas"), vote(numbered=True, method="yesno"), step("thanks")
    )
    hall.language = language
    pages = [hall.page(name) for name in ("desk_run", "desk_agenda", "desk_ideas", "desk")]
    for verb in (
        "open",
        "next",
        "next",
        "close",
        "next",
        "open",
        "close",
        "close_now",
        "reveal",
        "conceal",
        "next",
    ):
        hall.does(verb)
        shown = "\n".join(page.run().said for page in pages)
        assert [] == re.findall(r"\b(?:desk|common)\.[a-z_.]+|\{\w+\}", shown)
