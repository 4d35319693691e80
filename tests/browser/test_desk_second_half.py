"""Planning, roles, evaluation and thanks at the desk, in a real browser on a narrow screen."""

from collections.abc import Callable

import pytest

from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE, Desk, Hall
from tests.browsing import expect
from tests.conftest import Accessible
from tests.serving import Server

LONG = "Lentokenttäsuunnitteluapulaiskonttorinhoitajattaren " * 2 + "**lihava** <img src=x>"
NAME = "Tuntematon Auttaja"


@pytest.mark.long
def test_the_second_half_is_led_from_a_narrow_screen(
    server: Server, hall_of: Callable[[Evening], Hall], accessible: Accessible
) -> None:
    """What is being typed outlives what others write; a name that is not for the room is nowhere in the document
    until it is wanted; nothing is cut off at the side, and axe has nothing to say."""
    evening = Evening.on(server, title="Koivurinteen ilta", template="evening")
    evening.do("add_project", title=LONG, id="p1")
    evening.step("open", "plan")
    hall = hall_of(evening)
    page = hall.new_desk()
    page.set_viewport_size({"width": 390, "height": 844})
    desk = hall.desk(page)

    _typing_survives(desk)
    _fits(desk, accessible)

    evening.do("add_role", project="p1", title={"fi": "Kahvinkeittäjä"}, id="r1")
    evening.step("open", "roles")
    evening.do("enter_holder", role="r1", name=NAME)
    _name_is_covered(desk)
    _fits(desk, accessible)

    for kind in ("evaluation", "thanks"):
        evening.step("open", kind)
        desk.shows(desk.t(f"common.template.{kind}"))
        _fits(desk, accessible)


def _typing_survives(desk: Desk) -> None:
    t = desk.t
    desk.page.get_by_role("button", name=t("desk.plan.what"), exact=False).last.click(timeout=PATIENCE)
    field = desk.page.get_by_label(t("desk.plan.what"), exact=True)
    field.fill("Puolikas aja")
    desk.evening.do("write", project="p1", field="why", text="Aurinko paistaa siihen")
    desk.shows("Aurinko paistaa siihen")
    expect(field).to_have_value("Puolikas aja")

    desk.press(t("desk.edit.save"))
    desk.shows(t("desk.plan.lacks", what=f"{t('desk.plan.lacks.when')}, {t('desk.plan.lacks.agreement')}"))


def _name_is_covered(desk: Desk) -> None:
    private = desk.t("desk.private")
    desk.shows("Kahvinkeittäjä", private, "1 vapaaehtoinen")
    assert NAME not in desk.whole
    desk.text(private).click()
    desk.shows(NAME)
    desk.page.reload()
    desk.shows(private, "1 vapaaehtoinen")
    assert NAME not in desk.whole


def _fits(desk: Desk, accessible: Accessible) -> None:
    wide = desk.page.evaluate(
        "[...document.querySelectorAll('section, main, body')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert 0 >= max(wide)
    accessible(desk.page)


def test_whoever_writes_at_the_desk_goes_on_while_people_sit_down_and_propose(
    server: Server, hall_of: Callable[[Evening], Hall]
) -> None:
    """Where nobody sits goes away above the field, and lines come to the one before it: the keyboard stays in it."""
    evening = Evening.on(server, title="Koivurinteen ilta", template="evening")
    for id, title in (("p1", "Grilli-ilta"), ("p2", "Saunailta")):
        evening.do("add_project", title=title, id=id)
    evening.step("open", "plan")
    hall, t = hall_of(evening), evening.t
    desk, phone = hall.desk(), hall.phone()
    desk.page.locator(".st-key-write-p1-why button").first.click(timeout=PATIENCE)
    desk.is_whole()
    field = desk.page.get_by_label(t("desk.plan.why"), exact=True)
    field.press_sequentially("Puolikas ")
    phone.button("Grilli-ilta").click(timeout=PATIENCE)
    desk.shows(t.count("desk.plan.alone", 1, titles="Saunailta"))
    desk.page.keyboard.type("a")
    phone.page.get_by_role("textbox", name=t("phone.plan.propose")).first.fill("Makkaraa", timeout=PATIENCE)
    phone.page.get_by_role("button", name=t("phone.plan.send_line")).first.click(timeout=PATIENCE)
    desk.shows(t.count("desk.plan.lines", 1))
    expect(field).to_be_focused()
    expect(field).to_have_value("Puolikas a")
