"""An agenda that holds the same kind of step twice, as phones see it: what is said is true of the step that is on."""

import pytest

from tests.phone.people import Hall


def again(hall: Hall, kind: str) -> str:
    """A second step of this kind, right after the one that is on; its id."""
    first = next(a for a in hall.workshop.agenda if a.kind == kind)
    hall.do("repeat", activity=first.id, id="again")
    return "again"


@pytest.mark.parametrize("between", ["ideas", "info"])
def test_a_vote_is_being_prepared_only_where_it_comes_next(hall: Hall, between: str) -> None:
    """Not before a second round of ideas or a break; a late idea is taken all the same."""
    hall.open("ideas")
    resident = hall.resident()
    hall.close_now()
    preparing, one_more = resident.t("phone.ideas.being_prepared"), resident.t("phone.ideas.one_more")
    assert preparing in resident.look().text
    again(hall, between)
    assert preparing not in resident.look().text
    assert one_more in resident.look().text
