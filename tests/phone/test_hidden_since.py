"""An idea that is hidden after its vote was opened: its words go from every phone, and nothing else does."""

import gc
import weakref
from collections.abc import Callable

import pytest

from facilitation.model import Workshop
from facilitation.permissions import MANAGER
from facilitation.projects import planned
from phone import planning
from service.deleting import delete
from tests.phone.people import Hall, Page, Person

RUDE, BENCH = "Törkeä idea naapurista", "Penkki aurinkoon"


def opened(hall: Hall, **settings: object) -> str:
    """A vote on two ideas; the id of the rude one."""
    hall.open("ideas")
    writer = hall.resident()
    writer.idea(RUDE)
    writer.idea(BENCH)
    hall.do("close_now")
    hall.configure("vote", **settings)
    hall.open("vote")
    return next(o.id for o in hall.now.options if o.text == RUDE)


def hide(hall: Hall, idea: str, verb: str = "hide") -> None:
    step = next(a for a in hall.workshop.agenda if a.kind == "ideas")
    hall.do(verb, activity=step.id, ideas=[idea])


def stands_covered(person: Person, *pages: Page) -> None:
    for page in pages:
        assert RUDE not in page.answer.text
        assert person.t("common.hidden_idea") in page.text
        assert BENCH in page.text


def test_its_words_go_from_the_ballot_and_its_place_stays(hall: Hall) -> None:
    """Each reads it in their own language; the form is the same one, what was sent counts, and what is sent now too."""
    idea = opened(hall)
    resident, swede = hall.resident(), hall.resident("sv")
    before = resident.vote(**{idea: "2"})
    order, old = resident.order_of_options(), swede.look()
    hide(hall, idea)
    stands_covered(resident, resident.look())
    stands_covered(swede, swede.look())
    assert (order, before.kept_form) == (resident.order_of_options(), resident.look().kept_form)
    assert "2" == resident.look().form("vote").fields[f"m_{idea}"]
    assert 200 == swede.send("vote", old, **{f"m_{idea}": "1"}).status
    assert [2, 1] == [ballot["marks"][idea] for ballot in hall.ballots()]


def test_a_phone_that_keeps_its_form_is_told_the_new_words(hall: Hall) -> None:
    """What changed is said to it, and what it gets for its form has them."""
    idea = opened(hall)
    resident = hall.resident()
    form, version = resident.look().kept_form, hall.house.phones_version(hall.house.store.read(hall.code))
    hide(hall, idea)
    assert version != hall.house.phones_version(hall.house.store.read(hall.code))
    keeps = {"x-keeps": f"{hall.now.id}.{form}"}
    told = resident.ask("GET", f"{hall.address}/now", headers=keeps).text
    assert f'data-live="m_{idea}">{resident.t("common.hidden_idea")}<' in told
    assert RUDE not in told


def test_it_stands_in_no_result_and_comes_back_when_it_is_shown_again(hall: Hall) -> None:
    """On the result, under "so far", in the thanks and in one's own data; its votes are counted all the while."""
    idea = opened(hall)
    resident = hall.resident()
    resident.vote(**{idea: "3"})
    hide(hall, idea)
    hall.close_now()
    hall.do("reveal")
    result, so_far = resident.look(), resident.get(f"{hall.address}/so-far")
    mine, summary = (resident.get(f"{hall.address}/{page}") for page in ("mine", "summary"))
    stands_covered(resident, result, so_far)
    assert resident.t.count("phone.result.dots", 3) in result.text
    for page in (mine, summary):
        assert RUDE not in page.answer.text
        assert resident.t("common.hidden_idea") in page.text
    hide(hall, idea, "restore")
    assert RUDE in resident.look().text
    hall.open("thanks")
    version = hall.house.phones_version(hall.house.store.read(hall.code))
    assert RUDE in resident.look().text
    hide(hall, idea)
    assert RUDE not in resident.look().text
    assert version != hall.house.phones_version(hall.house.store.read(hall.code))


def test_one_that_waits_stays_covered_when_its_writer_takes_it_away(hall: Hall) -> None:
    """Nobody let it through, and now nobody will; one that was let through keeps its words in the vote."""
    hall.open("ideas")
    writer, other = hall.resident(), hall.resident()
    writer.idea(RUDE)
    other.idea(BENCH)
    hall.do("close_now")
    hall.open("vote")
    bench = next(o.id for o in hall.now.options if o.text == BENCH)
    hall.configure("ideas", approve_first=True)
    hide(hall, bench, "approve")
    for person in (writer, other):
        form = person.get(f"{hall.address}/mine/away").form("away")
        person.post(form.action, form.fields)
        resident = hall.resident()
        stands_covered(resident, resident.look())


def test_a_project_of_it_goes_by_another_name(new_hall: Callable[..., Hall]) -> None:
    """Where people choose it, sit at it, and take roles in it; a new name that the manager gives it stands."""
    hall = new_hall(template="evening")
    idea = opened(hall, top=1)
    resident = hall.resident()
    resident.vote(**{idea: "3"})
    hall.close_now()
    hall.do("reveal")
    hall.open("plan")
    (project,) = hall.workshop.projects
    assert RUDE in resident.look().text
    hide(hall, idea)
    placeholder = resident.t("common.hidden_idea")
    for page in (
        resident.look(),
        resident.does("seat", project=project.id),
        resident.get(f"{hall.address}/so-far"),
    ):
        assert (False, True) == (RUDE in page.text, placeholder in page.text)
    hall.open("roles")
    assert f'<summary data-live="p-{project.id}">{placeholder}<' in resident.look().answer.text
    hall.do("retitle_project", project=project.id, title="Rauha naapurustoon")
    page = resident.look()
    assert (True, False) == ("Rauha naapurustoon" in page.text, placeholder in page.text)


def test_projects_are_put_together_once_for_all_whatever_languages_phones_ask_in(
    new_hall: Callable[..., Hall], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phones of several languages look in turn; each language has its own words in the place of the hidden ones."""
    hall = new_hall(template="evening")
    idea = opened(hall, top=1)
    resident, swede = hall.resident(), hall.resident("sv")
    resident.vote(**{idea: "3"})
    hall.close_now()
    hall.do("reveal")
    hall.open("plan")
    made: list[Workshop] = []
    monkeypatch.setattr(planning, "planned", lambda its, of: made.append(its) or planned(its, of))

    def all_look() -> None:
        for person in (resident, swede) * 3:
            person.get(f"{hall.address}/so-far")

    all_look()
    assert 1 == len(made)
    hide(hall, idea)
    all_look()
    assert 3 == len(made)


def test_the_server_keeps_no_words_of_a_workshop_that_was_deleted(hall: Hall) -> None:
    """What phones read is made once for all of them, and goes with the workshop."""
    idea = opened(hall)
    hide(hall, idea)
    resident = hall.resident()
    stands_covered(resident, resident.look())
    placeholder = resident.t("common.hidden_idea")
    read = weakref.ref(hall.house.to_read(hall.house.store.read(hall.code), placeholder))
    assert read() is not None
    delete(hall.house, hall.code, MANAGER)
    gc.collect()
    assert read() is None
