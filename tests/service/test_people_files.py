"""The two files for people: what they say, what they keep to themselves, and that they come out as they went in."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from facilitation.errors import Refused
from facilitation.kinds import kind
from service import people_files
from service.house import House
from tests.service.conftest import NewHouse
from tests.service.evenings import CODE, PEOPLE, Action, Clock, Evening, whole_evenings, workshop


def export(evening: Evening) -> str:
    return people_files.export(evening.reader, evening.house.store.files(evening.code))


def backup(evening: Evening) -> str:
    return people_files.backup(evening.reader, evening.house.store.files(evening.code))


@contextmanager
def _two_evenings(actions: list[Action]) -> Iterator[tuple[Evening, House]]:
    """An evening as it went, and an empty house."""
    clock = Clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(House(Path(folder) / "one", clock)) as one,
        closing(House(Path(folder) / "two", clock)) as two,
    ):
        one.store.create(workshop())
        one.store.files(CODE).put("kuva.png", b"\x89PNG\x00")
        evening = Evening(one, clock)
        evening.manage("next")
        for action in actions:
            evening.do(action)
        yield evening, two


@settings(max_examples=20, deadline=None)
@given(whole_evenings)
def test_an_export_survives_a_round_trip_byte_by_byte(actions: list[Action]) -> None:
    """Whatever happened: the same bytes, the same results, and nobody's id or secret in them."""
    with _two_evenings(actions) as (evening, empty):
        text = export(evening)
        people_files.import_text(empty.store, text)
        again = Evening(empty, evening.clock)
        assert text == export(again)
        assert _countable(evening) == _countable(again)
        assert not [name for name in (*PEOPLE, evening.workshop.secret) if name in text]


@settings(max_examples=20, deadline=None)
@given(whole_evenings)
def test_a_backup_survives_a_round_trip_byte_by_byte(actions: list[Action]) -> None:
    """And what was undone can be done again, with its contributions."""
    with _two_evenings(actions) as (evening, empty):
        text = backup(evening)
        people_files.import_text(empty.store, text)
        again = Evening(empty, evening.clock)
        assert text == backup(again)
        assert evening.workshop == again.workshop
        assert dict(evening.reader.participants()) == dict(again.reader.participants())
        while evening.workshop.undone:
            evening.redo()
            again.redo()
        assert _countable(evening) == _countable(again)


def _countable(evening: Evening) -> str:
    return json.dumps(evening.results(), default=str)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
@pytest.mark.parametrize("voters", [PEOPLE[:3], PEOPLE[2::-1], PEOPLE[1:]])
def test_the_same_answers_by_other_people_in_another_order_give_the_same_export(
    new_house: NewHouse, clock: Clock, order: tuple[int, ...], voters: tuple[str, ...]
) -> None:
    """So nothing in it leads from a ballot to a person, to a moment, or to the same person's other answer."""
    start = clock.now
    usual = _answers(new_house(), clock, (0, 1, 2), PEOPLE[:3])
    clock.now = start
    assert usual == _answers(new_house(), clock, order, voters)


def _answers(house: House, clock: Clock, order: tuple[int, ...], voters: tuple[str, ...]) -> Any:
    """Three people tap, then three people vote; what of it is in the export."""
    house.store.create(workshop())
    evening = Evening(house, clock)
    evening.manage("next")
    for person, choice in zip(PEOPLE, (0, 1, 1), strict=False):
        evening.give(person, "arrival", {"choice": choice})
    evening.manage("go", activity="dots")
    evening.manage("open")
    ballots = ({"o1": 2}, {"o2": 1, "o3": 1}, {"o1": 1, "o3": 1})
    for n in order:
        clock.now += 1
        evening.ballot(voters[n], **ballots[n])
    return json.loads(export(evening))["contributions"]


@pytest.mark.parametrize("people", [PEOPLE[:2], PEOPLE[1::-1]])
def test_who_wrote_what_in_another_step_makes_no_difference(
    new_house: NewHouse, clock: Clock, people: tuple[str, str]
) -> None:
    """Whether the writer of the first idea gave the one or the other answer later: the files are the same, letter for
    letter, so nothing in them leads from one step to the next."""
    start = clock.now
    usual = _two_steps(new_house(), clock, PEOPLE[:2])
    clock.now = start
    assert usual == _two_steps(new_house(), clock, people)


def _two_steps(house: House, clock: Clock, later: tuple[str, ...]) -> str:
    """Two people write an idea, then each another one in a later step, in this order, and vote; the whole export."""
    house.store.create(workshop())
    evening = Evening(house, clock)
    evening.manage("add", kind_name="ideas", title={"fi": "Lisää"}, id="more")
    for step, people in (("ideas", PEOPLE[:2]), ("more", later)):
        evening.manage("go", activity=step)
        for n, person in enumerate(people):
            clock.now += 20.5
            evening.idea(person, f"Idea {n}", f"key-{step}-{n}", step)
    evening.manage("go", activity="dots")
    evening.manage("open")
    for n, person in enumerate(later):
        clock.now += 20.5
        evening.ballot(person, **{f"o{n + 1}": 2})
    return export(evening)


def test_a_pseudonym_is_of_one_step_alone(evening: Evening) -> None:
    """The same person has another in each, and none of them is their number."""
    evening.manage("next")
    evening.give(PEOPLE[0], "arrival", {"choice": 1})
    evening.manage("go", activity="ideas")
    evening.idea(PEOPLE[0], "Penkki", "key-00001")
    evening.manage("go", activity="dots")
    evening.manage("open")
    evening.ballot(PEOPLE[0], o1=1)
    given = json.loads(export(evening))["contributions"]
    names = [g["participant"] for each in given.values() for g in each]
    assert 3 == len(names) == len(set(names))
    assert PEOPLE[0] not in export(evening)


def test_times_in_an_export_lead_to_nobody(evening: Evening, clock: Clock) -> None:
    """An idea keeps its minute, a ballot only the moment its vote was opened."""
    evening.manage("go", activity="ideas")
    clock.now = 1_700_000_119.5
    evening.idea(PEOPLE[0], "Penkki", "key-00001")
    evening.manage("go", activity="dots")
    evening.manage("open")
    opened = clock.now
    clock.now += 33
    evening.ballot(PEOPLE[0], o1=1)
    given = json.loads(export(evening))["contributions"]
    assert 1_700_000_100.0 == given["ideas"][0]["at"]
    assert opened == given["dots"][0]["at"]


def test_one_persons_ideas_stay_together_and_keep_their_keys(evening: Evening) -> None:
    """Within one step it helps to see how many voices there were; options and merges refer to the keys."""
    evening.manage("go", activity="ideas")
    for who, text, key in ((0, "A", "key-aaaaa"), (1, "B", "key-bbbbb"), (0, "C", "key-ccccc")):
        evening.idea(PEOPLE[who], text, key)
    given = json.loads(export(evening))["contributions"]["ideas"]
    assert [("key-aaaaa", "p1"), ("key-bbbbb", "p2"), ("key-ccccc", "p1")] == [
        (g["key"], g["participant"]) for g in given
    ]


def test_nobody_loses_a_word(evening: Evening) -> None:
    """Hidden, corrected and merged ideas are all in the export as they were typed."""
    evening.manage("go", activity="ideas")
    for n, text in enumerate(("piilo", "krijoitus", "sama", "Sama"), 1):
        evening.idea(PEOPLE[0], text, f"key-{n:05d}")
    evening.manage("hide", activity="ideas", ideas=["key-00001"])
    evening.manage("edit", activity="ideas", ideas=["key-00002"], text="kirjoitus")
    evening.manage("merge", activity="ideas", ideas=["key-00003"], into="key-00004")
    found = json.loads(export(evening))
    assert ["piilo", "krijoitus", "sama", "Sama"] == [
        c["payload"]["text"] for c in found["contributions"]["ideas"]
    ]
    curation = next(a for a in found["workshop"]["meetings"][0]["activities"] if a["id"] == "ideas")[
        "curation"
    ]
    assert {"key-00002": "kirjoitus"} == curation["edits"]


def test_what_was_entered_at_the_desk_and_taken_out_stays_uncounted(
    evening: Evening, new_house: NewHouse, clock: Clock
) -> None:
    """It is in the file, and still does not count after an import."""
    evening.manage("go", activity="ideas")
    evening.manage("enter_idea", activity="ideas", text="Paperilta", key="paper-01")
    evening.manage("enter_idea", activity="ideas", text="Vahingossa", key="paper-02")
    evening.manage("unenter", activity="ideas", key="paper-paper-02")
    other = new_house()
    people_files.import_text(other.store, export(evening))
    again = Evening(other, clock)
    assert 2 == len(again.reader.contributions("ideas"))
    its = again.workshop.activity("ideas")
    shown = kind("ideas").result(its, again.reader.contributions("ideas")).shown
    assert ["Paperilta"] == [idea.text for idea in shown]


def test_an_export_has_the_pictures_in_use_and_a_backup_has_all(
    evening: Evening, new_house: NewHouse
) -> None:
    """A picture that was taken away again is not shared."""
    files = evening.house.store.files(CODE)
    files.put("kuva.png", b"in use")
    files.put("vanha.png", b"taken away")
    assert ["kuva.png"] == list(json.loads(export(evening))["files"])
    other = new_house()
    people_files.import_text(other.store, backup(evening))
    assert ("kuva.png", "vanha.png") == other.store.files(CODE).names()
    assert b"taken away" == other.store.files(CODE).get("vanha.png")


def test_phones_go_on_after_a_backup(evening: Evening, new_house: NewHouse, clock: Clock) -> None:
    """The same secret, the same ids: a ballot sent again replaces the one from before."""
    evening.manage("go", activity="dots")
    evening.manage("open")
    evening.ballot(PEOPLE[0], o1=2)
    other = new_house()
    people_files.import_text(other.store, backup(evening))
    again = Evening(other, clock)
    again.ballot(PEOPLE[0], o2=1)
    assert evening.workshop.secret == again.workshop.secret
    assert [{"o2": 1}] == [c.payload["marks"] for c in again.reader.contributions("dots").values()]


def test_an_imported_export_takes_no_phone_for_another(
    evening: Evening, new_house: NewHouse, clock: Clock
) -> None:
    """It starts with a secret of its own and nobody in it; whoever joins is new."""
    evening.manage("go", activity="dots")
    evening.manage("open")
    evening.ballot(PEOPLE[0], o1=2)
    other = new_house()
    people_files.import_text(other.store, export(evening))
    again = Evening(other, clock)
    assert evening.workshop.secret != again.workshop.secret
    assert {} == dict(again.reader.participants())
    again.ballot(PEOPLE[0], o2=1)
    assert 2 == len(again.reader.contributions("dots"))


def test_a_taken_code_is_refused_and_another_can_be_given(evening: Evening) -> None:
    """Nothing that is here is ever overwritten."""
    evening.manage("next")
    evening.give(PEOPLE[0], "arrival", {"choice": 1})
    text = export(evening)
    with pytest.raises(Refused) as refused:
        people_files.import_text(evening.house.store, text)
    assert "code_taken" == refused.value.key
    people_files.import_text(evening.house.store, text, "hhh 777")
    other = Evening(evening.house, evening.clock, "HHH777")
    assert json.loads(text)["contributions"] == json.loads(export(other))["contributions"]


def test_the_code_to_import_under_must_be_one(evening: Evening) -> None:
    """Also one that would climb out of the data folder."""
    for code in ("../../x", "", "ABCDEFG"):
        with pytest.raises(Refused, match="not_a_code"):
            people_files.import_text(evening.house.store, export(evening), code)


def test_a_workshop_is_not_left_behind_without_its_pictures(
    evening: Evening, new_house: NewHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a picture cannot be stored, the import did not happen, and can be tried again."""
    evening.house.store.files(CODE).put("kuva.png", b"picture")
    text, other = export(evening), new_house()

    def full(*_: Any) -> None:
        raise Refused("store_unavailable")

    with monkeypatch.context() as broken:
        broken.setattr("storage.blobs.FolderFiles.put", full)
        with pytest.raises(Refused, match="store_unavailable"):
            people_files.import_text(other.store, text)
    assert () == other.store.codes()
    people_files.import_text(other.store, text)
    assert b"picture" == other.store.files(CODE).get("kuva.png")
