"""Moving between a folder and a database, both ways."""

from pathlib import Path

import psycopg
import pytest

from facilitation.errors import Refused
from service import people_files
from service.house import House
from service.moving import move
from storage import open_store
from tests.service.evenings import CODE, Clock, Evening, workshop


@pytest.fixture
def empty_database(database: str) -> str:
    store = open_store(database)
    for code in store.codes():
        store.delete(code)
    store.close()
    return database


def test_there_and_back_again_word_for_word(tmp_path: Path, empty_database: str) -> None:
    """The backup is the same at each stop, and whoever was signed in still is."""
    first, last = tmp_path / "first", tmp_path / "last"
    text, signed_in = _evening(first)
    assert move(str(first), empty_database) == (CODE,)
    assert move(empty_database, str(last)) == (CODE,)
    arrived = House(last, Clock())
    assert text == people_files.backup(arrived.store.read(CODE), arrived.store.files(CODE))
    session = arrived.session(signed_in)
    assert session is not None
    assert session.role == "manager"
    arrived.close()


def test_moving_twice_moves_once_and_never_over_another(tmp_path: Path, empty_database: str) -> None:
    """What was moved before is passed over; a different workshop under the same code stops it before anything moves."""
    _evening(tmp_path / "data")
    assert move(str(tmp_path / "data"), empty_database) == (CODE,)
    assert move(str(tmp_path / "data"), empty_database) == ()
    other = open_store(tmp_path / "other")
    other.create(workshop(title={"fi": "Toinen"}))
    other.create(workshop("MMMMMM"))
    other.close()
    with pytest.raises(Refused) as refusal:
        move(str(tmp_path / "other"), empty_database)
    assert refusal.value.key == "code_taken"
    there = open_store(empty_database)
    assert there.codes() == (CODE,)
    there.close()


def test_one_that_is_cut_short_can_be_done_again(
    tmp_path: Path, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops it while pictures are brought finds no half of a workshop in the way."""
    text, _ = _evening(tmp_path / "data")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("storage.postgres.put_all", stopped)
        with pytest.raises(KeyboardInterrupt):
            move(str(tmp_path / "data"), empty_database)
    assert move(str(tmp_path / "data"), empty_database) == (CODE,)
    there = open_store(empty_database)
    assert text == people_files.backup(there.read(CODE), there.files(CODE))
    there.close()


def test_one_whose_power_was_cut_before_all_pictures_were_there_goes_on(
    tmp_path: Path, empty_database: str
) -> None:
    """An older program brought them one by one, and had no time to clear up: the same command brings the rest."""
    text, _ = _evening(tmp_path / "data", "kuva.png", "kuva2.png")
    move(str(tmp_path / "data"), empty_database)
    with psycopg.connect(empty_database) as connection:
        connection.execute("delete from files where name = 'kuva2.png'")
    assert move(str(tmp_path / "data"), empty_database) == (CODE,)
    assert move(str(tmp_path / "data"), empty_database) == ()
    there = open_store(empty_database)
    assert text == people_files.backup(there.read(CODE), there.files(CODE))
    there.close()


def test_one_with_another_picture_is_another(tmp_path: Path, empty_database: str) -> None:
    """It was led on from there: nothing is written over it."""
    _evening(tmp_path / "data")
    move(str(tmp_path / "data"), empty_database)
    there = open_store(empty_database)
    there.files(CODE).put("kuva.png", b"another")
    with pytest.raises(Refused):
        move(str(tmp_path / "data"), empty_database)
    assert there.files(CODE).get("kuva.png") == b"another"
    there.close()


def _evening(folder: Path, *pictures: str) -> tuple[str, str]:
    """Somebody joined, wrote and is signed in; the backup of it, and the session's name."""
    house = House(folder, Clock())
    house.store.create(workshop())
    evening = Evening(house, Clock())
    evening.manage("open_kind", kind_name="ideas")
    evening.idea("p1", 'Ä "🎉" \\ \u2028', "key-00001")
    for name in pictures or ("kuva.png",):
        house.store.files(CODE).put(name, bytes(range(256)))
    signed_in = house.signin.start_session("manager")
    text = people_files.backup(house.store.read(CODE), house.store.files(CODE))
    house.close()
    return text, signed_in
