"""Every phone screen of the second half: axe-core clean, nothing wider than a small phone, nothing too small to hit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from facilitation.kinds.roles import GRADES
from tests.browser.evening import Evening
from tests.browser.phone_walk import LONG, LONG_WORDED, SMALL, TITLE, Walk
from tests.browser.screens import PATIENCE
from tests.browsing import expect
from tests.serving import Server


@pytest.fixture
def walk(
    server: Server,
    new_context: Callable[..., BrowserContext],
    accessible: Callable[[Page], None],
    language: str,
) -> Walk:
    context = new_context(**SMALL, locale=language)
    evening = Evening.on(server, TITLE, template="evening", language=language)
    # What axe looks at is the same in every language; how wide the words are is not.
    return Walk(context.new_page(), evening, accessible if language == "fi" else lambda page: None)


@pytest.mark.long
@pytest.mark.parametrize("language", LONG_WORDED)
def test_every_later_screen_is_good_for_everybody(walk: Walk, language: str) -> None:
    """From the projects to the thanks, with long words and with nothing there yet."""
    evening, t, here = walk.evening, walk.evening.t, f"/j/{walk.evening.code}"
    walk.go(here)
    walk.press("phone.join.button")
    evening.step("open", "plan")
    walk.stop("no projects", t("phone.plan.no_projects"))
    for n, title in enumerate((LONG[0], LONG[4], LONG[3]), 1):
        evening.do("add_project", title=title, id=f"p{n}")
    _plan(walk)
    _share(walk)
    _evaluate(walk)
    evening.step("open", "thanks")
    walk.stop("thanks", t("phone.thanks.closes"))
    walk.page.get_by_role("link", name=t("phone.so_far.link")).click()
    walk.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    walk.stop("so far", t("phone.so_far.agenda"))


def _plan(walk: Walk) -> None:
    evening, page, t = walk.evening, walk.page, walk.evening.t
    walk.stop("choosing", t("phone.plan.choose"))
    page.get_by_role("button", name=LONG[0]).click()
    walk.stop("an empty table", t("phone.plan.pen_is_free"))
    page.get_by_role("textbox", name=t("phone.plan.propose")).fill(LONG[4])
    walk.press("phone.plan.send_line")
    walk.stop("an own line", t("phone.plan.own_line"))
    walk.press("phone.plan.take_pen")
    page.get_by_role("textbox", name=t("phone.plan.field.permission")).fill(LONG[0])
    for field in ("what", "why"):
        page.get_by_role("textbox", name=t(f"phone.plan.field.{field}")).fill(f"{LONG[0]} {LONG[4]}")
    for way in ("day", "week", "month", "season", "days"):
        page.get_by_role("radio", name=t(f"phone.when.way.{way}"), exact=True).check()
        walk.stop(f"when: {way}", t("phone.plan.you_write"))
    for n in (1, 2):
        page.locator(f"[name=day{n}]").fill(f"2099-05-0{n}")
    walk.press("phone.plan.save")
    walk.stop("a date too far", t("common.refused.far_date"))
    expect(page.locator("[name=day2]")).to_have_value("2099-05-02")
    evening.do("write", project="p1", field="when", when=_days())
    page.get_by_role("radio", name=t("phone.when.way.none")).check()
    walk.press("phone.plan.lay_down")
    walk.stop("a full table", t("phone.plan.take_pen"))
    evening.do("focus", on="p1")
    walk.stop("one project", t("phone.now.look_at_stage"))
    evening.do("ask", project="p1")
    walk.stop("asked", t("phone.plan.agree.question"))
    walk.press("phone.plan.agree.yes")
    walk.stop("answered", t("phone.plan.agree.changeable"))
    evening.do("close_ask", project="p1")
    walk.stop("agreed", t("phone.plan.agree.agreed"))
    evening.do("focus", on="overview")
    walk.stop("overview", t("phone.plan.overview"))


def _days() -> dict[str, object]:
    days = [{"kind": "day", "day": f"2030-05-0{n}", "time": "18:30"} for n in range(1, 6)]
    return {"kind": "days", "days": days}


def _share(walk: Walk) -> None:
    evening, page, t = walk.evening, walk.page, walk.evening.t
    evening.step("open", "roles")
    walk.stop("roles", t("phone.roles.private"))
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.get_by_role("radio", name=t("phone.roles.grade.gladly")).first.check()
    page.get_by_role("checkbox").first.check()
    walk.press("phone.roles.send")
    walk.stop("no name", t("common.refused.name_missing"))
    expect(page.get_by_role("radio", name=t("phone.roles.grade.gladly")).first).to_be_checked()
    page.get_by_label(t("phone.roles.name")).fill(LONG[1] * 2)
    walk.press("phone.roles.send")
    walk.stop("offered", t("phone.roles.saved"))
    state = evening.call("state")["projects"][0]
    role, offers = state["roles"][0]["id"], evening.call("result", activity=evening.activity("roles")["id"])
    evening.do("confirm", role=role, participant=next(iter(offers["result"]["people"])))
    walk.stop("a task", t("phone.roles.yours", role=t("common.template.roles.titles1")))


def _evaluate(walk: Walk) -> None:
    evening, page, t = walk.evening, walk.page, walk.evening.t
    page.get_by_role("link", name=t("phone.leaving.link")).click()
    walk.stop("leaving", t("phone.leaving.before_you_go"))
    page.get_by_role("radio", name=t("phone.evaluation.dont_know")).first.check()
    walk.stop("half answered", t("phone.vote.saved"))
    page.get_by_role("link", name=t("phone.so_far.back")).first.click()
    evening.step("open", "evaluation")
    walk.stop("evaluation", t("phone.evaluation.open"))
    page.get_by_label(t("common.template.evaluation.questions1")).fill(f"{LONG[0]} {LONG[4]}")
    expect(page.get_by_text(t("phone.vote.saved"))).to_be_visible(timeout=PATIENCE)
    evening.do("close")
    walk.stop("closing", t("phone.now.closing"))
    evening.do("close_now")
    walk.stop("closed", t("phone.vote.result_later"))
    evening.do("reveal")
    walk.stop("too few", t("phone.evaluation.too_few", n=5))


@pytest.fixture
def offering(server: Server, new_context: Callable[..., BrowserContext], language: str) -> Walk:
    """Roles of one project, on the smallest phone."""
    evening = Evening.on(server, TITLE, template="evening", language=language)
    evening.step("open", "plan")
    evening.do("add_project", title=LONG[0], id="p1")
    evening.step("open", "roles")
    walk = Walk(new_context(**SMALL, locale=language).new_page(), evening, lambda page: None)
    walk.go(f"/j/{evening.code}")
    walk.press("phone.join.button")
    return walk


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_was_chosen_of_a_role_fits_its_button(offering: Walk) -> None:
    """The mark and the bolder words take more room than the words alone."""
    for grade in GRADES:
        offering.page.locator(f"[value={grade}]").first.check(timeout=PATIENCE)
        cut = "(all) => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent)"
        assert [] == offering.page.locator(".grades span").evaluate_all(cut), grade


@pytest.mark.parametrize("language", ["fi"])
def test_a_role_that_was_given_is_counted_where_it_was_offered(offering: Walk) -> None:
    """The phone says that somebody has it; so it says of the role, too, that somebody is there."""
    evening, page, t = offering.evening, offering.page, offering.evening.t
    page.locator("[value=gladly]").first.check(timeout=PATIENCE)
    offering.press("phone.roles.send")
    expect(page.get_by_text(t("phone.roles.saved"))).to_be_visible(timeout=PATIENCE)
    offers = evening.call("result", activity=evening.activity("roles")["id"])["result"]
    role = page.locator("[value=gladly]").first.get_attribute("name")
    evening.do("confirm", role=str(role)[2:], participant=next(iter(offers["people"])))
    expect(page.get_by_text(t("phone.roles.places", wanted=1, there=1))).to_be_visible(timeout=PATIENCE)
