"""Phone numbers and addresses go when their day is over, everywhere, by a clock that the test moves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from facilitation import keeping
from facilitation.errors import StoreUnavailable
from facilitation.keeping import GRACE_DAYS, WARNING_DAYS
from facilitation.kinds.plan import today
from facilitation.kinds.roles import Offers, Roles
from facilitation.model import Privacy
from service import people_files
from service.house import House
from service.retention import Retention, deleted_on, forget, forget_all
from tests.service.evenings import CODE, PEOPLE, Clock
from tests.service.second_half import CONTACTS, NAMES, SecondHalf, whole
from tests.service.waiting import wait_for

DAY = 86_400.0
KEPT_DAYS = 90


@pytest.fixture
def evening(house: House, clock: Clock) -> SecondHalf:
    """Two people said how to reach them, one of them a month later."""
    house.store.create(whole())
    made = SecondHalf(house, clock)
    for action in (("leads", "open"), ("ballot_of", PEOPLE[0]), ("goes", "plan"), ("goes", "roles")):
        made.do(action)
    made.do(("offers", PEOPLE[0], [], "gladly", True))
    clock.now += 30 * DAY
    made.do(("offers", PEOPLE[1], [], "gladly", False))
    assert [] == made.refused
    return made


def _offers(evening: SecondHalf) -> Offers:
    step = evening.workshop.activity("roles")
    assert step is not None
    return Roles().result(step, evening.reader.contributions("roles"))


def _contacts(evening: SecondHalf) -> list[str]:
    return [p.contact for p in _offers(evening).people.values()]


def _holding(folder: Path, words: str) -> list[str]:
    """The files that hold these words."""
    return [p.name for p in sorted(folder.rglob("*")) if p.is_file() and words.encode() in p.read_bytes()]


def test_a_contact_goes_when_its_day_is_over(evening: SecondHalf, clock: Clock) -> None:
    """Not on its last day; the name and the offer stay, and so does whoever said it later."""
    clock.now += (KEPT_DAYS - 30) * DAY
    assert 0 == forget(evening.house, CODE)
    clock.now += DAY
    assert 1 == forget(evening.house, CODE)
    first, second = _offers(evening).people.values()
    assert (NAMES[PEOPLE[0]], "", None) == (first.name, first.contact, first.contact_until)
    assert CONTACTS[PEOPLE[1]] == second.contact


def test_it_is_in_no_file_any_more(evening: SecondHalf, clock: Clock) -> None:
    """Neither in the journal nor in the copies kept in case of damage; what is not over is still there, twice."""
    folder = evening.house.folder / CODE
    for kept in ("before-v2", "damaged"):
        (folder / kept).mkdir()
        (folder / kept / "a-roles.json").write_text(CONTACTS[PEOPLE[0]])
    assert _holding(folder, CONTACTS[PEOPLE[0]])
    clock.now += 61 * DAY
    forget_all(evening.house)
    assert [] == _holding(folder, CONTACTS[PEOPLE[0]])
    assert ["a-roles.json", "a-roles.json.previous"] == _holding(folder, CONTACTS[PEOPLE[1]])


def test_one_that_was_taken_back_goes_on_its_day_too(evening: SecondHalf, clock: Clock) -> None:
    """It is in no answer any more, but still in the journal and the copies kept in case of damage."""
    evening.give(PEOPLE[0], "roles", {"offers": {}, "name": NAMES[PEOPLE[0]], "contact": ""})
    assert _holding(evening.house.folder, CONTACTS[PEOPLE[0]])
    clock.now += (KEPT_DAYS - 30) * DAY
    forget_all(evening.house)
    assert _holding(evening.house.folder, CONTACTS[PEOPLE[0]])
    clock.now += DAY
    forget_all(evening.house)
    assert [] == _holding(evening.house.folder, CONTACTS[PEOPLE[0]])


def test_one_that_was_changed_goes_on_its_own_day(evening: SecondHalf, clock: Clock) -> None:
    """Not on that of the new one, which stays; and saying the same once more makes no difference."""
    for contact in ("aino@ilta.example", "aino2@ilta.example", "aino2@ilta.example"):
        evening.give(PEOPLE[0], "roles", {"offers": {}, "name": NAMES[PEOPLE[0]], "contact": contact})
        clock.now += DAY
    assert _holding(evening.house.folder, CONTACTS[PEOPLE[0]])
    clock.now += (KEPT_DAYS - 32) * DAY
    forget_all(evening.house)
    assert [] == _holding(evening.house.folder, CONTACTS[PEOPLE[0]])
    assert ["aino2@ilta.example", CONTACTS[PEOPLE[1]]] == _contacts(evening)


def test_it_goes_also_where_its_step_has_left_the_agenda(evening: SecondHalf, clock: Clock) -> None:
    """For good, since something else was done once it had been taken back."""
    evening.manage("repeat", activity="roles", id="again")
    evening.manage("go", activity="again")
    evening.give(PEOPLE[2], "again", {"offers": {}, "name": "Olli", "contact": CONTACTS[PEOPLE[2]]})
    evening.undo()
    evening.undo()
    evening.manage("rename", title={"fi": "Syysilta"})
    clock.now += (KEPT_DAYS + 1) * DAY
    forget_all(evening.house)
    assert [] == _holding(evening.house.folder, CONTACTS[PEOPLE[2]])
    (left,) = evening.reader.contributions("again").values()
    assert ("Olli", "") == (left.payload["name"], left.payload["contact"])


def test_what_was_given_meanwhile_is_still_there_after_a_restart(
    evening: SecondHalf, clock: Clock, tmp_path: Path
) -> None:
    """The new files open like any other, with everything that came before and after."""
    clock.now += 61 * DAY
    forget_all(evening.house)
    evening.do(("offers", PEOPLE[2], [], "gladly", False))
    evening.house.close()
    again = SecondHalf(House(evening.house.folder, clock), clock)
    try:
        assert ["", CONTACTS[PEOPLE[1]], CONTACTS[PEOPLE[2]]] == _contacts(again)
    finally:
        again.house.close()


def test_one_that_cannot_be_written_hinders_no_other(
    evening: SecondHalf, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked at again the next time."""
    evening.house.store.create(whole(code="HHH777"))
    run = evening.house.store.run

    def full(code: str, decide: object) -> object:
        if code == CODE:
            raise StoreUnavailable(reason="full")
        return run(code, decide)  # type: ignore[arg-type]

    clock.now += 61 * DAY
    with monkeypatch.context() as broken:
        broken.setattr(evening.house.store, "run", full)
        forget_all(evening.house)
    assert CONTACTS[PEOPLE[0]] in _contacts(evening)
    forget_all(evening.house)
    assert CONTACTS[PEOPLE[0]] not in _contacts(evening)


@pytest.fixture
def retention(evening: SecondHalf) -> Iterator[Retention]:
    made = Retention(evening.house, every=0.01)
    yield made
    made.end()


def test_it_looks_by_itself_again_and_again(evening: SecondHalf, clock: Clock, retention: Retention) -> None:
    """Nobody has to start the server anew for it."""
    retention.start()
    clock.now += 61 * DAY
    wait_for(lambda: _contacts(evening)[0] == "")
    clock.now += 30 * DAY
    wait_for(lambda: _contacts(evening)[1] == "")


def test_a_clock_that_is_wrong_for_a_moment_takes_nothing_away(old: SecondHalf, clock: Clock) -> None:
    """A year ahead, and right again by the next look; but whoever has slept for a year is late enough an hour later."""
    looks = Retention(old.house)
    for days, there in ((365, (CODE,)), (-365, (CODE,)), (365, (CODE,)), (0, ())):
        clock.now += days * DAY
        looks.look()
        assert there == old.house.store.codes()


def test_a_store_that_is_away_for_a_while_ends_no_looking(
    evening: SecondHalf, clock: Clock, retention: Retention, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it is back, all goes on its day again."""
    asked: list[bool] = []

    def away() -> tuple[str, ...]:
        asked.append(True)
        raise StoreUnavailable(reason="away")

    with monkeypatch.context() as broken:
        broken.setattr(evening.house.store, "codes", away)
        retention.start()
        wait_for(lambda: len(asked) > 2, within=10)
    clock.now += 61 * DAY
    wait_for(lambda: _contacts(evening)[0] == "", within=10)


@pytest.fixture
def old(evening: SecondHalf, clock: Clock) -> SecondHalf:
    """The evening on its last day, a year after its last step was opened; the desk has warned for a month."""
    clock.now += (keeping.days_left(evening.workshop, clock()) - WARNING_DAYS) * DAY
    forget_all(evening.house)
    clock.now += WARNING_DAYS * DAY
    forget_all(evening.house)
    return evening


def test_a_workshop_is_there_on_its_last_day(old: SecondHalf, clock: Clock) -> None:
    """The day that phones and the notice name is a day on which it is still kept."""
    assert 0 == keeping.days_left(old.workshop, clock())
    assert (CODE,) == old.house.store.codes()


def test_a_workshop_goes_on_the_day_after(old: SecondHalf, clock: Clock) -> None:
    """As a whole, with all of its copies; others stay."""
    old.house.store.create(whole(code="HHH777", created_at=clock()))
    clock.now += DAY
    forget_all(old.house)
    assert ("HHH777",) == old.house.store.codes()
    assert [] == _holding(old.house.folder, NAMES[PEOPLE[0]])


def test_one_that_comes_together_again_is_kept_longer(old: SecondHalf, clock: Clock) -> None:
    """A series counts from its last gathering."""
    old.manage("go", activity="evaluation")
    old.manage("open")
    clock.now += DAY
    forget_all(old.house)
    assert (CODE,) == old.house.store.codes()


def test_one_that_goes_on_with_an_earlier_step_is_kept_longer(old: SecondHalf, clock: Clock) -> None:
    """Where people answer once more what they were asked the year before, too; unless that is taken back."""
    before = keeping.last_day(old.workshop)
    old.manage("go", activity="vote")
    old.manage("reopen")
    assert today(old.workshop, clock()) == keeping.last_gathering(old.workshop)
    old.undo()
    assert before == keeping.last_day(old.workshop)


def test_what_nobody_was_warned_of_waits_a_week(evening: SecondHalf, clock: Clock) -> None:
    """A laptop comes out of its cupboard after two years: its owner can still take a copy, or set a later day."""
    clock.now += 800 * DAY
    forget_all(evening.house)
    found = today(evening.workshop, clock())
    assert found + timedelta(days=GRACE_DAYS) == deleted_on(evening.house, evening.workshop)
    clock.now += (GRACE_DAYS - 1) * DAY
    forget_all(evening.house)
    assert (CODE,) == evening.house.store.codes()
    clock.now += DAY
    forget_all(evening.house)
    assert () == evening.house.store.codes()


def test_a_later_day_is_warned_of_anew(old: SecondHalf, clock: Clock) -> None:
    """And then it goes on that day, without a further week."""
    old.manage("keep", controller="", contact="", months=24)
    forget_all(old.house)
    assert {} == old.house.store.records.get("warned")


@pytest.mark.parametrize("earlier", [False, True], ids=["", "noted by an older version"])
def test_who_chooses_less_while_it_is_warned_has_a_week(old: SecondHalf, clock: Clock, earlier: bool) -> None:
    """Else what was set with a slip of the hand is gone within the hour, on a day that lies months back."""
    clock.now -= 10 * DAY
    if earlier:
        old.house.store.records.change("warned", lambda kept: {CODE: kept[CODE][0]})
        forget_all(old.house)
    old.manage("keep", controller="", contact="", months=6)
    goes = today(old.workshop, clock()) + timedelta(days=GRACE_DAYS)
    assert goes == deleted_on(old.house, old.workshop)
    forget_all(old.house)
    clock.now += (GRACE_DAYS - 1) * DAY
    forget_all(old.house)
    assert (CODE, goes) == (*old.house.store.codes(), deleted_on(old.house, old.workshop))
    clock.now += DAY
    forget_all(old.house)
    assert () == old.house.store.codes()


def test_one_that_is_brought_in_again_is_warned_of_anew(old: SecondHalf, clock: Clock) -> None:
    """Whoever finds it gone puts the backup back at once, and has a week to choose a later day."""
    text = people_files.backup(old.reader, old.house.store.files(CODE))
    clock.now += DAY
    forget_all(old.house)
    people_files.import_text(old.house.store, text)
    forget_all(old.house)
    assert (CODE,) == old.house.store.codes()
    assert today(old.workshop, clock()) + timedelta(days=GRACE_DAYS) == deleted_on(old.house, old.workshop)


@pytest.mark.parametrize(
    ("gathered", "months", "last"),
    [("2026-01-31", 1, "2026-02-28"), ("2027-12-31", 6, "2028-06-30"), ("2028-02-29", 12, "2029-02-28")],
)
def test_months_are_those_of_the_calendar(gathered: str, months: int, last: str) -> None:
    """Where a month has no such day, its last one."""
    made = datetime.fromisoformat(gathered + "T20:00+02:00").timestamp()
    kept = whole(created_at=made, privacy=Privacy(months=months))
    assert last == keeping.last_day(kept).isoformat()
