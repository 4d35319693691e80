"""The manager's hand: what is pressed at the desk is done once, and phones and stage follow by themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PATIENCE, Desk, Hall, Phone, Stage, by_themselves

PARK, BENCH, SWING = "Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille"
HUMAN = 150
"""Milliseconds between the two halves of a double tap."""


@pytest.mark.long
def test_the_room_is_always_where_the_desk_is(hall: Hall) -> None:
    """From the first step to the result: one primary button after the other, back and undo, and the countdown."""
    room = hall.desk(), hall.phone(), hall.stage()

    with by_themselves(*room):
        _goes_on_and_back(*room)
        _counts_down(*room)
        _votes(*room)

    assert ("vote", "revealed") == hall.evening.on_now


def _goes_on_and_back(desk: Desk, phone: Phone, stage: Stage) -> None:
    """Also to a step that was over already."""
    t = desk.t
    arrival, welcome = t("common.template.arrival"), t("common.template.welcome")
    for button, shown in (
        (t("desk.next.arrival.open"), "arrival.question"),
        (t("desk.next.any.move", to=welcome), "welcome.body"),
        (t("desk.run.back", title=arrival), "arrival.question"),
        (t("desk.run.undo", what=t("desk.did.back", title=arrival)), "welcome.body"),
    ):
        desk.press(button)
        phone.shows(t(f"common.template.{shown}"))
        stage.shows(t(f"common.template.{shown}"))


def _counts_down(desk: Desk, phone: Phone, stage: Stage) -> None:
    """On phones and stage, until it is taken away; what is being written meanwhile stays."""
    t = desk.t
    desk.press(t("desk.next.any.move", to=t("common.template.ideas")))
    phone.write(PARK)
    desk.press(t("common.minutes_short", minutes=5))
    phone.shows(t("phone.now.time_left"), re.compile(r"^4[.:]5\d$"))
    stage.shows(t("stage.time_left"), re.compile(r"^4[.:]5\d$"))
    desk.press(t("desk.countdown.remove"))
    phone.shows_no(t("phone.now.time_left"))
    stage.shows_no(t("stage.time_left"))
    assert PARK == phone.page.get_by_role("textbox").input_value()
    phone.press(t("phone.ideas.send"))
    desk.shows(PARK)


def _votes(desk: Desk, phone: Phone, stage: Stage) -> None:
    t = desk.t
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


def test_a_held_stage_keeps_its_picture_and_a_blank_one_has_none(hall: Hall) -> None:
    """Held while the manager sorts and goes on, it takes away at once what was hidden meanwhile, and nothing else;
    blank, it shows neither the question nor the ideas nor the way in; live again, it shows all."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    phone, stage = hall.phone(), hall.stage()
    for idea in (PARK, BENCH):
        phone.send(idea)
        stage.shows(idea)

    with by_themselves(phone, stage):
        evening.do("stage", mode="held")
        stage.shows(t("stage.held"))
        phone.send(SWING)
        phone.is_saved(SWING)
        evening.do("hide", activity=evening.activity("ideas")["id"], ideas=[evening.idea(BENCH)])
        evening.do("close")
        evening.step("next")
        evening.do("countdown", seconds=300)
        stage.shows(t("stage.time_left"), PARK)
        stage.shows_no(BENCH)
        assert not [text for text in (SWING, t("stage.vote.late_ideas")) if text in stage.whole]

        evening.do("stage", mode="live")
        stage.shows(t("stage.vote.late_ideas"))
        evening.step("open", "ideas")
        stage.shows(PARK, SWING)
        evening.do("stage", mode="blank")
        stage.shows_no(PARK, SWING, t("common.template.ideas.prompt"), t("common.template.ideas"))
        assert not [word for word in (PARK, "Koivurinteen", evening.code) if word in stage.page_text]
        evening.do("stage", mode="live")
        stage.shows(PARK, SWING)


def _come_to_rest(desk: Desk) -> None:
    """Back when whatever was pressed before has been done: a desk's commands are done in order."""
    desk.press(desk.t("common.minutes_short", minutes=1))
    desk.press(desk.t("desk.countdown.remove"))
    desk.shows_no(desk.t("desk.countdown.left"))
