"""An agenda that holds the same kind of step twice, at the desk and on the stage: what is said is true of this one."""

import pytest

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


VOTE = step("vote", source="typed", typed=("Puisto", "Penkki"), method="approval", top=1)
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
    hall = new_hall(VOTE, *PLANS, VOTE.but(id="later"), step("plan", "last"))
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


@pytest.mark.parametrize("taken", [[], ["o1"]])
def test_what_the_vote_says_comes_by_itself_does_in_every_meeting(
    new_hall: NewHall, taken: list[str]
) -> None:
    """What was taken by hand in an earlier meeting is no choice for this one; where no planning follows, nothing is
    said."""
    later = VOTE.but(id="later", settings={**VOTE.settings, "typed": ["Kahvila"]})
    hall = new_hall(VOTE, step("plan"), later, step("plan", "again"), VOTE.but(id="alone"))
    says = hall.t.count("desk.vote.by_itself", 1)
    _voted(hall, "vote", "o1")
    assert says in hall.page().said
    hall.does("choose", activity="vote", options=taken)
    hall.on("next").does("go", activity="later")
    _voted(hall, "later", "o1")
    assert says in hall.page().said
    hall.on("next")
    assert ["Puisto", "Kahvila"] == [p.title for p in hall.workshop.projects]
    hall.does("go", activity="alone")
    _voted(hall, "alone", "o2")
    assert says not in hall.page().said


def test_of_two_votes_before_the_planning_a_choice_in_one_is_the_choice(new_hall: NewHall) -> None:
    """The other does not say then that its best come too."""
    hall = new_hall(VOTE, VOTE.but(id="later"), step("plan"))
    _voted(hall, "vote", "o1")
    hall.does("choose", activity="vote", options=["o1"])
    hall.on("next")
    _voted(hall, "later", "o2")
    assert hall.t.count("desk.vote.by_itself", 1) not in hall.page().said
    hall.on("next")
    assert ["Puisto"] == [p.title for p in hall.workshop.projects]


def test_a_plan_step_that_began_too_early_and_is_left_out_keeps_no_projects_away(new_hall: NewHall) -> None:
    """Opened by a slip before the vote, it has taken nothing; the next one does, and the desk says so."""
    hall = new_hall(VOTE, *PLANS)
    hall.does("go", activity="plan")
    hall.does("go", activity="vote")
    _voted(hall, "vote", "o1")
    hall.does("skip", activity="plan")
    assert hall.t.count("desk.vote.by_itself", 1) in hall.page().said
    hall.on("next")
    assert ["Puisto"] == [p.title for p in hall.workshop.projects]
    assert hall.t.count("desk.plan.by_themselves", 1) in hall.page().said


def _voted(hall: Hall, vote: str, *options: str) -> None:
    hall.on("open")
    hall.gives("anna", vote, marks=dict.fromkeys(options, 1))
    hall.on("close_now", "reveal")
