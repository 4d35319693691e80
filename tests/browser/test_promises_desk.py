"""The manager's hand: what is pressed at the desk is done once, and phones and stage follow by themselves."""

import re

from playwright.sync_api import expect

from tests.browser.screens import PATIENCE, Desk, Hall, by_themselves, press_together

PARK, BENCH, SWING = "Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille"
HUMAN = 150
"""Milliseconds between the two halves of a double tap."""


def test_the_desk_leads_from_the_first_step_to_the_result(hall: Hall) -> None:
    """One primary button after the other, and the room is always where the desk is."""
    evening, t = hall.evening, hall.evening.t
    desk, phone, stage = hall.desk(), hall.phone(), hall.stage()

    with by_themselves(desk, phone, stage):
        desk.press(t("desk.next.arrival.open"))
        phone.shows(t("common.template.arrival.question"))
        desk.press(t("desk.next.any.move", to=t("common.template.welcome")))
        stage.shows(t("common.template.welcome.body"))
        desk.press(t("desk.next.any.move", to=t("common.template.ideas")))
        phone.send(PARK)
        desk.shows(PARK)
        desk.press(t("desk.next.ideas.close"))
        desk.press(t("desk.next.any.move", to=t("common.template.vote")))
        stage.shows(t("stage.vote.late_ideas"))
        desk.press(t("desk.next.vote.open"))
        phone.press(t("phone.vote.more", text=PARK))
        phone.press(t("phone.vote.done"))
        phone.shows(t("phone.vote.saved"))
        desk.press(t("desk.next.vote.close", seconds=20))
        phone.shows(t("phone.now.closing"))
        stage.shows(t("stage.closing"))
        desk.press(t("desk.next.vote.close_now"))
        phone.shows(t("phone.vote.over"))
        desk.press(t("desk.next.vote.reveal"))
        phone.shows(t.count("phone.result.dots", 1))
        stage.shows(t("stage.result.rule.dots"))

    assert ("vote", "revealed") == evening.on_now


def test_phones_and_stage_follow_back_and_undo(hall: Hall) -> None:
    """Also to a step that was over already."""
    t = hall.evening.t
    hall.evening.step("open", "arrival")
    desk, phone, stage = hall.desk(), hall.phone(), hall.stage()
    arrival, welcome = t("common.template.arrival"), t("common.template.welcome")

    with by_themselves(desk, phone, stage):
        desk.press(t("desk.next.any.move", to=welcome))
        phone.shows(t("common.template.welcome.body"))
        stage.shows(t("common.template.welcome.body"))
        desk.press(t("desk.run.back", title=arrival))
        phone.shows(t("common.template.arrival.question"))
        stage.shows(t("common.template.arrival.question"))
        desk.press(t("desk.run.undo", what=t("desk.did.back", title=arrival)))
        phone.shows(t("common.template.welcome.body"))
        stage.shows(t("common.template.welcome.body"))


def test_undoing_a_close_keeps_its_votes(hall: Hall) -> None:
    """The phone is back at its ballot, with its ticks."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH)
    phone = hall.phone()
    phone.vote(PARK)

    with by_themselves(phone):
        evening.end_answering()
        phone.shows(t("phone.vote.over"))
        evening.step("undo")
        expect(phone.page.get_by_role("checkbox", name=PARK)).to_be_checked(timeout=PATIENCE)


def test_a_double_tap_on_the_next_button_moves_one_step(hall: Hall) -> None:
    """However far apart its two halves are: whatever stands under the finger the second time is not meant."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "arrival")
    desk = hall.desk()
    to_welcome = t("desk.next.any.move", to=t("common.template.welcome"))
    to_ideas = t("desk.next.any.move", to=t("common.template.ideas"))

    for label, gap, there in (
        (to_welcome, 0, ("info", "open")),
        (to_ideas, HUMAN, ("ideas", "open")),
        (t("desk.next.ideas.close"), 2 * HUMAN, ("ideas", "closed")),
    ):
        desk.tap_twice(label, gap)
        _come_to_rest(desk)
        assert there == evening.on_now


def test_two_hands_at_two_desks_move_one_step(hall: Hall) -> None:
    """Both press at the same moment what both have read, forwards and back."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "info")
    desks = [hall.desk(), hall.desk()]
    to_ideas = t("desk.next.any.move", to=t("common.template.ideas"))
    to_welcome = t("desk.run.back", title=t("common.template.welcome"))

    for label, then, there in (
        (to_ideas, t("desk.next.ideas.close"), ("ideas", "open")),
        (to_welcome, to_ideas, ("info", "open")),
    ):
        press_together(label, *desks)
        for desk in desks:
            desk.ready(then)
            _come_to_rest(desk)
        assert there == evening.on_now


def test_a_countdown_set_at_the_desk_runs_on_phones_and_stage(hall: Hall) -> None:
    """And is gone from both when it is taken away."""
    t = hall.evening.t
    hall.evening.step("open", "ideas")
    desk, phone, stage = hall.desk(), hall.phone(), hall.stage()
    phone.write(PARK)

    with by_themselves(desk, phone, stage):
        desk.press(t("common.minutes_short", minutes=5))
        phone.shows(t("phone.now.time_left"), re.compile(r"^4[.:]5\d$"))
        stage.shows(t("stage.time_left"), re.compile(r"^4[.:]5\d$"))
        desk.press(t("desk.countdown.remove"))
        phone.shows_no(t("phone.now.time_left"))
        stage.shows_no(t("stage.time_left"))

    assert PARK == phone.page.get_by_role("textbox").input_value()


def test_a_held_stage_keeps_its_picture(hall: Hall) -> None:
    """While the manager sorts and goes on; only what was hidden meanwhile is taken away at once."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    desk, phone, stage = hall.desk(), hall.phone(), hall.stage()
    phone.send(PARK)
    stage.shows(PARK)
    phone.send(BENCH)
    stage.shows(BENCH)

    with by_themselves(desk, phone, stage):
        desk.choose(t("desk.stage.held"))
        stage.shows(t("stage.held"))
        phone.send(SWING)
        desk.shows(SWING)
        evening.do("hide", activity=evening.activity("ideas")["id"], ideas=[evening.idea(BENCH)])
        desk.press(t("desk.next.ideas.close"))
        desk.press(t("desk.next.any.move", to=t("common.template.vote")))
        desk.ready(t("desk.next.vote.open"))
        evening.do("countdown", seconds=300)
        stage.shows(t("stage.time_left"), PARK)
        stage.shows_no(BENCH)
        assert SWING not in stage.whole
        assert t("stage.vote.late_ideas") not in stage.whole

        desk.choose(t("desk.stage.live"))
        stage.shows(t("stage.vote.late_ideas"))


def test_a_blank_stage_shows_nothing(hall: Hall) -> None:
    """Not the question, not the ideas, not the way in."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    phone, stage = hall.phone(), hall.stage()
    phone.send(PARK)
    stage.shows(PARK)

    with by_themselves(stage):
        evening.do("stage", mode="blank")
        stage.shows_no(PARK, t("common.template.ideas.prompt"), t("common.template.ideas"))
        assert not [word for word in (PARK, "Koivurinteen", evening.code) if word in stage.page_text]
        evening.do("stage", mode="live")
        stage.shows(PARK)


def _come_to_rest(desk: Desk) -> None:
    """Back when whatever was pressed before has been done: a desk's commands are done in order."""
    desk.press(desk.t("common.minutes_short", minutes=1))
    desk.press(desk.t("desk.countdown.remove"))
    desk.shows_no(desk.t("desk.countdown.left"))
