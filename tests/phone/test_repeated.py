"""An agenda that holds the same kind of step twice, as phones see it: what is said is true of the step that is on."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from facilitation.model import Contribution
from facilitation.permissions import MANAGER
from service import codes
from tests.phone.people import Hall

NewHall = Callable[..., Hall]


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


def test_a_second_roles_step_says_saved_of_its_own_answers_only(new_hall: NewHall) -> None:
    """What was offered in the first one holds, and the phone says that; stage and desk count who has answered here."""
    hall = new_hall(template="evening")
    hall.do("add_project", title="Penkki", id="p1")
    hall.open("roles")
    resident, role = hall.resident(), hall.workshop.projects[0].roles[0].id
    saved, before = resident.t("phone.roles.saved"), resident.t("phone.roles.before")
    offered = resident.send("roles", **{f"r_{role}": "gladly"})
    assert (True, False) == (saved in offered.text, before in offered.text)
    first, hall_again = hall.now.id, again(hall, "roles")
    hall.do("next")
    page = resident.look()
    assert (False, True) == (saved in page.text, before in page.text)
    assert before not in hall.resident().look().text
    assert saved in resident.get(f"{hall.address}/beside/{first}").text
    assert saved in resident.send("roles").text
    assert {"gladly"} == {c.payload["offers"][role] for c in _given(hall, hall_again)}


def test_what_was_offered_and_is_withdrawn_in_a_later_step_is_told_as_past(new_hall: NewHall) -> None:
    """It is stored until it is taken away, and somebody who withdrew must not think that they still offer."""
    hall = new_hall(template="evening")
    hall.do("add_project", title="Penkki", id="p1")
    hall.open("roles")
    resident, role = hall.resident(), hall.workshop.projects[0].roles[0].id
    overtaken = resident.t("phone.mine.overtaken")
    resident.send("roles", **{f"r_{role}": "gladly"})
    again(hall, "roles")
    hall.do("next")
    assert overtaken not in resident.get(f"{hall.address}/mine").text
    resident.send("roles", **{f"r_{role}": ""})
    page = resident.get(f"{hall.address}/mine")
    assert f"Tehtävät {overtaken}" in page.text
    assert resident.t("phone.roles.grade.gladly") in page.text


def test_a_repeated_step_has_its_number_wherever_a_phone_names_it(hall: Hall) -> None:
    """On its own screen, as what comes next, on the agenda, and over what is stored of somebody."""
    hall.open("ideas")
    resident = hall.resident()
    resident.idea("Penkki")
    again(hall, "ideas")
    assert "Seuraavaksi: Ideat 2" in resident.look().text
    hall.do("close")
    hall.do("next")
    assert "Nyt Ideat 2 " in resident.idea("Puu").text
    assert "Ideat tehty" in resident.get(f"{hall.address}/so-far").text
    assert "Ideat 2 nyt" in resident.get(f"{hall.address}/so-far").text
    assert "Ideat Penkki Ideat 2 Puu" in resident.get(f"{hall.address}/mine").text


def test_phones_hear_of_it_when_a_step_gets_another_number(hall: Hall) -> None:
    """The first one is left out, so what they name is no second one any more."""
    hall.open("ideas")
    first = hall.now.id
    again(hall, "ideas")
    hall.do("close")
    hall.do("next")
    assert "Ideat 2" in hall.resident().look().text
    before = hall.house.phones_version(hall.house.store.read(hall.code))
    hall.do("skip", activity=first)
    assert before != hall.house.phones_version(hall.house.store.read(hall.code))
    assert "Ideat 2" not in hall.resident().look().text


def test_the_summary_tells_votes_on_the_same_question_apart(hall: Hall) -> None:
    """Their results may differ; where there is one vote its question is enough."""
    hall.open_vote("Penkki", "Puu")
    resident = hall.resident()
    hall.close_now()
    hall.do("reveal")
    question = resident.t("common.template.vote.prompt")
    alone = resident.get(f"{hall.address}/summary").text
    assert (True, False) == (question in alone, f"Äänestys: {question}" in alone)
    again(hall, "vote")
    hall.do("go", activity="again")
    hall.do("open")
    text = resident.get(f"{hall.address}/summary").text
    assert (True, True) == (f"Äänestys: {question}" in text, f"Äänestys 2: {question}" in text)


def test_slips_of_a_repeated_vote_say_which(hall: Hall) -> None:
    """A code counts in one vote only, and two sheets are easily mixed up."""
    hall.open_vote("Penkki")
    once = _slips(hall, hall.now.id)
    twice = _slips(hall, again(hall, "vote"))
    assert (False, True) == ("Äänestys" in once, "Äänestys 2: Mitkä ideat" in twice)


def _slips(hall: Hall, vote: str) -> str:
    sheet = codes.sheet(hall.house, MANAGER, hall.code, vote, ("ABCDEFGH",), 8501)
    return " ".join(PdfReader(BytesIO(sheet)).pages[0].extract_text().split())


def _given(hall: Hall, step: str) -> tuple[Contribution, ...]:
    return tuple(hall.house.store.read(hall.code).contributions(step).values())
