"""Two phones at one project: a pen that is lost, a line without a connection, and forms that nobody repaints."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE, Hall, Phone
from tests.browsing import expect
from tests.serving import Server

PARK = "Kirsikkapuisto"
WHAT, WHY, PROPOSED = "Istutamme kymmenen puuta", "Kirsikat tuovat ihmiset yhteen", "Penkki kuuluu puun alle"


@pytest.fixture
def plan_hall(server: Server, hall_of: Callable[[Evening], Hall]) -> Hall:
    """An evening at the planning of one project."""
    evening = Evening.on(server, "Koivurinteen ilta", template="evening")
    evening.do("add_project", title=PARK, id="p1")
    evening.step("open", "plan")
    return hall_of(evening)


def at_the_table(hall: Hall) -> Phone:
    phone = hall.phone()
    phone.button(PARK).click(timeout=PATIENCE)
    return phone


def field(phone: Phone, name: str) -> Locator:
    return phone.page.get_by_role("textbox", name=phone.t(f"phone.plan.field.{name}"))


def glance(phone: Phone) -> None:
    """The phone is taken into the hand again: it looks at once, not at its next turn."""
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def proposal(phone: Phone) -> Locator:
    return phone.page.get_by_role("textbox", name=phone.t("phone.plan.propose"))


def written(hall: Hall, act: str) -> list[str]:
    """The texts as the server has them, in order of arrival."""
    plan = hall.evening.activity("plan")["id"]
    found = hall.evening.call("result", activity=plan)["result"]
    if act == "line":
        return [line["text"] for lines in found["lines"].values() for line in lines]
    return [each["payload"]["text"] for texts in found["texts"].values() for each in texts.values()]


def test_a_text_that_was_taken_before_its_date_was_refused_is_not_offered_again(plan_hall: Hall) -> None:
    """It stands on the board; whoever loses the pen afterwards has nothing left to propose."""
    phone, t = at_the_table(plan_hall), plan_hall.evening.t
    phone.press(t("phone.plan.take_pen"))
    field(phone, "what").fill(WHAT)
    phone.page.get_by_label(t("phone.when.way.days"), exact=True).check()
    phone.press(t("phone.plan.save"))
    phone.shows(t("common.refused.no_date"))
    assert [WHAT] == written(plan_hall, "write")
    plan_hall.evening.do("pass_pen", project="p1")
    phone.shows(t("phone.plan.take_pen"))
    expect(proposal(phone)).to_have_value("")


def test_what_was_written_a_moment_before_sitting_down_elsewhere_is_kept(plan_hall: Hall) -> None:
    """Whoever moves leaves the pen on the table, and the words that they wrote with it."""
    plan_hall.evening.do("add_project", title="Penkki aurinkoon", id="p2")
    phone, t = at_the_table(plan_hall), plan_hall.evening.t
    phone.press(t("phone.plan.take_pen"))
    field(phone, "why").wait_for()
    phone.page.locator("summary", has_text=t("phone.plan.change")).click(timeout=PATIENCE)
    field(phone, "why").fill(WHY)
    phone.press("Penkki aurinkoon")
    phone.shows(t("phone.plan.pen_is_free"))
    assert [WHY] == written(plan_hall, "write")
    phone.shows_no(t("common.refused.not_your_pen"))


def test_two_phones_write_one_plan(plan_hall: Hall) -> None:
    """What others write appears by itself; what one writes oneself stays, over a lost line, a reload and a lost pen."""
    hall, t = plan_hall, plan_hall.evening.t
    writer, other = at_the_table(hall), at_the_table(hall)
    writer.press(t("phone.plan.take_pen"))
    other.shows(t("phone.plan.somebody_writes"))
    proposal(other).fill(PROPOSED)

    writer.page.context.set_offline(True)
    field(writer, "what").fill(WHAT)
    writer.shows(t("phone.line.offline"))
    writer.page.context.set_offline(False)
    writer.shows(t("phone.plan.saved"))
    glance(other)
    other.shows(WHAT)
    assert [WHAT] == written(hall, "write")
    expect(proposal(other)).to_have_value(PROPOSED)

    other.page.get_by_role("radio", name=t("phone.plan.field.why")).check()
    expect(proposal(other)).to_have_value("")
    other.page.get_by_role("radio", name=t("phone.plan.field.what")).check()
    other.page.context.set_offline(True)
    other.press(t("phone.plan.send_line"))
    expect(other.page.locator("#own .waiting")).to_contain_text(PROPOSED)
    other.page.context.set_offline(False)
    other.shows(t("phone.plan.own_line"))
    assert [PROPOSED] == written(hall, "line")

    glance(writer)
    writer.button(t("phone.plan.support_this", text=PROPOSED)).click(timeout=PATIENCE)
    glance(other)
    other.shows(t.count("phone.plan.supporters", 1))
    writer.page.route("**/a/*", lambda route: route.abort())
    field(writer, "why").fill(WHY)
    writer.shows(t("phone.line.offline"))
    hall.evening.do("pass_pen", project="p1")
    glance(other)
    other.press(t("phone.plan.take_pen"))
    field(other, "what").wait_for()
    writer.page.unroute("**/a/*")
    glance(writer)
    writer.shows(t("common.refused.not_your_pen"))
    expect(proposal(writer)).to_have_value(WHY)
    expect(writer.page.get_by_role("radio", name=t("phone.plan.field.why"))).to_be_checked()
    writer.page.reload()
    expect(proposal(writer)).to_have_value(WHY)
    writer.press(t("phone.plan.send_line"))
    glance(other)
    other.shows(WHY)
    assert ([PROPOSED, WHY], [WHAT]) == (written(hall, "line"), written(hall, "write"))

    hall.evening.do("focus", on="p1")
    hall.evening.do("ask", project="p1")
    other.press(t("phone.plan.agree.yes"))
    other.shows(t("phone.plan.agree.changeable"))
    hall.evening.do("close_ask", project="p1")
    writer.shows(t("phone.plan.agree.votes", yes=1, no=0, passed=0))
