"""Made-up residents and the demo they live in, against the real server."""

import random
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from locales import LANGUAGES
from service.access import call_server
from service.simulation import demo
from service.simulation.forms import Form, form_in
from service.simulation.host import Host
from service.simulation.phone import Answer, GaveUp, Phone
from service.simulation.resident import Resident
from service.simulation.tastes import ballot, tastes
from tests import serving
from tests.service.waiting import wait_for


def test_residents_answer_each_step_as_it_is_opened(server: serving.Server, stop: threading.Event) -> None:
    """They tap, write and vote, whatever the way to vote is; a few never do, as in life, so two are enough here."""
    made = call_server(server.data, "new", template="evening", title="Ilta")
    assert made is not None
    host = Host(server.data, made["code"], stop)
    said = deque(f"Idea numero {n}" for n in range(40))
    for seed in range(8):
        new_phone = _new_phone(server, made["code"], stop)
        Resident(new_phone, said, seed, arrives_after=0.0, pace=0.01).start()
    for kind in ("arrival", "ideas"):
        host.ask("step", go="open", kind=kind)
        wait_for(lambda kind=kind: _answered(host, kind) >= 2)
    vote = next(a["id"] for a in host.state()["agenda"] if a["kind"] == "vote")
    for method in ("dots", "approval", "yesno", "score"):
        host.perform("repeat", activity=vote, id=f"vote-{method}")
        host.perform("configure", activity=f"vote-{method}", settings={"method": method})
        host.open(f"vote-{method}")
        wait_for(lambda method=method: host.step(f"vote-{method}")["answered"] >= 2)


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
