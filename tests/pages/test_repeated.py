"""An agenda that holds the same kind of step twice, at the desk and on the stage: what is said is true of this one."""

from facilitation.model import Project
from tests.facilitation.room import room, step
from tests.pages.desk_alone import Hall, NewHall
from tests.pages.stage_room import asked, block, shown


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


PLANS = (step("plan"), step("plan", "again"))


def test_desk_and_stage_count_the_same_proposals_in_a_second_plan_step(new_hall: NewHall) -> None:
    """Those of the first one are carried on; who sits where is chosen anew, and nobody sits at what was dropped."""
    hall = new_hall(*PLANS, projects=(Project(id="p1", title="Penkki"),)).on("open")
    hall.gives("anna", "plan", act="seat", project="p1")
    hall.gives("anna", "plan", act="line", project="p1", field="what", text="Koivun alle")
    hall.does("go", activity="again")
    assert "0 / 1 on valinnut projektin · 1 ehdotus" in hall.page().html
    hall.gives("anna", "again", act="seat", project="p1")
    assert "1 / 1 on valinnut projektin · 1 ehdotus" in hall.page().html
    hall.does("drop_project", project="p1")
    assert "0 / 1 on valinnut projektin · 0 ehdotusta" in hall.page().html


def test_only_where_they_come_in_it_is_said_that_projects_came_by_themselves(new_hall: NewHall) -> None:
    """Not once more in the next plan step, unless a vote has brought new ones since."""
    vote = step("vote", source="typed", typed=("Puisto", "Penkki"), method="approval", top=1)
    hall = new_hall(vote, *PLANS, vote.but(id="later"), step("plan", "last"))
    first, second = (hall.t.count("desk.plan.by_themselves", n) for n in (1, 2))
    _voted(hall, "vote", "o1", "o2")
    assert second in hall.on("next").page().said
    hall.does("go", activity="again")
    assert second not in hall.page().said
    hall.does("go", activity="later")
    _voted(hall, "later", "o2")
    assert first in hall.on("next").page().said


def test_whoever_is_asked_again_in_a_second_plan_step_has_not_answered_yet() -> None:
    """No phone shows an answer there; what was said in the first step stands until somebody has said something else."""
    hall = room(*PLANS)
    hall.does("add_project", title="Penkki", id="p1")
    asked(hall.on("open"), {"anna": 1, "bo": 1})
    hall.does("go", activity="again")
    hall.does("focus", on="p1")
    hall.does("ask", project="p1")
    assert 0 == block(hall, "progress")["done"]
    hall.does("close_ask", project="p1")
    assert ["2", "0", "0"] == [part["text"] for part in block(hall, "verdict")["parts"]]
    hall.does("ask", project="p1")
    hall.phone("anna").gives("again", act="agree", project="p1", mark=-1)
    assert 1 == block(hall, "progress")["done"]


def _voted(hall: Hall, vote: str, *options: str) -> None:
    hall.on("open")
    hall.gives("anna", vote, marks=dict.fromkeys(options, 1))
    hall.on("close_now", "reveal")
