"""The history: what was done stays as it was done, whoever looks back at it."""

from facilitation.history import as_it_was
from tests.facilitation.room import room


def test_looking_back_changes_no_step_of_the_history():
    """A picture of a moment before the agenda grew would otherwise rewrite what undoing goes back to."""
    hall = room()
    before = hall.now
    hall.now += 1
    hall.on("next", "next")
    hall.does("add", kind_name="info", title={"fi": "Tauko"}, id="break")
    history = hall.workshop.model_dump_json()
    as_it_was(hall.workshop, before)
    assert history == hall.workshop.model_dump_json()
