"""What is photographed: one evening from the empty hall to the thanks. The manager presses the one button that comes
next; residents answer at once. The same people say the same things each time, so new pictures show what has changed."""

import os
import random
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locales import words
from service.simulation import demo
from service.simulation.host import Host
from service.simulation.phone import Phone
from service.simulation.resident import Resident
from service.tour.camera import Camera, camera

PEOPLE = 24
CODE = "KYLA34"
ADDRESS = "https://ilta.example"
"""Stands on the pictures, so that they show no address of the machine they were made on."""
MOST_IDEAS = 30


@dataclass
class Evening:
    """The evening, its manager, its residents and the one who photographs it."""

    its: demo.Evening
    host: Host
    people: list[Resident]
    camera: Camera

    @property
    def phone(self) -> str:
        return f"{self.its.here}/j/{CODE}"

    def next(self) -> dict[str, Any]:
        """The desk's one button; what is on then."""
        return self.host.ask("step", go="next")

    def until(self, kind: str, *phases: str) -> str:
        """Go on until this kind of step is on, in one of these phases; its id."""
        now = self.host.state()
        while now["kind"] != kind or now["phase"] not in phases:
            now = self.next()
        return str(now["activity"])

    def everybody_answers(self) -> None:
        for person in self.people:
            person.answer()

    def look(self) -> None:
        """The phone's page as it is now."""
        self.camera.open("phone", self.phone)


def tell(chromium: str, out: Path, language: str) -> list[Path]:
    """The pictures that were taken. Raises NoServer."""
    stop, t = threading.Event(), words(language)
    os.environ["ASUKASILTA_ADDRESS"] = ADDRESS
    with (
        demo.evening(None, None, t("run.demo.title"), language, stop, CODE) as (its, _),
        camera(chromium, out, language) as lens,
    ):
        host = Host(its.folder, CODE, stop)
        evening = Evening(its, host, _people(its, language, stop), lens)
        for part in PARTS:
            part(evening)
        stop.set()
        return lens.taken


def _people(its: demo.Evening, language: str, stop: threading.Event) -> list[Resident]:
    ideas = deque(list(demo.ideas_in(language, random.Random(7)))[:MOST_IDEAS])
    address = its.here.replace("localhost", "127.0.0.1")

    def new_phone() -> Phone:
        return Phone(address, CODE, language, stop)

    return [Resident(new_phone, ideas, seed, arrives_after=0.0) for seed in range(PEOPLE)]


def _arrival(evening: Evening) -> None:
    evening.until("arrival", "open")
    for door in ("stage", "desk"):
        evening.camera.open(door, evening.its.on_this_machine(door))
    evening.look()
    evening.camera.take("join", "phone")
    for person in evening.people:
        person.come()
    evening.everybody_answers()
    evening.camera.be(evening.its.here, evening.people[0].cookies)
    evening.look()
    evening.camera.take("arrival", "phone", "desk", "stage")


def _ideas(evening: Evening) -> None:
    evening.until("ideas", "open")
    evening.everybody_answers()
    evening.look()
    evening.camera.take("ideas", "phone", "desk", "stage")


def _vote(evening: Evening) -> None:
    evening.until("vote", "open")
    for person in evening.people[1:-5]:
        person.answer()
    evening.look()
    evening.camera.take("vote", "phone", "desk", "stage")
    evening.everybody_answers()


def _result(evening: Evening) -> None:
    vote = evening.until("vote", "revealed")
    evening.look()
    evening.camera.take("result", "phone", "stage")
    rows = evening.host.ask("result", activity=vote)["result"]["rows"]
    evening.host.perform("choose", activity=vote, options=[row["option"]["id"] for row in rows[:3]])
    evening.camera.take("result", "desk")


PARTS = (_arrival, _ideas, _vote, _result)
