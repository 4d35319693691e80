"""The manager's hand: what is pressed at the desk is done once, and phones and stage follow by themselves."""

from tests.browser.screens import PATIENCE, Desk, Hall, by_themselves
from tests.browsing import expect

PARK, BENCH, SWING = "Kirsikkapuisto", "Penkki aurinkoon", "Keinu aikuisille"
HUMAN = 150
"""Milliseconds between the two halves of a double tap."""

_CLICK_AND_DRAW_ANEW = """async (button) => {
  const send = WebSocket.prototype.send;
  const asked = new Promise((now) => {
    WebSocket.prototype.send = function (said) {
      if (new TextDecoder().decode(said).includes('"asked"')) now(performance.now());
      return send.call(this, said);
    };
  });
  const pressed = performance.now();
  button.click();
  const anew = () => dispatchEvent(new CustomEvent("asukasilta-whole-page", { detail: Date.now() }));
  for (let later = 0; later < 100; later += 7) setTimeout(anew, later);
  return await asked - pressed;
}"""
"""Milliseconds until that is asked for."""


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


def test_two_who_edit_the_same_step_both_keep_what_they_wrote(hall: Hall) -> None:
    """One saves while the other one types: the words stay under the fingers, and both changes stand."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    first, second = hall.desk().turn_to("agenda"), hall.desk(hall.new_desk()).turn_to("agenda")
    prompt, minutes = (t(key) for key in ("desk.ideas.prompt", "desk.edit.minutes"))
    first.field(prompt).fill(PARK)
    second.field(minutes).fill("25")
    second.press(t("desk.edit.save"))
    first.shows(t("desk.edit.changed_meanwhile"))
    expect(first.field(prompt)).to_have_value(PARK)
    first.press(t("desk.edit.save"))
    first.shows_no(t("desk.edit.changed_meanwhile"))
    for desk in (first, second):
        expect(desk.field(prompt)).to_have_value(PARK, timeout=PATIENCE)
        expect(desk.field(minutes)).to_have_value("25", timeout=PATIENCE)


def test_what_is_saved_while_the_page_is_drawn_anew_is_saved(hall: Hall) -> None:
    """The page waits with that: Streamlit loses a press that it has just taken up when it is asked for all of it."""
    t = hall.evening.t
    desk = hall.desk().turn_to("privacy")
    desk.shows(t("desk.privacy.unnamed"))
    desk.page.get_by_role("textbox", name=t("desk.privacy.controller")).fill(
        "Koivurinteen asukastupa", timeout=PATIENCE
    )
    desk.shows(t("desk.edit.unsaved"))
    desk.is_whole()
    assert 500 < desk.ready(t("desk.privacy.save")).evaluate(_CLICK_AND_DRAW_ANEW)
    desk.shows_no(t("desk.privacy.unnamed"))
