"""Simulated phones, recorded evenings and made-up residents, against the real server."""

import json
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from locales import LANGUAGES
from service.access import call_server
from service.simulation import demo
from service.simulation.events import IdeaEvent, Unplayable, VoteEvent, read_events
from service.simulation.forms import Form, form_in
from service.simulation.host import Host
from service.simulation.phone import Answer, GaveUp, Phone
from service.simulation.replay import Replay
from service.simulation.resident import Resident
from service.simulation.tastes import ballot, tastes
from tests import serving

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


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


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
    many = [event.but(t=event.t * 30) for event in events]
    outcome: list[Any] = []
    playing = threading.Thread(target=lambda: outcome.append(play(server, many, stop)[0]))
    playing.start()
    _wait_for(lambda: _contributions(server) >= 2)
    server.kill()
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


def test_residents_answer_each_step_as_it_is_opened(server: serving.Server, stop: threading.Event) -> None:
    """They tap, write and vote, whatever the way to vote is; nobody's phone is refused to the end."""
    made = call_server(server.data, "new", template="evening", title="Ilta")
    assert made is not None
    host = Host(server.data, made["code"], stop)
    said = deque(f"Idea numero {n}" for n in range(40))
    for seed in range(6):
        new_phone = _new_phone(server, made["code"], stop)
        Resident(new_phone, said, seed, arrives_after=0.0, pace=0.01).start()
    for kind in ("arrival", "ideas"):
        host.ask("step", go="open", kind=kind)
        _wait_for(lambda kind=kind: _answered(host, kind) >= 4)
    vote = next(a["id"] for a in host.state()["agenda"] if a["kind"] == "vote")
    for method in ("dots", "approval", "yesno", "score"):
        host.perform("repeat", activity=vote, id=f"vote-{method}")
        host.perform("configure", activity=f"vote-{method}", settings={"method": method})
        host.open(f"vote-{method}")
        _wait_for(lambda method=method: host.step(f"vote-{method}")["answered"] >= 4)


def test_a_phone_gives_up_at_once_when_all_is_stopped(stop: threading.Event) -> None:
    """Ctrl+C does not wait for a server that is away."""
    phone = Phone(f"http://127.0.0.1:{serving.free_port()}", "HHH777", "fi", stop)
    stop.set()
    with pytest.raises(GaveUp):
        phone.join()


def test_a_phone_hears_of_changes(server: serving.Server, stop: threading.Event) -> None:
    """As the stream tells them."""
    made = call_server(server.data, "new", template="evening", title="Ilta")
    assert made is not None
    heard = _new_phone(server, made["code"], stop)().versions()
    first = next(heard)
    Host(server.data, made["code"], stop).ask("step", go="next")
    assert first != next(heard)


def test_an_answer_that_is_no_json_is_a_refusal(server: serving.Server, stop: threading.Event) -> None:
    """Such as the page of another server."""
    phone = Phone(server.address, "777777", "fi", stop)
    assert Answer("refused") != Answer()
    assert not phone.give("x", {"text": "x"}).saved


def test_the_form_of_a_page_is_found_among_others() -> None:
    """Languages have a form too, and so has each of one's own ideas."""
    page = """<main data-phase="closing"><form action="/x/language"><button name="language" value="fi"></form>
    <form data-activity="vote" action="/j/A/a/v" data-method="dots" data-dots="3" data-most="2">
    <select name="m_a"><option selected>0</option></select><input type="number" name="m_b" value="0">
    <button name="done" value="1"></button></form><form data-withdraw><input name="key" value="k"></form></main>"""
    form = form_in(page)
    assert form is not None
    assert ("vote", "/j/A/a/v", "dots", 3, 2, True) == (
        form.kind,
        form.action,
        form.method,
        form.dots,
        form.most,
        form.closing,
    )
    assert {"m_a", "m_b", "done"} == set(form.options)
    assert form_in("<main><p>Kiitos</p></main>") is None


@pytest.mark.parametrize("method", ["dots", "approval", "yesno", "score"])
@pytest.mark.parametrize("options", [1, 5, 60])
def test_made_up_ballots_keep_the_rules(method: str, options: int) -> None:
    """Whoever votes, and however many options there are."""
    form = Form("vote", "/", method, dots=3, most=2, options={f"m_{n}": [] for n in range(options)})
    for seed in range(50):
        who = random.Random(seed)
        marks = {name: int(mark) for name, mark in ballot(form, tastes(form, who), who).items()}
        allowed = {"dots": {1, 2}, "approval": {1}, "yesno": {1, 0, -1}, "score": {1, 2, 3, 4, 5}}
        assert set(marks) <= set(form.options)
        assert set(marks.values()) <= allowed[method]
        assert method != "dots" or sum(marks.values()) <= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_ideas_and_each_fits(language: str) -> None:
    """A long one among them, and none twice word for word."""
    ideas = demo.ideas_in(language)
    assert demo.IDEAS == len(set(ideas))
    assert 200 < max(map(len, ideas)) <= 280
    assert not [idea for idea in ideas if idea.startswith("run.")]


def test_a_demo_shows_an_evening_and_leaves_nothing(free_port: int, stop: threading.Event) -> None:
    """In a folder of its own, with links that open; afterwards server and folder are gone."""
    with demo.evening(None, free_port, "Ilta", "fi", stop) as (evening, server):
        assert evening.on_this_machine("desk").startswith(f"http://localhost:{free_port}/desk/enter/")
        residents = demo.let_residents_in(evening, 2, "fi", stop)
        assert ["resident-0", "resident-1"] == [r.name for r in residents]
        assert server.poll() is None
        stop.set()
    assert server.poll() is not None


def test_a_demo_says_that_its_port_is_taken(server: serving.Server, stop: threading.Event) -> None:
    """Before it starts anything."""
    with pytest.raises(demo.PortTaken), demo.evening(None, server.port, "Ilta", "fi", stop):
        pass


def test_a_demo_never_plays_in_the_real_evenings_folder(tmp_path: Path) -> None:
    """Only in one that was asked for."""
    assert demo.own_folder(demo.ROOT / "data") is None
    assert tmp_path == demo.own_folder(tmp_path)


def _new_phone(server: serving.Server, code: str, stop: threading.Event) -> Callable[[], Phone]:
    return lambda: Phone(server.address, code, "fi", stop)


def _answered(host: Host, kind: str) -> int:
    return max(a["answered"] for a in host.state()["agenda"] if a["kind"] == kind)


def _contributions(server: serving.Server) -> int:
    """In the newest workshop of this server; 0 while it is away."""
    listed = call_server(server.data, "workshops")
    if not listed or not listed["workshops"]:
        return 0
    newest = max(listed["workshops"], key=lambda each: each["created_at"])
    state = call_server(server.data, "state", code=newest["code"])
    return sum(a["contributions"] for a in state["agenda"]) if state else 0


def _wait_for(holds: Callable[[], bool], within: float = 60.0) -> None:
    until = time.monotonic() + within
    while not holds():
        assert time.monotonic() < until, "It did not come to that"
        threading.Event().wait(0.05)
