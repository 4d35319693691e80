"""Files that people bring: whatever is in them, the answer is a sentence, and nothing half-read is stored."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation.errors import Refused
from service import people_files
from service.house import House
from tests.service.conftest import NewHouse
from tests.service.evenings import CODE, OPENING, Evening
from tests.service.junk import junk, places, put

NOT_OURS = {
    "nothing": "",
    "not JSON": "Hei!",
    "binary": "\x00\x01\ufffd" * 1000,
    "a number": "7",
    "a list": "[]",
    "another object": '{"name": "something else"}',
    "our format alone": '{"format": "asukasilta-export"}',
    "our format and version": '{"format": "asukasilta-backup", "version": 1}',
    "no version": '{"format": "asukasilta-export", "version": "1"}',
    "a version that is none": '{"format": "asukasilta-export", "version": true}',
    "a strange format": '{"format": ["asukasilta-export"], "version": 1}',
    "deep lists": "[" * 100_000,
    "deep objects": '{"format":' * 50_000,
    "deep and well-formed": '{"format": "asukasilta-export", "version": 1, "x": '
    + "[" * 900
    + "]" * 900
    + "}",
    "ten megabytes": '{"format": "asukasilta-export", "x": "' + "x" * 10_000_000,
    "ten megabytes of list": "[" + "0," * 5_000_000 + "0]",
}


@pytest.mark.parametrize("text", NOT_OURS.values(), ids=NOT_OURS.keys())
def test_what_is_no_export_is_refused(house: House, text: str) -> None:
    """In words, and without a trace in the folder."""
    with pytest.raises(Refused) as refused:
        people_files.import_text(house.store, text)
    assert "not_an_export" == refused.value.key
    assert () == house.store.codes()


@pytest.mark.parametrize("kind", ["asukasilta-export", "asukasilta-backup"])
def test_a_newer_version_is_named(house: House, kind: str) -> None:
    """So that people know to update instead of thinking the file is broken."""
    with pytest.raises(Refused) as refused:
        people_files.import_text(house.store, json.dumps({"format": kind, "version": 3, "new": {}}))
    assert ("unsupported_version", {"found": 3, "known": 1}) == (refused.value.key, refused.value.values)


def test_a_newer_workshop_inside_is_named_too(evening: Evening, new_house: NewHouse) -> None:
    """The document has a version of its own."""
    found = _backup(evening)
    found["workshop"]["schema_version"] = 9
    assert "unsupported_version" == _refusal(new_house(), found)


def test_a_half_written_file_is_refused(evening: Evening, new_house: NewHouse) -> None:
    """A copy that was cut off anywhere."""
    text, other = json.dumps(_backup(evening)), new_house()
    for length in range(1, len(text), len(text) // 20):
        with pytest.raises(Refused):
            people_files.import_text(other.store, text[:length])
    assert () == other.store.codes()


DAMAGE: dict[str, tuple[tuple[Any, ...], Any]] = {
    "a code that climbs": (("workshop", "code"), "../../x"),
    "a current step that is not there": (("workshop", "current"), "nowhere"),
    "an unknown kind": (("workshop", "meetings", 0, "activities", 0, "kind"), "tango"),
    "settings that cannot be": (("workshop", "meetings", 0, "activities", 3, "settings", "dots"), 0),
    "a step's id that is a path": (("workshop", "meetings", 0, "activities", 0, "id"), "../x"),
    "two steps with one id": (("workshop", "meetings", 0, "activities", 0, "id"), "ideas"),
    "an unknown field": (("workshop", "colour"), "red"),
    "an empty secret": (("workshop", "secret"), ""),
    "a language nobody reads here": (("workshop", "language"), "xx"),
    "a place that is on no map": (("workshop", "time_zone"), "Mars/Base"),
    "a place that is a folder": (("workshop", "time_zone"), "Europe"),
    "a place outside the maps": (("workshop", "time_zone"), "../../etc/passwd"),
    "a name of a place without end": (("workshop", "time_zone"), "x" * 5000),
    "made in a year that is in no calendar": (("workshop", "created_at"), 1e12),
    "kept until after the last day of all": (("workshop", "created_at"), 253402300799.0),
    "begun before all calendars": (("workshop", "started_at"), -9e15),
    "a gathering in no year": (("workshop", "meetings", 0, "starts_at"), 9e15),
    "a step that closes at no time": (("workshop", "meetings", 0, "activities", 0, "closes_at"), 9e15),
    "a deed of no day": (("workshop", "log", 0, "at"), 9e15),
    "a next meeting after all days": (
        ("workshop", "meetings", 0, "activities", -1, "settings", "next_at"),
        "9999-12-31T23:59:00-12:00",
    ),
    "an idea of no day": (("contributions", "ideas", 0, "at"), 9e15),
    "somebody who came on no day": (("participants", 0, "joined_at"), -9e15),
    "a sending that no phone named": (("participants", 0, "over"), ["<b>"]),
    "more sendings than are remembered": (("participants", 0, "over"), ["aaaaaaaa"] * 13),
    "a number too large": (("workshop", "headcount"), 10**30),
    "ideas that are numbers": (("contributions", "ideas", 0, "payload", "text"), 5),
    "an idea of a whole book": (("contributions", "ideas", 0, "payload", "text"), "x" * 281),
    "a mark that is a word": (("contributions", "dots", 0, "payload", "marks", "o1"), "many"),
    "a ballot without marks": (("contributions", "dots", 0, "payload"), {}),
    "a tap on nothing": (("contributions", "arrival", 0, "payload", "choice"), -1),
    "answers to a step that is not there": (("contributions", "nowhere"), []),
    "an unknown channel": (("contributions", "dots", 0, "channel"), "pigeon"),
    "a file with a path": (("files", "../x.png"), "AAAA"),
    "a file that is not base64": (("files", "x.png"), "ääkkösiä"),
    "an undo that leads nowhere": (("workshop", "history", 0, "patch"), [[["nowhere", "x"], [1], [2]]]),
    "a person twice": (("participants", 1, "id"), "Xk3-aino"),
    "two at the same place": (("contributions", "ideas", 1, "seq"), 1),
    "an idea twice": (("contributions", "ideas", 1, "key"), "key-00001"),
}


@pytest.mark.parametrize(("where", "what"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_file_that_does_not_hold_together_is_refused(
    lively: Evening, new_house: NewHouse, where: tuple[Any, ...], what: Any
) -> None:
    """It would fail later, in front of people."""
    found = _backup(lively)
    put(found, where, what)
    other = new_house()
    assert "not_an_export" == _refusal(other, found)
    assert () == other.store.codes()


@pytest.mark.parametrize("secret", ["secret", "history", "undone", "links", "turn"])
def test_an_export_that_brings_what_is_private_is_none(
    evening: Evening, new_house: NewHouse, secret: str
) -> None:
    """Nobody can hand over a file whose secret they know."""
    found = json.loads(people_files.export(evening.reader, evening.house.store.files(CODE)))
    found["workshop"][secret] = _backup(evening)["workshop"][secret]
    assert "not_an_export" == _refusal(new_house(), found)


def test_a_code_in_small_letters_is_the_same_code(evening: Evening, new_house: NewHouse) -> None:
    """Folders are named in capitals."""
    found, other = _backup(evening), new_house()
    found["workshop"]["code"] = CODE.lower()
    people_files.import_text(other.store, json.dumps(found))
    assert (CODE,) == other.store.codes()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_was_changed_in_a_file_it_is_taken_whole_or_refused(
    lively: Evening, new_house: NewHouse, data: st.DataObject
) -> None:
    """Never an error without words; what was taken can be shown and written out again."""
    found = _backup(lively)
    put(found, data.draw(places(found)), data.draw(junk))
    other = lively.house
    try:
        taken = people_files.import_text(other.store, json.dumps(found), "HHH777")
    except Refused:
        assert (CODE,) == other.store.codes()
        return
    again = Evening(other, lively.clock, taken.code)
    again.results()
    people_files.export(again.reader, other.store.files(taken.code))
    other.store.delete(taken.code)


@pytest.fixture
def lively(evening: Evening) -> Evening:
    """Something of everything."""
    evening.house.store.files(CODE).put("kuva.png", b"picture")
    evening.manage("next")
    for action in OPENING:
        evening.do(action)
    assert [] == evening.refused
    return evening


def _backup(evening: Evening) -> Any:
    return json.loads(people_files.backup(evening.reader, evening.house.store.files(CODE)))


def _refusal(house: House, found: Any) -> str:
    with pytest.raises(Refused) as refused:
        people_files.import_text(house.store, json.dumps(found))
    return refused.value.key
