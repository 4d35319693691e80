"""Made-up residents from the vote to the end: they plan, take on roles and look back, against the real server."""

import random
import threading
from collections import deque

import pytest

from locales import LANGUAGES, words
from service.access import call_server
from service.simulation import habits, planner
from service.simulation.forms import Form, forms_in
from service.simulation.host import Host
from service.simulation.phone import Phone
from service.simulation.planner import Planner
from service.simulation.resident import Resident
from tests import serving
from tests.service.waiting import wait_for

PEOPLE = 12


@pytest.fixture
def host(server: serving.Server, stop: threading.Event) -> Host:
    """Of an evening with two projects, in which nothing has been opened yet."""
    made = call_server(server.data, "new", template="evening", title="Ilta")
    assert made is not None
    found = Host(server.data, made["code"], stop)
    for n in (1, 2):
        found.perform("add_project", title=f"Hanke {n}", id=f"p{n}")
    return found


def people(server: serving.Server, host: Host, stop: threading.Event) -> list[Resident]:
    def new_phone() -> Phone:
        return Phone(server.address, host.code, "fi", stop)

    return [Resident(new_phone, deque(), seed, arrives_after=0.0, pace=0.01) for seed in range(PEOPLE)]


def test_residents_live_through_the_second_half(
    server: serving.Server, host: Host, stop: threading.Event
) -> None:
    """They sit down, one writes, others propose and support, they agree, offer, and look back; in their own time."""
    crowd = people(server, host, stop)
    for person in crowd:
        person.start()
    plan = _open(host, "plan")
    wait_for(lambda: _acts(host, plan) >= {"seats", "texts", "lines"})
    wait_for(lambda: {"what", "first", "why", "when"} <= _written(host, plan))
    host.ask("step", go="next")
    host.ask("step", go="next")
    wait_for(lambda: sum(_agreed(host, plan).values()) >= 3)
    roles = _open(host, "roles")
    wait_for(lambda: host.step(roles)["answered"] >= 3 and {True, False} == _named(host, roles))
    evaluation = _open(host, "evaluation")
    wait_for(lambda: host.step(evaluation)["answered"] >= 5)


def _named(host: Host, roles: str) -> set[bool]:
    """Whether those who offer have a name: some, some not."""
    return {
        bool(person["name"]) for person in host.ask("result", activity=roles)["result"]["people"].values()
    }


def test_who_leaves_early_answers_on_the_way_out(
    server: serving.Server, host: Host, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the others plan, and is gone for the rest of the evening."""
    monkeypatch.setattr("service.simulation.resident.LEAVES_EARLY", 1.0)
    someone = people(server, host, stop)[0]
    someone.come()
    _open(host, "plan")
    someone.answer()
    evaluation = next(a for a in host.state()["agenda"] if a["kind"] == "evaluation")
    assert ("draft", 1) == (evaluation["phase"], evaluation["answered"])
    roles = _open(host, "roles")
    someone.answer()
    assert 0 == host.step(roles)["answered"]


def test_a_page_can_have_several_forms() -> None:
    """Each with what it sends along, and the choices of its lists."""
    page = """<main><form data-activity="plan" action="/a"><input type="hidden" name="act" value="write">
    <select name="month"><option value="2027-1"><option value="2027-2"></select></form><option value="x">
    <form action="/language"><input type="hidden" name="next" value="/"></form>
    <form data-activity="plan" action="/a"><input type="hidden" name="act" value="seat"></form></main>"""
    write, seat = forms_in(page)
    assert ("write", "seat") == (write.act, seat.act)
    assert {"act": ["write"], "month": ["2027-1", "2027-2"]} == write.options


def test_the_pen_fills_in_only_what_is_empty() -> None:
    """What neighbours have written stays."""
    empty = {f"was_{name}": "" for name in (*planner.PHRASES, "when")}
    hidden = {"act": "write", "project": "p"} | empty | {"was_what": "Kahvit"}
    form = Form(
        "plan", "/a", options={"month": ["2027-1", "2027-2"], "season": ["2027-summer", "2028-spring"]}
    )
    form.hidden = hidden
    written: set[str] = set()
    for seed in range(20):
        who = Planner(random.Random(seed), words("fi"))
        while wish := who.wish([form]):
            written |= set(wish.fields) - set(hidden)
    assert {"first", "why", "when", "permission", "ask"} <= written
    assert "what" not in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_residents_say_is_there_in_every_language(language: str) -> None:
    """As many sentences as they choose from."""
    t = words(language)
    lines = {f"line_{name}": many for name, many in planner.LINES.items()}
    for name, many in {**planner.PHRASES, **lines, **habits.OPINIONS, "name": habits.NAMES}.items():
        said = [t(f"run.demo.{name}{n}") for n in range(1, many + 1)]
        assert not [each for each in said if each.startswith("run.")]


def _open(host: Host, kind: str) -> str:
    host.ask("step", go="open", kind=kind)
    return str(host.state()["activity"])


def _acts(host: Host, plan: str) -> set[str]:
    """What of a plan step's result is not empty."""
    result = host.ask("result", activity=plan)["result"]
    return {name for name, found in result.items() if found}


def _written(host: Host, plan: str) -> set[str]:
    texts = host.ask("result", activity=plan)["result"]["texts"]
    return {field for project in texts.values() for field in project}


def _agreed(host: Host, plan: str) -> dict[str, int]:
    """The first project's answers."""
    return dict(host.ask("result", activity=plan)["result"]["agreed"].get("p1", {}))
