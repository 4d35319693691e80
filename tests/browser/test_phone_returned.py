"""What could not be taken, or was overtaken, stays with the one who wrote it; and nothing is called saved too early."""

import re

import pytest
from playwright.sync_api import APIResponse, Page, Route

from tests.browser.conftest import Hall
from tests.browser.screens import PATIENCE, Phone
from tests.browser.test_phone_plan import at_the_table, field, plan_hall, written
from tests.browsing import expect

__all__ = ["plan_hall"]

PARK, BENCH, SAUNA = "Kirsikkapuisto", "Penkki aurinkoon", "Yhteinen sauna"
LONG = "Pitkä ajatus " * 24
ANSWER = "Naapurit tulivat tutuiksi"


def _writing(hall: Hall, page: Page | None = None) -> Phone:
    hall.evening.step("open", "ideas")
    return hall.phone(page)


def _sent(route: Route) -> str:
    return route.request.post_data or ""


def _quotes(phone: Phone) -> list[str]:
    return [
        text.partition(" ")[2] for text in phone.page.locator("[role=alert] blockquote").all_inner_texts()
    ]


def test_every_text_that_comes_too_late_is_given_back(hall: Hall) -> None:
    """Three ideas without a line while the room goes on: all three stand there, over the next dot and a reload, until
    they are put away."""
    phone, t = _writing(hall), hall.evening.t
    phone.page.context.set_offline(True)
    for idea in (PARK, BENCH, SAUNA):
        phone.send(idea)
    hall.evening.open_vote("Keinu", "Kahvila")
    phone.page.context.set_offline(False)
    phone.shows(*(re.compile(f" {idea}$") for idea in (PARK, BENCH, SAUNA)))
    phone.vote("Keinu")
    assert 3 == phone.page.locator("[role=alert] blockquote").count()
    phone.page.reload()
    phone.shows(*(re.compile(f" {idea}$") for idea in (PARK, BENCH, SAUNA)))
    phone.press(t("phone.now.close"))
    phone.page.reload()
    phone.shows(t("phone.vote.saved"))
    assert 0 == phone.page.locator("[role=alert]").count()


def test_a_refused_text_stands_beside_the_one_being_typed(hall: Hall) -> None:
    """Its answer took a while, and the next one was begun."""
    phone = _writing(hall)
    held: list[Route] = []
    phone.page.route("**/a/*", lambda route: held.append(route), times=1)
    with phone.page.expect_request("**/a/*"):
        phone.send(LONG)
    phone.write(BENCH)
    held[0].continue_()
    phone.shows(re.compile(LONG.strip()))
    expect(phone.page.get_by_role("textbox")).to_have_value(BENCH)


def test_an_answer_that_comes_too_late_is_given_back(plan_hall: Hall) -> None:
    """Of a long form too: its place on the screen is gone by then."""
    evening, t = plan_hall.evening, plan_hall.evening.t
    evening.step("open", "evaluation")
    phone = plan_hall.phone()
    phone.page.route("**/a/*", lambda route: route.abort())
    phone.page.get_by_role("textbox").first.fill(ANSWER, timeout=PATIENCE)
    phone.shows(t("phone.line.offline"))
    evening.do("close_now")
    phone.shows(t("phone.vote.over"))
    phone.page.unroute("**/a/*")
    phone.shows(re.compile(f" {ANSWER}$"))
    evening.step("reopen")
    phone.page.route("**/a/*", lambda route: route.abort())
    phone.page.get_by_role("textbox").nth(1).fill(BENCH, timeout=PATIENCE)
    evening.do("close_now")
    phone.shows(t("phone.vote.over"))
    phone.page.unroute("**/a/*")
    phone.shows(re.compile(f" {BENCH}$"))
    assert 2 == len(_quotes(phone)), "one of them twice"


def test_what_the_pen_wrote_is_given_back_once(plan_hall: Hall) -> None:
    """The field tells of its change once more as it goes from the page."""
    page, t = plan_hall.new_phone(), plan_hall.evening.t
    page.clock.install()
    phone = plan_hall.phone(page)
    phone.press(PARK)
    phone.press(t("phone.plan.take_pen"))
    field(phone, "what").fill(BENCH, timeout=PATIENCE)
    plan_hall.evening.step("open", "info")
    phone.shows(t("common.refused.late"))
    page.clock.run_for(2_000)
    plan_hall.evening.do("countdown", seconds=300)
    phone.shows(t("phone.now.time_left"))
    assert 1 == len(_quotes(phone))


def test_words_that_stand_there_and_in_a_field_are_given_back_once(plan_hall: Hall) -> None:
    """The pen's came too late; in a second plan step they can be proposed, until the room looks at one project."""
    evening, t = plan_hall.evening, plan_hall.evening.t
    phone = at_the_table(plan_hall)
    phone.press(t("phone.plan.take_pen"))
    field(phone, "what").fill(BENCH, timeout=PATIENCE)
    evening.do("repeat", activity=evening.activity("plan")["id"], id="again")
    evening.do("go", activity="again")
    phone.shows(t("common.refused.late"))
    phone.press(PARK)
    proposal = phone.page.get_by_role("textbox", name=t("phone.plan.propose"))
    expect(proposal).to_have_value(BENCH, timeout=PATIENCE)
    evening.do("focus", on="p1")
    phone.shows(t("phone.now.time_left"))
    assert 1 == len(_quotes(phone))


@pytest.mark.parametrize("how", ["replaced", "sent again"])
def test_a_ballot_that_the_line_held_back_takes_no_newer_ones_place(hall: Hall, how: str) -> None:
    """A copy of it comes minutes later, when the phone has long been told that its newer one is saved: it had given up
    on that copy and sent what was chosen meanwhile, or the same once more and then the change."""
    hall.evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    held: list[Route] = []
    phone.page.route("**/a/*", lambda route: (held.append(route), route.abort()), times=1)
    phone.tick(PARK)
    phone.shows(phone.t("phone.line.offline"))
    if how == "sent again":
        phone.shows(phone.t("phone.line.back"))
    phone.page.get_by_role("checkbox", name=PARK).uncheck()
    phone.vote(BENCH)
    late = held[0].request
    headers = {"content-type": late.headers["content-type"], "origin": hall.evening.server.address}
    answer = phone.page.request.post(late.url, data=late.post_data, headers=headers)
    assert answer.ok
    assert {PARK: 0, BENCH: 1} == hall.evening.revealed()


def test_an_answer_to_another_question_is_not_put_into_this_one(hall: Hall) -> None:
    """What was on its way was given to options that have gone; those that stand in their places get none of it."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    held: list[Route] = []
    phone.page.route("**/a/*", lambda route: held.append(route), times=1)
    with phone.page.expect_request("**/a/*"):
        phone.tick(PARK)
    evening.step("undo")
    evening.open_vote(SAUNA, BENCH)
    phone.shows(SAUNA)
    expect(phone.page.get_by_role("checkbox", name=SAUNA)).not_to_be_checked()
    held[0].continue_()
    phone.shows(t("common.refused.asked_anew"))
    expect(phone.page.get_by_role("checkbox", name=SAUNA)).not_to_be_checked()
    phone.vote(BENCH)
    assert {SAUNA: 0, BENCH: 1} == hall.evening.revealed()


def test_a_page_of_its_own_asks_anew_too(plan_hall: Hall) -> None:
    """Somebody who must leave answers beside the room, and a statement is changed meanwhile: it comes anew, with the
    words that were written and no mark that was given to something else."""
    evening, t = plan_hall.evening, plan_hall.evening.t
    phone = plan_hall.phone()
    phone.page.get_by_role("link", name=t("phone.leaving.link")).click(timeout=PATIENCE)
    held: list[Route] = []
    phone.page.route("**/a/*", lambda route: held.append(route), times=1)
    with phone.page.expect_request("**/a/*"):
        phone.page.get_by_role("radio", name=t("phone.evaluation.dont_know")).first.check(timeout=PATIENCE)
        phone.page.get_by_role("textbox").first.fill(ANSWER)
    phone.shows(t("phone.line.saving"))
    evaluation = evening.activity("evaluation")["id"]
    evening.do("configure", activity=evaluation, settings={"statements": [{"fi": "Opin uutta"}]})
    held[0].continue_()
    phone.shows("Opin uutta")
    expect(phone.page.get_by_role("textbox").first).to_have_value(ANSWER)
    expect(phone.page.get_by_role("radio", checked=True)).to_have_count(0)


@pytest.mark.parametrize("closed", [False, True])
def test_nothing_of_a_deleted_event_stays_on_the_phone(hall: Hall, closed: bool) -> None:
    """Neither of what was being typed when it went, nor on a phone that was closed then and opens its page later."""
    phone = _writing(hall)
    phone.write(PARK)
    address = phone.page.url
    assert phone.page.evaluate("localStorage.length")
    if closed:
        phone.page.goto("about:blank")
    hall.evening.call("delete")
    if closed:
        phone.page.goto(address)
    phone.shows(hall.evening.t("common.refused.deleted"))
    phone.page.wait_for_function("() => !localStorage.length")


def test_a_screen_from_before_an_idea_was_saved_does_not_hide_it(hall: Hall) -> None:
    """It was asked for earlier and came later; and nobody would send the idea twice."""
    phone, t = _writing(hall), hall.evening.t
    held: list[tuple[Route, APIResponse]] = []
    phone.page.route("**/now", lambda route: held.append((route, route.fetch())), times=1)
    phone.send(PARK)
    phone.is_saved(PARK)
    with phone.page.expect_request("**/now"):
        hall.evening.do("countdown", seconds=300)
    hall.evening.do("close")
    phone.write(BENCH)
    phone.press(t("phone.ideas.send"))
    phone.is_saved(BENCH)
    [(route, older)] = held
    with phone.page.expect_request("**/now"):
        route.fulfill(response=older)
    phone.shows(t("phone.ideas.over"))
    phone.is_saved(BENCH)


def test_a_date_that_waits_to_be_sent_is_not_overtaken(plan_hall: Hall) -> None:
    """What is typed after the button was pressed saves itself, and has no date in it; saved is what both are."""
    phone, t = at_the_table(plan_hall), plan_hall.evening.t
    phone.press(t("phone.plan.take_pen"))
    phone.page.get_by_label(t("phone.when.way.day"), exact=True).check()
    phone.page.locator("input[name=day]").fill("2031-05-09")
    phone.page.context.set_offline(True)
    phone.press(t("phone.plan.save"))
    phone.shows(t("phone.line.offline"))
    field(phone, "what").fill(PARK)
    phone.page.wait_for_function(
        "() => JSON.parse(Object.entries(localStorage).find(([name]) => name.endsWith('outbox'))[1]).length > 1"
    )
    held: list[Route] = []
    phone.page.route(
        "**/a/*", lambda route: held.append(route) if PARK in _sent(route) else route.continue_()
    )
    with phone.page.expect_request(lambda request: PARK in (request.post_data or "")):
        phone.page.context.set_offline(False)
    expect(phone.text(t("phone.plan.saved"))).to_have_count(0)
    held[0].continue_()
    phone.shows(t("phone.plan.saved"))
    assert PARK in written(plan_hall, "write")
    plan = plan_hall.evening.activity("plan")["id"]
    assert "2031-05-09" in str(plan_hall.evening.call("result", activity=plan)["result"])


def test_two_days_that_suit_are_tapped_one_after_the_other(plan_hall: Hall) -> None:
    """Before the page knows of the first."""
    evening, t = plan_hall.evening, plan_hall.evening.t
    days = [{"kind": "day", "day": f"2031-05-{n}"} for n in (10, 11, 12)]
    evening.do("write", project="p1", field="when", when={"kind": "days", "days": days})
    phone = at_the_table(plan_hall)
    phone.shows(t("phone.plan.which_days"))
    phone.page.context.set_offline(True)
    for n in (0, 2, 2, 1):
        phone.page.locator("button[name=days]").nth(n).click(timeout=PATIENCE)
    phone.page.context.set_offline(False)
    phone.shows(t("phone.line.back"))
    phone.page.wait_for_function(
        "() => Object.entries(localStorage).some(([k, v]) => /outbox$/.test(k) && v === '[]')"
    )
    phone.page.reload()
    chosen = phone.page.locator("button[name=days][aria-pressed=true]")
    expect(chosen).to_have_count(2, timeout=PATIENCE)
    assert ["fits-2031-05-10", "fits-2031-05-11"] == [each.get_attribute("id") for each in chosen.all()]


def test_a_page_of_somebody_elses_is_no_screen(hall: Hall) -> None:
    """A network that wants a password answers everything with its own page."""
    phone = _writing(hall)
    phone.page.route("**/now", lambda route: route.fulfill(body="<html><main><h1>Wi-Fi</h1></main>"), times=1)
    phone.send(PARK)
    phone.is_saved(PARK)
    with phone.page.expect_response("**/now"):
        hall.evening.do("countdown", seconds=300)
    hall.evening.open_vote(PARK, BENCH)
    phone.vote(BENCH)
    assert {BENCH: 1} == {text: people for text, people in hall.evening.revealed().items() if people}


def test_what_was_being_typed_is_not_lost_in_a_second_round_of_ideas(hall: Hall) -> None:
    """That has a field of its own, for another question perhaps, so the words stand above it."""
    phone, t = _writing(hall), hall.evening.t
    phone.write(PARK)
    hall.evening.do("repeat", activity=hall.evening.activity("ideas")["id"], id="again")
    hall.evening.do("go", activity="again")
    phone.shows(t("phone.now.unsent"), PARK)
    expect(phone.page.get_by_role("textbox")).to_have_value("")


def test_what_stands_in_its_field_again_is_not_called_too_late(hall: Hall) -> None:
    """The manager went on too early and came back: the text can be sent after all."""
    phone, t = _writing(hall), hall.evening.t
    phone.write(f"{PARK} ")
    hall.evening.step("open", "info")
    phone.shows(t("phone.now.unsent"))
    hall.evening.step("undo")
    expect(phone.page.get_by_role("textbox")).to_have_value(f"{PARK} ", timeout=PATIENCE)
    phone.shows_no(t("phone.now.unsent"))
