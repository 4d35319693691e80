"""Who has left stays away, whatever is put back or brought in; in files and in a database."""

import asyncio
from contextlib import closing
from typing import Any

import psycopg
import pytest

from facilitation.permissions import Actor
from service import config, forgetting, people_files, snapshots
from service.commands import Place, run
from service.house import House
from service.people_files import import_text
from service.snapshots import Restored
from tests.service.evenings import CODE, OPENING, PEOPLE, Clock, Evening, workshop

MINE, IDEA = PEOPLE[0], "Penkki puistoon"
OTHERS = PEOPLE[1]


@pytest.fixture
def house(either_house: House) -> House:
    return either_house


@pytest.fixture
def busy(evening: Evening) -> Evening:
    """Two have answered."""
    evening.manage("next")
    for action in OPENING[:4]:
        evening.do(action)
    assert [] == evening.refused
    return evening


def backup(evening: Evening) -> str:
    return people_files.backup(evening.reader, evening.house.store.files(evening.code))


def leaves(evening: Evening, person: str = MINE) -> None:
    evening.clock.now += 10
    asyncio.run(forgetting.take_away(evening.house, evening.code, Actor("participant", person)))


def restored(evening: Evening, text: str) -> Restored:
    evening.clock.now += 10
    return snapshots.restore(evening.house, evening.code, text)


def stays_away(evening: Evening) -> None:
    """With all that was given, and also from what can be taken back; the others are there."""
    assert [OTHERS] == list(evening.reader.participants())
    while evening.workshop.history:
        evening.undo()
    assert [] == [words for words in (MINE, IDEA) if words in backup(evening)]
    assert "Puu" in backup(evening)


def test_a_backup_from_before_brings_back_only_the_others(busy: Evening) -> None:
    """How many have left, and when the last did, is as it was; how many of the backup stay away is said."""
    text = backup(busy)
    leaves(busy)
    left, at = busy.workshop.left, busy.workshop.forgotten_at
    assert 1 == restored(busy, text).left_out
    assert (left, at) == (busy.workshop.left, busy.workshop.forgotten_at)
    stays_away(busy)


def test_nothing_is_kept_that_leads_to_who_left(busy: Evening) -> None:
    """A mark, by which only whoever has the number can tell that it left."""
    leaves(busy)
    assert 1 == len(busy.workshop.gone)
    assert MINE not in backup(busy)
    assert busy.workshop.gone[0] not in people_files.export(busy.reader, busy.house.store.files(busy.code))


def test_who_leaves_while_all_is_put_back_stays_away(busy: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their phone was told that it is done a moment before the backup took the place of what was there."""
    text, store = backup(busy), type(busy.house.store)
    replace = store.replace

    def slow(*what: Any) -> Any:
        leaves(busy)
        return replace(*what)

    monkeypatch.setattr(store, "replace", slow)
    assert 1 == restored(busy, text).left_out
    stays_away(busy)


def test_who_leaves_after_a_wrong_restore_stays_away_when_it_is_undone(busy: Evening) -> None:
    """What was put back did not know them, and they had answered before it."""
    with_me = backup(busy)
    busy.house.store.delete(CODE)
    busy.house.store.create(workshop())
    busy.join(OTHERS)
    without_me = backup(busy)
    restored(busy, with_me)
    before = restored(busy, without_me).before
    leaves(busy)
    assert before not in snapshots.names(busy.house, CODE)
    assert 1 == restored(busy, with_me).left_out
    stays_away(busy)


def test_a_restore_that_is_undone_brings_back_nobody_who_left_before_it(busy: Evening) -> None:
    """Nor does the next one, and the one after."""
    text = backup(busy)
    leaves(busy)
    before = restored(busy, text).before
    restored(busy, snapshots.text_of(busy.house, CODE, before))
    restored(busy, text)
    stays_away(busy)


def test_a_copy_under_another_code_is_without_them_too(busy: Evening) -> None:
    """The backup is of a workshop that is here, and knows who has left; and so does the copy from then on."""
    text = backup(busy)
    leaves(busy)
    copy = Evening(busy.house, busy.clock, import_text(busy.house.store, text, "HHH777").code)
    assert busy.workshop.gone == copy.workshop.gone
    stays_away(copy)


def test_elsewhere_a_newer_backup_tells_who_had_left(busy: Evening) -> None:
    """On a computer that has never seen the evening; an older backup brings them back no more."""
    older = backup(busy)
    leaves(busy)
    newer = backup(busy)
    busy.house.store.delete(CODE)
    import_text(busy.house.store, newer)
    assert 1 == restored(busy, older).left_out
    stays_away(busy)


def test_a_script_is_told_how_many_stay_away(busy: Evening) -> None:
    """With the restore's other news."""
    text = backup(busy)
    leaves(busy)
    told = run(Place(busy.house, 0), "restore", {"code": CODE, "text": text})
    assert {"code": CODE, "before": snapshots.names(busy.house, CODE)[0], "left_out": 1} == told


def spoil(evening: Evening, database: str | None, what: str) -> None:
    """A file or a row of it, so that nobody can read it."""
    if database is None:
        path = evening.house.folder / CODE / f"{what}.json"
        path.write_bytes(path.read_bytes()[:-20])
        return
    with psycopg.connect(database) as connection:
        table = "workshops" if what == "workshop" else "contributions"
        connection.execute(f"update {table} set document = left(document, -20)")


@pytest.mark.parametrize("what", ["workshop", "a-ideas"])
def test_they_stay_away_where_what_was_there_cannot_be_read(busy: Evening, clock: Clock, what: str) -> None:
    """Of a damaged file or row what can be read is enough to know who has left."""
    text = backup(busy)
    leaves(busy)
    busy.house.close()
    spoil(busy, config.database(), what)
    with closing(House(busy.house.folder, clock)) as again:
        evening = Evening(again, clock)
        told = restored(evening, text)
        assert ("", 1) == (told.before, told.left_out)
        stays_away(evening)
