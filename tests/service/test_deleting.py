"""Deleting a workshop: nothing of it is left on the disk, whoever listens hears so, and only the manager can."""

import pytest

from facilitation.errors import NotAllowed, NotFound
from facilitation.permissions import MANAGER, Actor, Role
from service import cli, commands, deleting, snapshots
from service.commands import Place
from service.house import House
from service.making import make
from service.retention import _sweep
from tests.service.evenings import CODE, OPENING, PEOPLE, Evening, workshop


@pytest.fixture
def full(evening: Evening) -> Evening:
    """With answers, a picture, a snapshot, a damaged file that was set aside, and somebody who was let in by a link."""
    evening.manage("next")
    for action in OPENING:
        evening.do(action)
    house = evening.house
    house.store.files(CODE).put("kuva.png", b"picture")
    snapshots.take(house, CODE)
    (house.folder / CODE / "damaged").mkdir()
    (house.folder / CODE / "damaged" / "a-ideas.json").write_text("Penkki puistoon")
    return evening


def test_nothing_is_left(full: Evening) -> None:
    """Files, journals, copies, pictures and snapshots; what remains on the disk knows the code and the day alone."""
    house = full.house
    gone = deleting.delete(house, CODE, MANAGER)
    assert (2, 5, 1, 1) == (gone.people, gone.answers, gone.pictures, gone.snapshots)
    left = {p.name: p.read_bytes() for p in house.folder.rglob("*") if p.is_file()}
    words = (b"Penkki", b"Puu", b"picture", PEOPLE[0].encode(), b"salainen")
    assert [] == [name for name, content in left.items() if any(w in content for w in words)]
    assert () == house.store.codes()


@pytest.mark.parametrize("role", ["cofacilitator", "helper", "stage", "participant", "anyone"])
def test_only_the_manager_deletes(full: Evening, role: Role) -> None:
    """The use case asks, whatever door it came through."""
    with pytest.raises(NotAllowed):
        deleting.delete(full.house, CODE, Actor(role))
    assert (CODE,) == full.house.store.codes()


def test_whoever_comes_later_hears_that_it_was_deleted(full: Evening) -> None:
    """Another code that nobody ever had is still unknown."""
    deleting.delete(full.house, CODE, MANAGER)
    for code, key in ((CODE, "deleted"), ("HHH777", "not_found")):
        with pytest.raises(NotFound) as refused:
            full.house.read(code)
        assert key == refused.value.key


def test_why_it_is_gone_is_known_the_moment_it_is(full: Evening) -> None:
    """Stage and desk are drawn anew then and there, and never again."""
    known: list[bool] = []
    full.house.store.listen(lambda *_: None, lambda code: known.append(full.house.is_deleted(code)))
    deleting.delete(full.house, CODE, MANAGER)
    assert [True] == known


def test_sessions_for_it_alone_end(full: Evening) -> None:
    """Whoever leads all of them stays signed in."""
    signin = full.house.signin
    stage, desk = signin.start_session("stage", CODE), signin.start_session("manager")
    deleting.delete(full.house, CODE, MANAGER)
    assert (None, "manager") == (signin.session(stage), getattr(signin.session(desk), "role", ""))


def test_a_damaged_one_can_be_deleted(full: Evening, house: House) -> None:
    """What nobody can read can still hold people's words."""
    house.store.close()
    (house.folder / CODE / "workshop.json").write_text("{")
    (house.folder / CODE / "workshop.json.previous").write_text("{")
    again = House(house.folder, full.clock)
    try:
        assert not deleting.delete(again, CODE, MANAGER).readable
        assert not (house.folder / CODE).exists()
    finally:
        again.close()


def test_snapshots_of_what_another_machine_deleted_go(full: Evening) -> None:
    """But not those of a workshop that was brought in again under the same code."""
    house = full.house
    kept = snapshots.text_of(house, CODE, snapshots.names(house, CODE)[0])
    deleting.delete(house, CODE, MANAGER)
    folder = house.folder / "snapshots" / CODE
    folder.mkdir(parents=True)
    (folder / "20260101T000000Z.json").write_text(kept)
    _sweep(house)
    assert not folder.exists()
    house.store.create(workshop())
    snapshots.take(house, CODE)
    _sweep(house)
    assert 1 == len(snapshots.names(house, CODE))


def test_a_new_workshop_never_gets_a_deleted_ones_code(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old sheet with its QR code must not lead into somebody else's evening."""
    first = make(house, "evening", "Ilta")
    deleting.delete(house, first.code, MANAGER)
    taken: list[tuple[str, ...]] = []

    def new_code(avoid: tuple[str, ...]) -> str:
        taken.append(tuple(avoid))
        return "HHH777"

    monkeypatch.setattr("service.making.new_code", new_code)
    make(house, "evening", "Toinen")
    assert (first.code,) == taken[0]


def test_a_script_deletes_only_when_it_says_so(full: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--yes` it hears what would go, and everything is there."""
    place = Place(full.house, 8850)
    told: list[str] = []
    monkeypatch.setattr("service.cli.call", lambda folder, name, **a: commands.run(place, name, a))
    monkeypatch.setattr("service.cli.tell", told.append)
    monkeypatch.setattr("service.cli.put", lambda text: None)
    assert cli.REFUSED == cli.main(["delete", CODE])
    assert (1, (CODE,)) == (len(told), full.house.store.codes())
    assert cli.DONE == cli.main(["delete", CODE.lower(), "--yes"])
    assert () == full.house.store.codes()
    assert [] == [words for words in told if "{" in words]
