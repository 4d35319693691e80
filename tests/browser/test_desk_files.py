"""The desk's files in a browser: a press holds while the desk is drawn anew, and a refusal is read where it was."""

from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Locator

from tests.browser.screens import PATIENCE, Desk, Hall
from tests.browsing import expect

FILES = "**/desk/files/**"
AT_REST = "() => Promise.allSettled(document.getAnimations().map((moving) => moving.finished))"


def test_a_press_holds_while_the_desk_is_drawn_and_a_refusal_is_said(hall: Hall) -> None:
    """Between the finger's way down and up the evening goes on, and the link moves away from under it. A hand that
    goes away changed its mind. Later the server refuses, and then it is gone."""
    t = hall.evening.t
    desk = hall.desk()
    desk.page.get_by_text(t("desk.summary"), exact=True).click(timeout=PATIENCE)
    link = desk.page.get_by_role("link", name=t("report.desk.ics"))
    link.wait_for(timeout=PATIENCE)
    desk.page.evaluate(AT_REST)
    link.hover(timeout=PATIENCE)
    desk.page.mouse.down()
    hall.evening.step("open", "ideas")
    expect(desk.button(t("desk.next.ideas.close"))).to_be_visible(timeout=PATIENCE)
    with desk.page.expect_download(timeout=PATIENCE) as waiting:
        desk.page.mouse.up()
    assert f"asukasilta-{hall.evening.code}.ics" == waiting.value.suggested_filename
    assert "VCALENDAR" == Calendar.from_ical(Path(waiting.value.path()).read_bytes()).name

    desk.is_whole()
    assert 0 == _asked_by(desk, link, moved=200)
    assert 1 == _asked_by(desk, link, moved=5)

    late, none = t("common.refused.report_late"), t("common.refused.no_file_now")
    refusals = {
        late: lambda route: route.fulfill(status=503, json={"text": late}),
        none: lambda route: route.abort(),
    }
    for said, refuse in refusals.items():
        desk.page.route(FILES, refuse)
        link.press("Enter")
        expect(desk.page.get_by_role("alert").filter(has_text=said)).to_be_visible(timeout=PATIENCE)


def _asked_by(desk: Desk, link: Locator, moved: int) -> int:
    """How many files a press asks for whose hand moves so many pixels meanwhile."""
    asked: list[str] = []
    desk.page.on(
        "request", lambda request: asked.extend([request.url] if "/desk/files/" in request.url else [])
    )
    link.hover(timeout=PATIENCE)
    at = link.bounding_box()
    assert at
    desk.page.mouse.down()
    desk.page.mouse.move(at["x"] + at["width"] / 2 + moved, at["y"] + at["height"] / 2)
    desk.page.mouse.up()
    expect(link).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE)
    return len(asked)
