"""What happens on one screen is seen on the others, by itself: each promise with the screens it is made to."""

from tests.browser.screens import Hall, Wire, by_themselves

PARK, BENCH = "Kirsikkapuisto", "Penkki aurinkoon"
COUNTED = 98_765
"""Hands, so many that the number stands nowhere by chance."""


def test_an_idea_from_a_phone_stands_on_the_wall(hall: Hall) -> None:
    """Somebody joins, writes, sends, and the room reads it; other phones do not, since the writing is silent."""
    hall.evening.step("open", "ideas")
    stage, writer, other = hall.stage(), hall.phone(), hall.phone()

    with by_themselves(stage, writer, other):
        writer.send(PARK)

        writer.shows(hall.evening.t("phone.line.saved"))
        stage.shows(PARK)
        other.send(BENCH)
        stage.shows(PARK, BENCH)

    assert PARK not in other.whole


def test_news_of_the_wall_fits_a_weak_line(hall: Hall) -> None:
    """The picture's script comes with the first drawing and with no other."""
    hall.evening.step("open", "ideas")
    wire = Wire(page := hall.new_stage())
    stage, phone = hall.stage(page), hall.phone()
    stage.is_whole()
    first = len(wire.frames)
    phone.send(PARK)
    stage.shows(PARK)
    assert len(wire.frames) - first < first / 3


def test_a_result_is_shown_when_it_is_revealed_and_nothing_of_it_before(hall: Hall) -> None:
    """Until then it is in no element, no attribute, no answer and no websocket frame that phone or stage get."""
    evening, t = hall.evening, hall.evening.t
    vote = evening.open_vote(PARK, BENCH)
    hands = {"o1": {"1": COUNTED}}
    evening.do("enter_counts", activity=vote, counts=hands, voters=COUNTED, key="counted-hands")
    phone_wire, stage_wire = Wire(page := hall.new_phone()), Wire(screen := hall.new_stage())
    phone, stage = hall.phone(page), hall.stage(screen)
    all_of_them = t.number(COUNTED + 1)
    result = (str(COUNTED), str(COUNTED + 1), t.number(COUNTED), all_of_them, t("stage.result.rule.approval"))

    phone.vote(PARK)
    evening.end_answering()
    phone.shows(t("phone.vote.over"))
    stage.shows(t("stage.vote.closed"))
    phone_told = phone_wire.pages(evening.code) + phone_wire.news
    for told in (phone.whole, phone_told, stage.whole, stage_wire.frames):
        assert not [part for part in result if part in told]
    assert PARK in phone_told
    assert PARK in stage_wire.frames

    with by_themselves(phone, stage):
        evening.step("reveal")
        phone.shows(t.count("phone.result.approval", COUNTED + 1))
        stage.shows(t("stage.result.rule.approval"), all_of_them)

    assert all_of_them in phone_wire.news
    assert all_of_them in stage_wire.frames


def test_a_reopened_step_takes_answers_again(hall: Hall) -> None:
    """A phone that was told that time is up gets its ballot back, with what it had said."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.vote(PARK)

    with by_themselves(phone):
        evening.end_answering()
        phone.shows(t("phone.vote.over"))
        evening.step("reopen")
        phone.vote(BENCH)
    evening.end_answering()
    evening.step("reveal")

    assert {PARK: 1, BENCH: 1} == evening.counted()


def test_who_comes_late_lands_in_the_open_step(hall: Hall) -> None:
    """With what has been so far one tap away."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    hall.phone().send(PARK)
    evening.do("close")
    evening.open_vote(PARK, BENCH)

    late = hall.phone()

    late.vote(BENCH)
    late.page.get_by_role("link", name=t("phone.so_far.link")).click()
    late.shows(t("phone.so_far.agenda"), t("common.template.ideas"))
    late.page.get_by_text(t("phone.so_far.show")).first.click()
    late.page.get_by_role("link", name=t("phone.so_far.back")).click()
    late.shows(BENCH)


def test_a_phone_without_scripts_takes_part(hall: Hall) -> None:
    """From the door to the result, with nothing but links and forms."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    phone = hall.phone(hall.new_phone(java_script_enabled=False))

    phone.send(PARK)
    phone.shows(t("phone.flash.saved"), PARK)
    evening.do("close")
    evening.open_vote(PARK, BENCH)
    phone.page.get_by_role("link", name=t("phone.now.look_again")).click()
    phone.tick(BENCH)
    phone.press(t("phone.vote.done"))
    phone.shows(t("phone.flash.saved"))
    evening.end_answering()
    evening.step("reveal")
    phone.page.get_by_role("link", name=t("phone.now.look_again")).click()

    phone.shows(t.count("phone.result.voters", 1))
    assert {PARK: 0, BENCH: 1} == evening.counted()


def test_other_peoples_answers_never_touch_a_form_being_filled_in(hall: Hall) -> None:
    """A long thought survives everything that the room does meanwhile."""
    evening = hall.evening
    evening.step("open", "ideas")
    thinking, stage = hall.phone(), hall.stage()
    thinking.write("Pitkä ajatus, joka on vielä")
    form = thinking.page.get_by_role("textbox").element_handle()

    hall.phone().send(PARK)
    evening.do("countdown", seconds=300)
    stage.shows(PARK)
    thinking.shows(evening.t("phone.now.time_left"))
    thinking.page.keyboard.type(" kesken")

    assert form is not None
    assert "Pitkä ajatus, joka on vielä kesken" == form.input_value()
    assert form.evaluate("field => field.isConnected && field === document.activeElement")


def test_who_leaves_and_a_deletion_are_seen_by_all(hall: Hall) -> None:
    """An idea goes from the wall when its writer takes it away, and the phone keeps nothing of it; then the event is
    deleted, and phone, shared screen and desk say so by themselves."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    stage, writer, other, desk = hall.stage(), hall.phone(), hall.phone(), hall.desk()
    writer.send(PARK)
    stage.shows(PARK)
    writer.page.get_by_role("textbox").fill(BENCH)
    writer.page.goto(f"{evening.server.address}/j/{evening.code}/mine/away")
    writer.page.get_by_role("button", name=t("phone.away.button")).click()
    writer.shows(t("phone.away.done"))
    stage.shows(t("stage.ideas.none"))

    assert [] == writer.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('/j/'))")

    evening.call("delete")
    other.shows(t("common.refused.deleted"))
    stage.shows(t("common.refused.deleted"))
    desk.shows(t("common.refused.deleted"))
