"""Roles: who offers what, who has it, and what becomes of it when they change their mind."""

import pytest

from facilitation import verbs
from facilitation.errors import Invalid, NotAllowed, NotFound, NotOpen, Refused
from facilitation.kinds.roles import Roles
from facilitation.permissions import MANAGER, Actor
from facilitation.projects import planned_in
from tests.facilitation.room import planning, room, step


def sharing(**wanted):
    """A roles step that is on, with one project and these roles."""
    hall = planning("Penkki")
    for id, number in wanted.items():
        hall.does("add_role", project="a", title={"fi": id.title()}, wanted=number, id=id)
    hall.does("go", activity="roles")
    return hall


def offers(phone, grade="gladly", /, *roles, **more):
    phone.room.now += 1
    return phone.gives("roles", offers=dict.fromkeys(roles, grade), **more)


def role(hall, id):
    return next(r for p in planned_in(hall) for r in p.roles if r.role.id == id)


def names(hall, id):
    return [(p.name, p.on_screen, p.in_summary, p.withdrawn) for p in role(hall, id).people]


def test_an_offer_is_confirmed_once():
    """A second tap changes nothing; who did not offer is not given anything."""
    hall = sharing(lead=1)
    offers(hall.phone("aino"), "gladly", "lead", name="Aino", on_screen=True)
    hall.phone("eetu")
    assert hall.does("confirm", role="lead", participant="aino").done
    assert not hall.does("confirm", role="lead", participant="aino").done
    with pytest.raises(Invalid, match="no_offer"):
        hall.does("confirm", role="lead", participant="eetu")
    assert [("Aino", True, False, False)] == names(hall, "lead")


def test_a_role_that_filled_meanwhile_takes_no_new_offer():
    """Whoever offered before may keep theirs; "ask me later" takes no place; the next one is told which role."""
    hall = sharing(lead=1, tell=1)
    aino, eetu, fatima = (hall.phone(n) for n in ("aino", "eetu", "fatima"))
    offers(aino, "gladly", "lead")
    offers(eetu, "if_needed", "lead")
    hall.does("confirm", role="lead", participant="aino")
    with pytest.raises(Invalid, match="role_full") as refused:
        offers(fatima, "gladly", "lead", "tell")
    assert {"role": "Lead"} == refused.value.values
    assert offers(eetu, "gladly", "lead").new
    assert offers(fatima, "later", "lead").new
    with pytest.raises(Invalid, match="role_full"):
        hall.does("confirm", role="lead", participant="eetu")
    with pytest.raises(Invalid, match="role_full"):
        hall.does("enter_holder", role="lead", name="Irma")


def test_withdrawn_after_confirmation_the_place_is_open_and_says_so():
    """Also when the whole answer is taken back, and after the step; who offers again has it again."""
    hall = sharing(lead=1)
    aino = hall.phone("aino")
    offers(aino, "gladly", "lead", name="Aino")
    hall.does("confirm", role="lead", participant="aino")
    hall.on("next")
    offers(aino, name="Aino")
    assert (1, [("Aino", False, False, True)]) == (role(hall, "lead").open, names(hall, "lead"))
    offers(aino, "gladly", "lead", name="Aino")
    assert 0 == role(hall, "lead").open
    aino.withdraws("roles", "aino")
    assert (1, [("", False, False, True)]) == (role(hall, "lead").open, names(hall, "lead"))


def test_who_comes_back_finds_the_place_taken_by_another():
    """Neither an offer nor "ask me later" makes two of one place; asked again, the desk has one of them."""
    hall = sharing(lead=1)
    aino, eetu = hall.phone("aino"), hall.phone("eetu")
    for phone in (aino, eetu):
        offers(phone, "gladly", "lead")
    hall.does("confirm", role="lead", participant="aino")
    offers(aino)
    hall.does("confirm", role="lead", participant="eetu")
    for grade in ("gladly", "later"):
        with pytest.raises(Invalid, match="role_full"):
            offers(aino, grade, "lead")
    assert 1 == len(role(hall, "lead").holding)
    hall.does("release", role="lead", holder=role(hall, "lead").holding[0].holder.id)
    offers(aino, "gladly", "lead")
    assert ["aino"] == [p.holder.participant for p in role(hall, "lead").holding]


def test_an_offer_from_before_a_role_was_dropped():
    """From an old form it is refused with words; what was acknowledged stays, and undo brings back role and offer."""
    hall = sharing(lead=1, tell=1)
    aino, eetu = hall.phone("aino"), hall.phone("eetu")
    offers(aino, "gladly", "lead", "tell")
    hall.does("confirm", role="lead", participant="aino")
    hall.does("drop_role", role="lead")
    with pytest.raises(NotFound, match="no_such_role"):
        offers(eetu, "gladly", "lead", "tell")
    assert not offers(aino, "gladly", "lead", "tell").new
    with pytest.raises(NotFound, match="no_such_role"):
        hall.does("confirm", role="lead", participant="aino")
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert ["aino"] == [p.holder.participant for p in role(hall, "lead").holding]


def test_a_name_stands_only_where_its_owner_let_it():
    """No leave, no name anywhere but at the desk; leave without a name is no leave; the last word counts."""
    hall = sharing(lead=2)
    aino = hall.phone("aino")
    with pytest.raises(Invalid, match="name_missing"):
        offers(aino, "gladly", "lead", on_screen=True)
    with pytest.raises(Invalid, match="name_missing"):
        hall.does("enter_holder", role="lead", name="  ", in_summary=True)
    offers(aino, "gladly", "lead", name=" Aino \n A. ", on_screen=True, in_summary=True)
    hall.does("confirm", role="lead", participant="aino")
    hall.does("enter_holder", role="lead", name="Irma", in_summary=True, id="irma")
    hall.does("enter_holder", role="lead", name="Irma", in_summary=True, id="irma")
    assert [("Aino A.", True, True, False), ("Irma", False, True, False)] == names(hall, "lead")
    offers(aino, "gladly", "lead", name="Aino A.")
    assert ("Aino A.", False, False, False) == names(hall, "lead")[0]


def test_a_contact_is_kept_until_its_day():
    """Ninety days if nothing else is set; without a contact there is no day."""
    hall = sharing(lead=1)
    hall.phone("aino").gives("roles", offers={"lead": "gladly"}, contact=" 040 123 ")
    hall.phone("eetu").gives("roles", offers={"lead": "gladly"})
    step = hall.workshop.activity("roles")
    people = Roles().result(step, hall.contributions("roles")).people
    assert ("040 123", "1970-04-01") == (people["aino"].contact, str(people["aino"].contact_until))
    assert ("", None) == (people["eetu"].contact, people["eetu"].contact_until)


def test_a_whole_proposal_is_taken_or_nothing_of_it():
    """Somebody who has changed their mind since stops all of it, and the desk asks for another one."""
    hall = sharing(lead=1, tell=1)
    aino, eetu = hall.phone("aino"), hall.phone("eetu")
    offers(aino, "gladly", "lead")
    offers(eetu, "gladly", "tell")
    offers(eetu)
    with pytest.raises(Invalid, match="no_offer"):
        hall.does("assign", holders={"lead": ["aino"], "tell": ["eetu"]})
    assert [] == names(hall, "lead")
    hall.does("assign", holders={"lead": ["aino"]})
    assert 1 == len(names(hall, "lead"))
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    assert [] == names(hall, "lead")


def test_fewer_are_wanted_and_nobody_is_sent_away():
    """Who has it keeps it; no place is open."""
    hall = sharing(lead=2)
    for name in ("aino", "eetu"):
        offers(hall.phone(name), "gladly", "lead")
        hall.does("confirm", role="lead", participant=name)
    hall.does("change_role", role="lead", wanted=1)
    assert (2, 0) == (len(role(hall, "lead").holding), role(hall, "lead").open)


def test_default_roles_are_the_same_when_the_step_is_opened_again():
    """Undone by mistake and opened again: what people offered meanwhile is there."""
    defaults = [{"title": {"fi": "Vetäjä"}}, {"title": {"fi": "Apuri"}, "size": "medium", "wanted": 4}]
    hall = room(step("plan"), step("roles", defaults=defaults))
    for id in ("a", "b"):
        hall.does("add_project", title=id, id=id)
    hall.does("go", activity="roles")
    first = hall.workshop.projects[0].roles[0].id
    offers(hall.phone("aino"), "gladly", first)
    verbs.take_back(hall, MANAGER, hall.workshop.history[-1].id)
    with pytest.raises(NotFound, match="no_such_role"):
        hall.phone("eetu").gives("roles", offers={first: "gladly"})
    hall.does("go", activity="roles")
    assert {"aino": "gladly"} == role(hall, first).offers
    assert 4 == len({r.id for p in hall.workshop.projects for r in p.roles})


def test_offers_wait_for_their_step():
    """Before it nobody is asked; and nobody but a phone offers."""
    hall = room(step("plan"), step("roles"))
    with pytest.raises(NotOpen, match="not_open_yet"):
        hall.phone("aino").gives("roles", offers={})
    with pytest.raises(NotAllowed):
        hall.does("confirm", actor=Actor("helper"), role="lead", participant="aino")


@pytest.mark.parametrize(
    "offer",
    [
        {"offers": {"lead": "perhaps"}},
        {"offers": ["lead"]},
        {"offers": None},
        {"offers": {}, "name": "x" * 61},
        {"offers": {}, "contact": "x" * 121},
        {"offers": {}, "on_screen": "yes", "name": "Aino"},
    ],
)
def test_nonsense_from_a_phone_is_refused(offer):
    """With a sentence, and what was there before stays."""
    hall = sharing(lead=1)
    aino = hall.phone("aino")
    offers(aino, "gladly", "lead")
    with pytest.raises(Invalid):
        aino.gives("roles", **offer)
    assert {"aino": "gladly"} == role(hall, "lead").offers


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("add_role", {"project": "a", "title": {"fi": " "}}),
        ("add_role", {"project": "a", "title": {"fi": "x" * 81}}),
        ("add_role", {"project": "a", "title": {"fi": "x"}, "id": "a.b"}),
        ("add_role", {"project": "b", "title": {"fi": "x"}}),
        ("change_role", {"role": "lead", "wanted": 0}),
        ("change_role", {"role": "lead", "size": "huge"}),
        ("change_role", {"role": "nobody", "wanted": 2}),
        ("enter_holder", {"role": "lead", "name": "x" * 61}),
    ],
)
def test_nonsense_from_the_desk_is_refused(verb, arguments):
    """Nothing changes, and there is nothing to take back."""
    hall = sharing(lead=1)
    before = hall.workshop
    with pytest.raises(Refused):
        hall.does(verb, **arguments)
    assert before == hall.workshop


def two_steps(**wanted):
    """A second roles step is on; in the first one Aino has offered, and has, the role `lead`."""
    hall = sharing(**wanted)
    offers(hall.phone("aino"), "gladly", "lead", name="Aino", on_screen=True)
    hall.does("confirm", role="lead", participant="aino")
    hall.does("repeat", activity="roles", id="again")
    return hall.on("next")


def again(hall, who, grade, *roles, **more):
    hall.now += 1
    return hall.phone(who).gives("again", offers=dict.fromkeys(roles, grade), **more)


def test_of_two_steps_the_newer_answer_is_what_somebody_offers():
    """What it leaves out is withdrawn, and the place is open again; the older one may still be the newer answer."""
    hall = two_steps(lead=1, tell=1)
    again(hall, "aino", "gladly", "tell", name="Aino")
    assert ({}, 1) == (role(hall, "lead").offers, role(hall, "lead").open)
    assert {"aino": "gladly"} == role(hall, "tell").offers
    offers(hall.phone("aino"), "gladly", "lead", name="Aino")
    assert (0, {}) == (role(hall, "lead").open, role(hall, "tell").offers)
    again(hall, "aino", "gladly", "tell", name="Aino")
    offers(hall.phone("aino"), "gladly", "lead", name="Aino")
    assert (0, {}) == (role(hall, "lead").open, role(hall, "tell").offers)


def test_the_newer_answer_holds_though_the_clock_is_set_back():
    """Also where the older one is in another step, and stamped later."""
    hall = two_steps(lead=1, tell=1)
    hall.now -= 600
    again(hall, "aino", "gladly", "tell", name="Aino")
    assert ({}, {"aino": "gladly"}) == (role(hall, "lead").offers, role(hall, "tell").offers)


def test_a_role_that_filled_in_another_step_takes_no_new_offer():
    """Whoever has it keeps it, whichever step they say so in."""
    hall = two_steps(lead=1)
    with pytest.raises(Invalid, match="role_full"):
        again(hall, "eetu", "gladly", "lead")
    assert again(hall, "aino", "gladly", "lead", name="Aino").new
    assert 0 == role(hall, "lead").open
    with pytest.raises(Invalid, match="role_full"):
        offers(hall.phone("eetu"), "gladly", "lead")
