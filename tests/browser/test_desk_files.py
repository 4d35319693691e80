"""The desk's files in a browser: a press holds while the desk is drawn anew, and a refusal is read where it was."""

from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.screens import PATIENCE, Hall


def test_a_press_holds_while_the_desk_is_drawn_and_a_refusal_is_said(hall: Hall) -> None:
    """Between the finger's way down and up the evening goes on. Later the server refuses, and then it is gone."""
    t = hall.evening.t
    desk = hall.desk()
    desk.page.get_by_text(t("desk.summary"), exact=True).click(timeout=PATIENCE)
    link = desk.page.get_by_role("link", name=t("report.desk.ics"))
    link.hover(timeout=PATIENCE)
    desk.page.mouse.down()
    hall.evening.step("open", "ideas")
    expect(desk.button(t("desk.next.ideas.close"))).to_be_visible(timeout=PATIENCE)
    desk.is_whole()
    link.hover()
    with desk.page.expect_download(timeout=PATIENCE) as waiting:
        desk.page.mouse.up()
    assert f"asukasilta-{hall.evening.code}.ics" == waiting.value.suggested_filename
    assert "VCALENDAR" == Calendar.from_ical(Path(waiting.value.path()).read_bytes()).name

    late, none = t("common.refused.report_late"), t("common.refused.no_file_now")
    refusals = {
        late: lambda route: route.fulfill(status=503, json={"text": late}),
        none: lambda route: route.abort(),
    }
    for said, refuse in refusals.items():
        desk.page.route("**/desk/files/**", refuse)
        link.press("Enter")
        expect(desk.page.get_by_role("alert").filter(has_text=said)).to_be_visible(timeout=PATIENCE)
