"""An import that is killed in the middle: it did not happen, and can be done again."""

import pytest

from service import people_files
from service.house import House
from tests.service.evenings import CODE, Clock, Evening, workshop


@pytest.fixture
def text(either_house: House, clock: Clock) -> str:
    """A backup with two pictures; the house is empty again."""
    store = either_house.store
    store.create(workshop())
    for name in ("kuva.png", "kuva2.png"):
        store.files(CODE).put(name, bytes(range(256)))
    evening = Evening(either_house, clock)
    evening.join("p1")
    backup = people_files.backup(evening.reader, store.files(CODE))
    store.delete(CODE)
    return backup


def test_one_that_is_killed_while_its_pictures_come_can_be_done_again(
    either_house: House, clock: Clock, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing had the time to clear up, and no half of a workshop has its code."""

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as cut:
        for puts in ("blobs.FolderFiles.put", "row_files.RowFiles.put", "postgres.put_all"):
            cut.setattr(f"storage.{puts}", killed, raising=False)
        cut.setattr("shutil.rmtree", lambda *_, **__: None)
        cut.setattr(type(either_house.store), "delete", lambda *_: None)
        with pytest.raises(SystemExit):
            people_files.import_text(either_house.store, text)
    either_house.close()
    again = House(either_house.folder, clock)
    try:
        assert () == again.store.codes()
        assert CODE == people_files.import_text(again.store, text).code
        assert text == people_files.backup(again.store.read(CODE), again.store.files(CODE))
        assert [] == list(again.folder.glob(".new-*"))
    finally:
        again.close()
