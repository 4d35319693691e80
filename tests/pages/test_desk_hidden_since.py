"""An idea hidden after its vote was opened: its words go from the desk too, which may be mirrored on the wall."""

import pytest

from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall

RUDE, BENCH, HIDDEN = "Jotain rumaa", "Penkki", "Piilotettu idea"


@pytest.fixture
def hall(new_hall: NewHall) -> Hall:
    """A vote on two ideas; most is for the first one."""
    hall = new_hall(step("ideas"), step("vote", method="approval", top=1, numbered=True), step("plan")).on(
        "open"
    )
    key = hall.gives("anna", "ideas", text=RUDE)
    hall.gives("bo", "ideas", text=BENCH)
    hall.on("close").does("open_kind", kind_name="vote")
    hall.gives("anna", "vote", marks={key: 1})
    return hall


def _hide(hall: Hall) -> None:
    hall.does("hide", activity="ideas", ideas=[hall.workshop.activity("vote").options[0].id])


@pytest.mark.parametrize(
    "path", [(), ("close_now",), ("close_now", "reveal")], ids=["open", "closed", "revealed"]
)
def test_hidden_words_go_from_the_vote_at_the_desk(hall: Hall, path: tuple[str, ...]) -> None:
    """From the fields for hands, the result, its chart, and from what the room is said to see; the numbers stay."""
    page = hall.on(*path).page()
    _hide(hall)
    if path == ("close_now",):
        page.app.toggle(key="private-vote").set_value(True)
    page.run()
    charts = " ".join(str(chart.proto) for chart in page.app.get("plotly_chart"))
    assert (False, True) == (RUDE in f"{page.said}{charts}", HIDDEN in page.said)
    hall.does("restore", activity="ideas", ideas=[hall.workshop.activity("vote").options[0].id])
    assert RUDE in page.run().said


def test_a_project_keeps_its_hidden_title_behind_what_the_desk_says(hall: Hall) -> None:
    """To save it as it stands there changes nothing; another title is one that was chosen for it."""
    hall.on("close_now", "reveal", "next")
    _hide(hall)
    page = hall.page()
    assert (False, True) == (RUDE in page.said, HIDDEN in page.said)
    page.press("Vaihda nimi")
    assert [RUDE] == [project.title for project in hall.workshop.projects]
    next(field for field in page.app.text_input if field.value == HIDDEN).set_value("Rauha")
    page.press("Vaihda nimi")
    assert ["Rauha"] == [project.title for project in hall.workshop.projects]
