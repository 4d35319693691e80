"""An agenda that holds the same kind of step twice, at the desk and on the stage: what is said is true of this one."""

from tests.facilitation.room import room, step
from tests.pages.desk_alone import NewHall
from tests.pages.stage_room import shown


def test_a_repeated_step_has_its_number_on_the_stage() -> None:
    """Over the question as well as alone."""
    hall = room(step("ideas", prompt={"fi": "Mitä?"}), step("ideas", "again", prompt={"fi": "Mitä?"}))
    assert "ideas" == shown(hall.on("open"))["kicker"]
    assert "ideas 2" == shown(hall.on("close", "next"))["kicker"]


def test_a_repeated_step_has_its_number_in_the_desk_s_picture_of_the_room(new_hall: NewHall) -> None:
    """In the room's language, as on the stage; phones may still show another step."""
    hall = new_hall(step("ideas"), step("ideas", "again"), step("vote"))
    hall.on("open", "close_now", "next", "close_now")
    assert '<h3 dir="auto">ideas 2</h3>' in hall.page().html
    assert hall.t("desk.room.phones", title="ideas 2") in hall.on("next").page().html


def test_the_button_names_a_repeated_step_as_the_heading_does(new_hall: NewHall) -> None:
    """And not the first one, which is over."""
    assert "Avaa: info 2" in new_hall(step("info"), step("info", "again"), current="again").page().buttons
