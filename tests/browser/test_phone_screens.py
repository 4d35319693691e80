"""Every phone screen in every state: axe-core clean, nothing wider than a small phone, nothing too small to hit."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.evening import Evening
from tests.browser.phone_walk import LONG, LONG_WORDED, SMALL, TITLE, Walk
from tests.browser.screens import PATIENCE
from tests.browsing import expect
from tests.serving import Server

METHODS = ("dots", "approval", "yesno", "score")


@pytest.fixture
def walk(
    server: Server,
    new_context: Callable[..., BrowserContext],
    accessible: Callable[[Page], None],
    language: str,
) -> Walk:
    context = new_context(**SMALL, locale=language)
    # What axe looks at is the same in every language; how wide the words are is not.
    looks = accessible if language == "fi" else lambda page: None
    return Walk(context.new_page(), Evening.on(server, TITLE, language=language), looks)


@pytest.mark.long
@pytest.mark.parametrize("language", LONG_WORDED)
def test_every_screen_is_good_for_everybody(walk: Walk, language: str) -> None:
    """From the code to the thanks, and everything that can go wrong on the way."""
    evening, t, here = walk.evening, walk.evening.t, f"/j/{walk.evening.code}"
    walk.go("/")
    walk.stop("the code", t("phone.code.label"))
    walk.go("/j?code=" + walk.evening.code[:-1] + "!")
    walk.stop("a mistyped code", t("phone.code.did_you_mean"))
    walk.go(here + "/nothing")
    walk.stop("a page that is not there", t("phone.trouble.no_such_page"))
    walk.go(here + "?joined=1")
    walk.stop("no cookies", t("common.refused.no_cookies"))
    walk.go(here)
    walk.stop("the door", t("phone.join.free"))
    walk.press("phone.join.button")
    walk.stop("waiting", t("phone.waiting.first"))

    evening.step("next")
    walk.stop("arrival", t("phone.arrival.one_tap"))
    walk.page.get_by_role("button", name=t("common.template.arrival.choices2")).click()
    walk.stop("answered", t("phone.arrival.changeable"))
    evening.do("countdown", seconds=600)
    walk.stop("countdown", t("phone.now.time_left"))
    evening.step("next")
    walk.stop("welcome", t("phone.now.look_at_stage"))

    evening.step("next")
    walk.stop("ideas", t("common.template.ideas.prompt"))
    for idea in LONG:
        walk.page.get_by_role("textbox").fill(idea)
        walk.press("phone.ideas.send")
        expect(walk.page.locator("#own li:not(.waiting)").filter(has_text=idea)).to_be_visible(
            timeout=PATIENCE
        )
    walk.stop("own ideas", t("phone.ideas.own"))
    walk.page.get_by_role("textbox").fill("ö" * 290)
    walk.press("phone.ideas.send")
    walk.stop("a long idea", t("common.refused.too_long", length=290, limit=280))
    evening.step("next")
    walk.page.get_by_text(t("phone.ideas.one_more")).wait_for()
    walk.stop("a late idea", t("phone.ideas.being_prepared"))

    for method in METHODS:
        _vote(walk, method)
    walk.page.get_by_role("link", name=t("phone.so_far.link")).click()
    walk.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    walk.stop("so far", t("phone.so_far.agenda"))
    for page, shows in (
        ("mine", "mine.number"),
        ("mine/away", "away.final"),
        ("privacy", "privacy.why.what"),
    ):
        walk.go(f"{here}/{page}")
        walk.stop(page, t(f"phone.{shows}"))
    walk.go(f"{here}/summary")
    walk.stop("summary", t("report.page.title"))
    evening.step("open", "thanks")
    walk.go(here)
    walk.stop("thanks", t("common.template.thanks.body"))
    walk.go(here + "/mine/away")
    walk.press("phone.away.button")
    walk.stop("answers taken away", t("phone.away.again"))
    walk.go("/desk/sign-in")
    walk.stop("signing in", t("phone.sign_in.title"))


def _vote(walk: Walk, method: str) -> None:
    evening, t = walk.evening, walk.evening.t
    vote = _new_vote(evening, method)
    evening.do("configure", activity=vote, settings=_settings(method))
    evening.do("go", activity=vote)
    evening.do("open")
    walk.stop(f"{method}: ballot", t("phone.vote.done"))
    {"dots": _dots, "approval": _approval}.get(method, _radios)(walk.page)
    walk.stop(f"{method}: kept", t("phone.vote.kept"))
    walk.press("phone.vote.done")
    walk.stop(f"{method}: done", t("phone.vote.saved"))
    evening.do("close")
    walk.stop(f"{method}: closing", t("phone.now.closing"))
    evening.do("close_now")
    walk.stop(f"{method}: closed", t("phone.vote.result_later"))
    evening.do("reveal")
    walk.stop(f"{method}: result", t(f"phone.result.rule.{method}"))


def _new_vote(evening: Evening, method: str) -> str:
    """A vote of its own for each method, since one that was opened keeps its method."""
    evening.do("repeat", activity=evening.activity("vote")["id"], id=f"vote{method}")
    return f"vote{method}"


def _settings(method: str) -> dict[str, Any]:
    wish = {"meaning": "wish", "decider": "Kaupunkiympäristölautakunta", "answer_by": "2027-03-15"}
    more = wish if method == "score" else {"numbered": True} if method == "approval" else {}
    return {"source": "typed", "typed": [text[:120] for text in LONG], "method": method, "cap": 2, **more}


def _dots(page: Page) -> None:
    for place in (0, 1, 1):
        page.locator(".stepper").nth(place).get_by_role("button").last.click()


def _approval(page: Page) -> None:
    for place in (0, 2):
        page.get_by_role("checkbox").nth(place).check()


def _radios(page: Page) -> None:
    for place in range(3):
        page.get_by_role("group").nth(place).locator("label").nth(place).click()


@pytest.mark.parametrize("size", [(320, 568), (390, 844)])
def test_the_ballot_leaves_room_to_read(
    server: Server, new_context: Callable[..., BrowserContext], size: tuple[int, int]
) -> None:
    """What sticks to the edges while the vote closes takes less than half of the smallest screen."""
    evening = Evening.on(server, TITLE)
    evening.open_vote(*LONG[:4])
    width, height = size
    page = new_context(viewport={"width": width, "height": height}, is_mobile=True).new_page()
    page.goto(evening.links["phone"])
    page.get_by_role("button", name=evening.t("phone.join.button")).click()
    page.get_by_role("checkbox").first.check()
    evening.do("close")
    expect(page.get_by_text(evening.t("phone.now.closing"))).to_be_visible(timeout=PATIENCE)
    page.mouse.wheel(0, 300)
    taken = page.evaluate(
        "[...document.querySelectorAll('.bar, [data-live=clock]')].map((e) => e.offsetHeight)"
    )
    assert sum(taken) < height / 2


def test_without_scripts_it_is_the_same_evening(
    server: Server, new_context: Callable[..., BrowserContext], accessible: Callable[[Page], None]
) -> None:
    """Forms and links; the vote is made with lists, and the page says it is saved."""
    evening = Evening.on(server, TITLE)
    t = evening.t
    evening.do("configure", activity=evening.activity("vote")["id"], settings=_settings("dots"))
    evening.step("open", "vote")
    page = new_context(**SMALL, java_script_enabled=False).new_page()
    page.goto(evening.links["phone"])
    page.get_by_role("button", name=t("phone.join.button")).click()
    page.get_by_label(LONG[3]).select_option("2")
    page.get_by_role("button", name=t("phone.vote.done")).click()
    expect(page.get_by_text(t("phone.flash.saved"))).to_be_visible()
    expect(page.get_by_label(LONG[3])).to_have_value("2")
    expect(page.get_by_role("link", name=t("phone.now.look_again"))).to_be_visible()
    assert re.search(r"[1]$", page.locator("[data-left]").inner_text())
