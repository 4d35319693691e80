"""The commands: what the desk's buttons do, from plain values to plain values."""

import json
from typing import Any

import pytest

from facilitation.errors import Refused
from service import commands
from service.commands import COMMANDS, STEPS, Place
from service.signin import role_of_link
from tests.service.evenings import CODE, PEOPLE, Evening


@pytest.fixture
def place(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("ASUKASILTA_ADDRESS", "https://ilta.example/")
    return Place(evening.house, 8850)


def go(place: Place, *words: str) -> Any:
    return commands.run(place, "step", dict(zip(("code", "go", "kind"), (CODE, *words), strict=False)))


def test_a_new_workshop_comes_with_links_that_open_their_doors(place: Place) -> None:
    """Each link carries the role of its door, and no other."""
    made = commands.run(place, "new", {"template": "asukasilta", "title": "Ilta", "code": "hhh 777"})
    address = "https://ilta.example"
    found = place.house.workshop("HHH777")
    assert "HHH777" == made["code"]
    assert f"{address}/j/HHH777" == made["phone"]
    for door, role in (("desk", "manager"), ("stage", "stage")):
        start, _, token = made[door].rpartition("/")
        assert f"{address}/{door}/enter/HHH777" == start
        assert role == role_of_link(found, token)


def test_without_a_public_address_links_have_this_servers_port(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phones are in the same network then."""
    monkeypatch.delenv("ASUKASILTA_ADDRESS")
    made = commands.run(place, "links", {"code": CODE})
    assert made["phone"].endswith(f":8850/j/{CODE}")


def test_step_presses_the_desks_buttons(place: Place) -> None:
    """Open, close, reveal and back, and the turn rises with each."""
    assert ("arrival", "open") == _at(go(place, "next"))
    assert ("ideas", "open") == _at(go(place, "open", "ideas"))
    assert ("ideas", "closed") == _at(go(place, "close"))
    assert ("ideas", "open") == _at(go(place, "reopen"))
    assert ("info", "open") == _at(go(place, "back"))
    assert ("ideas", "open") == _at(go(place, "undo"))


def test_closing_a_vote_counts_down_and_next_does_not_wait(place: Place, evening: Evening) -> None:
    """As the buttons of the desk do."""
    _open_dots(evening)
    assert ("vote", "closing") == _at(go(place, "close"))
    assert ("vote", "closed") == _at(go(place, "next"))
    assert ("vote", "revealed") == _at(go(place, "reveal"))


def test_a_result_is_not_told_before_it_is_shown(place: Place, evening: Evening) -> None:
    """Not to a script either: its screen may stand on the wall."""
    _open_dots(evening)
    evening.ballot(PEOPLE[0], o1=2)
    ask = {"code": CODE, "activity": "dots"}
    assert {"shown": False, "result": None} == commands.run(place, "result", ask)
    for step in ("close", "next", "reveal"):
        go(place, step)
    shown = commands.run(place, "result", ask)
    assert [("o1", 2.0), ("o2", 0.0), ("o3", 0.0)] == [
        (row["option"]["id"], row["score"]) for row in shown["result"]["rows"]
    ]
    json.dumps(shown)


def test_the_state_tells_what_can_be_answered(place: Place, evening: Evening) -> None:
    """Options with their ideas, and how many have answered; nobody's answers."""
    _open_dots(evening)
    evening.ballot(PEOPLE[0], o1=1)
    evening.ballot(PEOPLE[1], done=False, o2=1)
    found = commands.run(place, "state", {"code": CODE})
    its = next(a for a in found["agenda"] if a["id"] == "dots")
    assert (1, 2, "open") == (its["answered"], its["contributions"], its["phase"])
    assert ["Penkki", "Puu", "Åäö €"] == [o["text"] for o in its["options"]]
    assert PEOPLE[0] not in json.dumps(found)


def test_the_state_tells_of_small_projects(place: Place) -> None:
    """A script that leads the planning finds their ids here, and those of their roles."""
    run_verb = {"code": CODE, "verb": "add_project", "arguments": {"title": "Penkki", "id": "p1"}}
    commands.run(place, "perform", run_verb)
    more = {"project": "p1", "title": {"fi": "Vetäjä"}, "id": "r1"}
    commands.run(place, "perform", {"code": CODE, "verb": "add_role", "arguments": more})
    (project,) = commands.run(place, "state", {"code": CODE})["projects"]
    assert ("p1", "Penkki", "", ["r1"]) == (
        *(project[name] for name in ("id", "title", "asked")),
        [role["id"] for role in project["roles"]],
    )


def test_any_verb_can_be_performed_once_for_its_turn(place: Place) -> None:
    """A second time for the same turn is a second tap."""
    ask = {"code": CODE, "verb": "next", "drawn": 0}
    assert {"done": True, "turn": 1} == commands.run(place, "perform", ask)
    with pytest.raises(Refused, match="stale"):
        commands.run(place, "perform", ask)


def test_a_verb_may_ask_for_a_name(place: Place, evening: Evening) -> None:
    """Somebody without a phone takes a role; nothing on the way to the verb stands in for that word."""
    evening.manage("add_project", title="Puisto", id="p1")
    evening.manage("add_role", project="p1", title={"fi": "Tekijä"}, id="r1")
    ask = {"code": CODE, "verb": "enter_holder", "arguments": {"role": "r1", "name": "Aino", "id": "h1"}}
    assert commands.run(place, "perform", ask)["done"]
    assert "Aino" == evening.workshop.projects[0].roles[0].holders[0].name


def test_a_damaged_workshop_does_not_hide_the_others(place: Place) -> None:
    """It is listed by its code, with what is wrong."""
    folder = place.house.folder / "KKK777"
    folder.mkdir()
    (folder / "workshop.json").write_text("{ not json")
    listed = commands.run(place, "workshops", {})["workshops"]
    assert [CODE, "KKK777"] == [each["code"] for each in listed]
    assert "damaged" == listed[1]["refused"]


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "an unknown command": ("dance", {}, "unknown_verb"),
    "an unknown button": ("step", {"code": CODE, "go": "sideways"}, "unknown_verb"),
    "a mistyped code": ("state", {"code": "ACDEFH"}, "mistyped_code"),
    "a code that is far from any": ("state", {"code": "777777"}, "no_such_workshop"),
    "a path for a code": ("export", {"code": "../.."}, "no_such_workshop"),
    "a missing argument": ("state", {}, "invalid"),
    "an argument too many": ("state", {"code": CODE, "colour": "red"}, "invalid"),
    "a number for a word": ("state", {"code": 7}, "invalid"),
    "a list for a word": ("new", {"template": "evening", "title": ["x"]}, "invalid"),
    "an unknown template": ("new", {"template": "gala", "title": "x"}, "unknown_template"),
    "a taken code": ("new", {"template": "evening", "title": "x", "code": CODE}, "code_taken"),
    "nothing to undo": ("step", {"code": CODE, "go": "undo"}, "nothing_to_undo"),
    "a step that is not on the agenda": (
        "step",
        {"code": CODE, "go": "open", "kind": "roles"},
        "no_such_step",
    ),
    "a result of nothing": ("result", {"code": CODE, "activity": "nowhere"}, "unknown_step"),
    "an unknown verb": ("perform", {"code": CODE, "verb": "dance"}, "unknown_verb"),
    "a verb's argument too many": (
        "perform",
        {"code": CODE, "verb": "next", "arguments": {"x": 1}},
        "invalid",
    ),
    "another's name for an argument": (
        "perform",
        {"code": CODE, "verb": "rename", "arguments": {"actor": "x"}},
        "invalid",
    ),
}


@pytest.mark.parametrize(("name", "arguments", "key"), REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_is_refused(place: Place, name: str, arguments: dict[str, Any], key: str) -> None:
    """With a key that has its sentence, and nothing is changed."""
    before = place.house.workshop(CODE)
    with pytest.raises(Refused) as refused:
        commands.run(place, name, arguments)
    assert key == refused.value.key
    assert before == place.house.workshop(CODE)


@pytest.mark.parametrize("button", STEPS)
def test_every_button_is_known(place: Place, evening: Evening, button: str) -> None:
    """Each does something in some moment of an evening."""
    before = {"reveal": ("open", "close", "next"), "reopen": ("open", "close")}.get(button, ("open",))
    evening.manage("go", activity="dots")
    for step in before if button != "open" else ():
        go(place, step)
    assert go(place, button)["done"]


def test_every_command_gives_json(place: Place) -> None:
    """What a script reads."""
    ask: dict[str, dict[str, Any]] = {
        "new": {"template": "evening", "title": "Ilta"},
        "workshops": {},
        "step": {"code": CODE, "go": "next"},
        "perform": {"code": CODE, "verb": "headcount", "arguments": {"people": 3}},
        "result": {"code": CODE, "activity": "info"},
        "restore": {"code": CODE, "text": commands.run(place, "backup", {"code": CODE})["text"]},
        "import": {"text": commands.run(place, "export", {"code": CODE})["text"], "code": "LLL777"},
    }
    for name in sorted(COMMANDS, key=lambda each: each == "delete"):
        json.dumps(commands.run(place, name, ask.get(name, {"code": CODE})))


def _at(found: dict[str, Any]) -> tuple[str, str]:
    return found["kind"], found["phase"]


def _open_dots(evening: Evening) -> None:
    evening.manage("go", activity="dots")
    evening.manage("open")
