"""What the desk says after a deletion, in a real browser."""

from tests.browser.screens import Hall
from tests.conftest import NewScreen

A_MINUTE = 60_000


def test_what_was_deleted_is_said_for_as_long_as_one_reads(hall: Hall, new_desk: NewScreen) -> None:
    """The page has nothing to hear any more, but it has not gone: fetched anew, it would ask who is there, and say
    nothing of the deletion."""
    page, t, code = new_desk(), hall.evening.t, hall.evening.code
    page.clock.install()
    desk = hall.desk(page)
    desk.turn_to("privacy")
    page.get_by_text(t("desk.delete.open")).click()
    page.get_by_label(t("desk.delete.type", code=code)).fill(code)
    desk.press(t("desk.delete.now"))
    desk.shows(t("common.refused.deleted"))
    page.clock.fast_forward(A_MINUTE)
    assert page.evaluate("sessionStorage.getItem('asukasilta-afresh')") is None
    desk.shows(t("common.refused.deleted"))
