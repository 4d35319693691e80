"""Fields of the desk: what is changed in them without a letter is a change too, and what is being typed stays."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.screens import MOST_OF_A_DRAWING, PATIENCE, Desk, Hall
from tests.browsing import expect


def _on(desk: Desk, page: str, form: str) -> Desk:
    desk.turn_to(page)
    desk.page.locator(f".st-key-typed-{form}").wait_for(state="attached", timeout=PATIENCE)
    return desk


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_how_long_it_is_kept_is_a_change_too(hall: Hall, by: str) -> None:
    """A slider has no letters: its keys and its line are heard."""
    desk = _on(hall.desk(), "privacy", "keep")
    slider = desk.page.locator(".st-key-keeping-fields [data-testid=stSlider] [role=group]")
    if by == "keyboard":
        slider.get_by_role("slider").press("ArrowRight")
    else:
        slider.click(position={"x": 20, "y": 12})
    desk.shows(hall.evening.t("desk.edit.unsaved"))


@pytest.mark.parametrize("field", ["Date", "Time"])
def test_a_day_and_an_hour_are_changes_too(hall: Hall, field: str) -> None:
    """Each part of them takes its keys itself; to walk past it changes nothing."""
    t = hall.evening.t
    desk = _on(hall.desk(), "agenda", "edit")
    desk.text(re.compile(t("common.template.thanks"))).first.click()
    part = desk.page.locator(f".st-key-step-fields [data-testid=st{field}Input] [role=spinbutton]").first
    part.press("Tab", timeout=PATIENCE)
    desk.shows_no(t("desk.edit.unsaved"))
    part.press("7")
    desk.shows(t("desk.edit.unsaved"))


def test_the_chosen_step_stays_marked_when_another_desk_changes_its_words(hall: Hall) -> None:
    """Its minutes stand in them, and its place."""
    evening, desk = hall.evening, _with_thanks_chosen(hall.desk())
    thanks = evening.activity("thanks")["id"]
    for verb, change, said in (("configure", {"minutes": 7}, "7 min"), ("reorder", {"place": 1}, "2. ")):
        evening.do(verb, activity=thanks, **change)
        expect(_thanks_marked(desk, said)).to_have_count(1, timeout=PATIENCE)


def test_the_chosen_step_stays_so_for_who_presses_before_its_new_words_have_come(
    hall: Hall, weak_line: Page
) -> None:
    """The browser still names it by the old ones."""
    evening, desk = hall.evening, _with_thanks_chosen(hall.desk(weak_line))
    weak_line.evaluate("line.stop()")
    evening.do("reorder", activity=evening.activity("thanks")["id"], place=1)
    weak_line.wait_for_function(f"line.waiting > {MOST_OF_A_DRAWING}", timeout=PATIENCE)
    desk.press(desk.t("desk.agenda.up"))
    weak_line.evaluate("line.go()")
    expect(_thanks_marked(desk, "4. ")).to_have_count(1, timeout=PATIENCE)


def _with_thanks_chosen(desk: Desk) -> Desk:
    _on(desk, "agenda", "edit").text(re.compile(desk.t("common.template.thanks"))).first.click()
    expect(_thanks_marked(desk, "5. ")).to_have_count(1, timeout=PATIENCE)
    desk.ready(desk.t("desk.agenda.up"))
    return desk


def _thanks_marked(desk: Desk, said: str) -> Locator:
    chosen = desk.page.locator("label:has(input[type=radio]:checked)")
    return chosen.filter(has_text=desk.t("common.template.thanks")).filter(has_text=said)


@pytest.fixture
def sharing(hall: Hall) -> Hall:
    """Two roles of a project, which people can take on now."""
    evening = hall.evening
    evening.do("add", kind_name="roles", title={"fi": "Jako"}, id="jako")
    evening.do("add_project", title="Grilli-ilta", id="p1")
    for id, title in (("guard", "Valvoja"), ("cook", "Keittäjä")):
        evening.do("add_role", project="p1", title={"fi": title}, id=id)
    evening.do("go", activity="jako")
    evening.do("open")
    return hall


def _visible(desk: Desk, label: str) -> Locator:
    return desk.page.get_by_label(desk.t(label), exact=True).filter(visible=True)


def test_what_is_being_typed_stays_open_when_another_desk_adds_one(sharing: Hall, weak_line: Page) -> None:
    """A role more stands above it then, and pushes it down."""
    desk = sharing.desk(weak_line)
    desk.text(desk.t("desk.roles.add")).click(timeout=PATIENCE)
    new = _visible(desk, "desk.roles.title")
    new.press_sequentially("Siivoo", timeout=PATIENCE)
    sharing.evening.do("add_role", project="p1", title={"fi": "Kahvinkeittäjä"}, id="coffee")
    desk.shows("Kahvinkeittäjä")
    desk.is_whole()
    expect(new).to_have_value("Siivoo")
    expect(new).to_be_focused()


def test_a_number_that_is_being_typed_stays_when_another_desk_gives_and_drops_roles(
    sharing: Hall, weak_line: Page
) -> None:
    """Somebody stands above it then, and what was above it goes."""
    desk = sharing.desk(weak_line)
    desk.text(desk.t("desk.private")).click(timeout=PATIENCE)
    desk.shows(desk.t("desk.roles.propose"))
    desk.page.locator(".st-key-change-cook button").click(timeout=PATIENCE)
    desk.is_whole()
    wanted = _visible(desk, "desk.roles.wanted")
    wanted.fill("7", timeout=PATIENCE)
    sharing.evening.do("enter_holder", role="cook", name="Aino", on_screen=True)
    desk.shows("Aino")
    sharing.evening.do("drop_role", role="guard")
    desk.shows_no("Valvoja")
    desk.is_whole()
    expect(wanted).to_have_value("7")


def test_a_time_that_is_being_typed_stays_when_another_desk_stops_the_countdown(
    hall: Hall, weak_line: Page
) -> None:
    """Its clock goes from above it, and a button from beside it; what was unfolded below stays so."""
    evening = hall.evening
    evening.do("countdown", seconds=300)
    desk = hall.desk(weak_line)
    desk.text(desk.t("desk.summary")).click(timeout=PATIENCE)
    desk.button(desk.t("desk.countdown.other")).click(timeout=PATIENCE)
    desk.is_whole()
    minutes = _visible(desk, "desk.countdown.minutes")
    minutes.fill("33", timeout=PATIENCE)
    evening.do("countdown", seconds=0)
    desk.shows_no(desk.t("desk.countdown.remove"))
    desk.is_whole()
    expect(minutes).to_have_value("33")
    desk.shows(desk.t("report.desk.help"))
