"""Who may do what: every verb against every role."""

import pytest

from facilitation.errors import NotAllowed
from facilitation.permissions import Actor
from facilitation.verbs import VERBS
from tests.facilitation.room import room

HELPERS_MAY = {
    "hide",
    "restore",
    "approve",
    "enter_idea",
    "enter_counts",
    "unenter",
    "enter_holder",
    "show_answers",
    "hide_answers",
}


@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("role", ["participant", "anyone", "stage", "helper"])
def test_who_does_not_lead_moves_nothing(verb, role):
    """Residents and the stage reach no verb of the desk; a helper only what helping needs."""
    if role == "helper" and verb in HELPERS_MAY:
        assert "helper" in VERBS[verb].allowed
        return
    hall = room()
    before = hall.workshop
    with pytest.raises(NotAllowed):
        hall.does(verb, actor=Actor(role))
    assert before == hall.workshop
