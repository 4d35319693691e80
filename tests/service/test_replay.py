"""A recorded evening once more, against the real server."""

import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.access import call_server
from service.simulation.events import IdeaEvent, Unplayable, VoteEvent, read_events
from service.simulation.host import Host
from service.simulation.replay import Replay
from tests import serving
from tests.service.waiting import wait_for

IDEAS = {"1": ("host", "Penkki"), "2": ("host", "Puu"), "3": ("aino", "Penkki"), "4": ("eetu", "Kiikku €")}
VOTES = [
    ("aino", "1", 1),
    ("eetu", "1", -1),
    ("aino", "3", 1),
    ("aino", "1", -1),  # thinks again
    ("olli", "4", 0),
    ("olli", "1", 1),
    ("eetu", "4", 1),
]
TOTALS = {"1": (1, 2, 0), "2": (0, 0, 0), "3": (1, 0, 0), "4": (1, 0, 1)}
"""Agree, disagree, pass."""


def recorded() -> list[dict[str, Any]]:
    """A miniature of a real evening: two ideas were there before, two came from phones, one person voted again."""
    ideas = [
        {"t": n * 2.0, "who": who, "kind": "idea", "idea": idea, "text": text}
        for n, (idea, (who, text)) in enumerate(IDEAS.items())
    ]
    votes = [
        {"t": n * 1.5, "who": who, "kind": "vote", "idea": idea, "value": value}
        for n, (who, idea, value) in enumerate(VOTES)
    ]
    return sorted([*ideas, *votes], key=lambda event: event["t"])


@pytest.fixture
def events(tmp_path: Path) -> list[Any]:
    file = tmp_path / "evening.jsonl"
    file.write_text("\n".join(json.dumps(event) for event in recorded()) + "\n", encoding="utf-8")
    return list(read_events(file))


def play(server: serving.Server, events: list[Any], stop: threading.Event, template: str = "evening") -> Any:
    made = call_server(server.data, "new", template=template, title="Toisto")
    assert made is not None
    host = Host(server.data, made["code"], stop)
    return Replay(host, server.address, 100, stop, lambda key, n: None).play(events), host


def test_a_recorded_evening_comes_to_its_totals(
    server: serving.Server, events: list[Any], stop: threading.Event
) -> None:
    """Everything acknowledged, one vote per person and idea, closed and revealed."""
    outcome, host = play(server, events, stop)
    assert (11, 0, 3) == (outcome["acknowledged"], outcome["refused"], outcome["people"])
    assert TOTALS == {t["idea"]: (t["agree"], t["disagree"], t["pass"]) for t in outcome["totals"]}
    assert ("vote", "revealed") == (host.state()["kind"], host.state()["phase"])


def test_the_best_ideas_go_on_into_planning(
    server: serving.Server, events: list[Any], stop: threading.Event
) -> None:
    """Each gets what, why, one when and roles, and the room is asked; the idea it came from stays known."""
    made = call_server(server.data, "new", template="evening", title="Toisto")
    assert made is not None
    host = Host(server.data, made["code"], stop)
    outcome = Replay(host, server.address, 100, stop, lambda key, n: None, plan=2).play(events)
    assert 2 == len(outcome["projects"])
    for project in outcome["projects"]:
        assert {"what", "first", "why", "when"} <= set(project)
        assert "days" != project["when"]["kind"]
        assert 0 < project["yes"] + project["no"] + project["pass"] <= 3
        assert project["taken"] <= project["places"]
        assert project["ideas"]
    assert ("roles", "open") == (host.state()["kind"], host.state()["phase"])


def test_it_brings_a_vote_where_the_agenda_has_none(
    server: serving.Server, events: list[Any], stop: threading.Event
) -> None:
    """Also a second time in the same workshop, whose first vote has been shown."""
    _, host = play(server, events, stop)
    again = Replay(host, server.address, 100, stop, lambda key, n: None).play(events)
    assert 11 == again["acknowledged"]
    assert TOTALS == {t["idea"]: (t["agree"], t["disagree"], t["pass"]) for t in again["totals"]}
    assert [1, 2] == sorted(
        {len([a for a in host.state()["agenda"] if a["kind"] == k]) for k in ("vote", "ideas")}
    )


def test_a_server_killed_in_the_middle_loses_nothing(
    start_server: Callable[..., serving.Server], events: list[Any], stop: threading.Event
) -> None:
    """Everyone sends again with the same key; nothing counts twice."""
    server = start_server()
    many = [event.but(t=event.t * 10) for event in events]
    outcome: list[Any] = []
    playing = threading.Thread(target=lambda: outcome.append(play(server, many, stop)[0]))
    playing.start()
    wait_for(lambda: _contributions(server) >= 2)
    server.kill()
    _somebody_asks_in_vain(server.port)
    again = start_server(server.data, port=server.port)
    playing.join(90)
    assert 11 == outcome[0]["acknowledged"]
    assert outcome[0]["retried"] > 0
    assert TOTALS == {t["idea"]: (t["agree"], t["disagree"], t["pass"]) for t in outcome[0]["totals"]}
    assert 4 + 3 == _contributions(again)


def test_what_cannot_be_taken_is_counted_as_refused(
    server: serving.Server, events: list[Any], stop: threading.Event
) -> None:
    """A text over the limit, and the votes on it; the rest goes on."""
    too_long = [e.but(text="x" * 281) if e.kind == "idea" and e.idea in ("1", "4") else e for e in events]
    outcome, _ = play(server, too_long, stop)
    assert {"too_long": 2, "not_an_option": 6} == outcome["refusals"]
    assert 3 == outcome["acknowledged"]


def test_titles_of_a_table_are_played_as_ideas(
    server: serving.Server, tmp_path: Path, stop: threading.Event
) -> None:
    """By so many phones that each can send its share; the step stays open."""
    file = tmp_path / "titles.csv"
    rows = "".join(f'{n},"Ehdotus, numero {n}"\n' for n in range(70))
    file.write_text("id,title\n" + rows, encoding="utf-8-sig")
    outcome, host = play(server, read_events(file, 45), stop)
    assert (45, 3, []) == (outcome["acknowledged"], outcome["people"], outcome["totals"])
    assert ("ideas", "open") == (host.state()["kind"], host.state()["phase"])


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.jsonl", "", 0),
        ("x.jsonl", "\n\n", 0),
        ("x.jsonl", '{"t": 0, "who": "a", "kind": "idea", "idea": "1", "text": "x"}\n{"t": 1}\n', 2),
        ("x.jsonl", '{"t": 0, "who": "a", "kind": "vote", "idea": "1", "value": 2}', 1),
        ("x.jsonl", '{"t": -1, "who": "a", "kind": "vote", "idea": "1", "value": 1}', 1),
        ("x.jsonl", '{"t": NaN, "who": "a", "kind": "vote", "idea": "1", "value": 1}', 1),
        ("x.jsonl", "[" * 100_000, 1),
        ("x.csv", "id,name\n1,x\n", 1),
        ("x.csv", "id,title\n", 0),
    ],
)
def test_what_is_no_recording_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    """So that whoever made it can mend it."""
    (tmp_path / name).write_text(text)
    with pytest.raises(Unplayable) as unplayable:
        read_events(tmp_path / name)
    assert line == unplayable.value.line


def test_events_are_played_by_their_seconds(events: list[Any]) -> None:
    """Whatever order the file has."""
    assert sorted(e.t for e in events) == [e.t for e in events]
    assert {IdeaEvent, VoteEvent} == {type(e) for e in events}


def _somebody_asks_in_vain(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)) as nobody:
        nobody.settimeout(30)
        nobody.accept()[0].close()


def _contributions(server: serving.Server) -> int:
    """In the newest workshop of this server; 0 while it is away."""
    listed = call_server(server.data, "workshops")
    if not listed or not listed["workshops"]:
        return 0
    newest = max(listed["workshops"], key=lambda each: each["created_at"])
    state = call_server(server.data, "state", code=newest["code"])
    return sum(a["contributions"] for a in state["agenda"]) if state else 0
