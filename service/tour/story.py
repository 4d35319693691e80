"""What is photographed: one evening from the empty hall to the thanks. The manager presses the one button that comes
next; residents answer at once. The same people say the same things each time, so new pictures show what has changed."""

import os
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Error, Page

from locales import words
from service.simulation import demo
from service.simulation.host import Host
from service.simulation.phone import Phone
from service.simulation.resident import Resident
from service.simulation.second_half import SecondHalf
from service.tour.camera import Camera, camera

PEOPLE = 24
FIRST_SEED = 300
"""With these people the vote has no tie at its edge."""
CODE = "KYLA34"
ADDRESS = "https://ilta.example"
"""Stands on the pictures, so that they show no address of the machine they were made on."""
ZONE = "Europe/Helsinki"
IDEAS = (1, 2, 4, 10, 11, 12, 15, 17, 20, 21, 22, 23, 33, 35, 36, 42, 44, 49, 52, 3)
"""Of the catalogue's: things that neighbours can do themselves, some of them said more than once."""
SAME = ((1, 2, 3), (21, 22), (35, 36))
PROJECTS = 3


@dataclass
class Evening:
    """The evening, its manager, its residents and the one who photographs it."""

    its: demo.Evening
    host: Host
    half: SecondHalf
    camera: Camera
    language: str

    @property
    def phone(self) -> str:
        return f"{self.its.here}/j/{CODE}"

    @property
    def people(self) -> list[Resident]:
        return list(self.half.people)

    def next(self) -> dict[str, Any]:
        """The desk's one button; what is on then."""
        return self.host.ask("step", go="next")

    def until(self, kind: str, *phases: str) -> str:
        """Go on until this kind of step is on, in one of these phases; its id."""
        now = self.host.state()
        while now["kind"] != kind or now["phase"] not in phases:
            now = self.next()
        return str(now["activity"])

    def keys_of(self, step: str, *ideas: int) -> list[str]:
        """Under which keys these of the catalogue's ideas are on the wall."""
        wall = {idea["text"]: idea["id"] for idea in self.host.ask("result", activity=step)["result"]["all"]}
        texts = (words(self.language)(f"run.demo.idea{n}") for n in ideas)
        return [str(wall[text]) for text in texts if text in wall]

    def to_the_desk(self) -> None:
        self.camera.open("desk", self.its.on_this_machine("desk"))

    def uncover(self, page: Page) -> None:
        """What the manager alone sees; a picture without it is better than none."""
        with suppress(Error):
            page.get_by_text(words(self.language)("desk.private")).first.click(timeout=3000)
            page.wait_for_timeout(1500)

    def everybody_answers(self) -> None:
        self.half.everybody_answers()

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
        half = SecondHalf(host, _people(its, language, stop), t)
        evening = Evening(its, host, half, lens, language)
        for part in PARTS:
            part(evening)
        stop.set()
        return lens.taken


def _people(its: demo.Evening, language: str, stop: threading.Event) -> list[Resident]:
    ideas = deque(words(language)(f"run.demo.idea{n}") for n in IDEAS)
    address = its.here.replace("localhost", "127.0.0.1")

    def new_phone() -> Phone:
        return Phone(address, CODE, language, stop)

    seeds = range(FIRST_SEED, FIRST_SEED + PEOPLE)
    return [Resident(new_phone, ideas, seed, arrives_after=0.0) for seed in seeds]


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


def _sorting(evening: Evening) -> None:
    """In the break: the desk's page where ideas are merged, hidden and corrected."""
    ideas = str(evening.host.state()["activity"])
    evening.until("info", "open")
    evening.camera.open("desk", f"{evening.its.here}/desk-ideas?code={CODE}")
    evening.camera.take("sorting", "desk")
    for same in SAME:
        first, *others = evening.keys_of(ideas, *same)
        evening.host.perform("merge", activity=ideas, ideas=others, into=first)
    evening.to_the_desk()


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
    evening.half.choose_best(vote, PROJECTS)
    evening.camera.take("result", "desk")


def _plan(evening: Evening) -> None:
    """All at once: somebody who writes, and somebody who proposes."""
    step = evening.half.plan()
    for name, act in (("pen", "write"), ("plan", "line")):
        someone = next((p for p in evening.people if act in p.acts), evening.people[0])
        evening.camera.be(evening.its.here, someone.cookies)
        evening.look()
        evening.camera.take(name, "phone")
    evening.camera.take("plan", "desk", "stage")
    projects = evening.half.projects
    evening.half.ask(projects[0]["id"])
    evening.look()
    evening.camera.take("agree", "phone")
    evening.camera.take("project", "stage", "desk")
    for project in projects:
        evening.half.ask(project["id"])
        evening.host.perform("close_ask", project=project["id"])
    evening.half.choose_days(step)
    evening.half.look_at_all()
    evening.camera.take("timeline", "stage")


def _roles(evening: Evening) -> None:
    step = evening.half.offer_roles()
    evening.look()
    evening.camera.take("roles", "phone")
    evening.camera.take("roles", "desk", before=evening.uncover)
    evening.half.share_roles(step)
    evening.to_the_desk()
    evening.camera.take("roles", "stage")


def _evaluation(evening: Evening) -> None:
    step = evening.until("evaluation", "open")
    evening.look()
    evening.camera.take("evaluation", "phone")
    evening.everybody_answers()
    evening.until("evaluation", "revealed")
    questions = evening.host.ask("result", activity=step)["result"]["questions"]
    answers = [answer["id"] for question in questions for answer in question["answers"]]
    evening.host.perform("show_answers", activity=step, answers=answers)
    evening.camera.take("evaluation", "desk", "stage")


def _thanks(evening: Evening) -> None:
    """Next time is four weeks from now, at six."""
    thanks = next(a for a in evening.host.state()["agenda"] if a["kind"] == "thanks")
    here = datetime.now(ZoneInfo(ZONE))
    again = here.replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(weeks=4)
    place = words(evening.language)("run.tour.next_place")
    meeting = {"next_at": again.isoformat(), "next_place": place}
    evening.host.perform("configure", activity=thanks["id"], settings=meeting)
    evening.until("thanks", "open")
    evening.look()
    evening.camera.take("thanks", "phone", "desk", "stage")
    evening.camera.open("phone", f"{evening.phone}/summary")
    evening.camera.take("summary", "phone")


PARTS = (_arrival, _ideas, _sorting, _vote, _result, _plan, _roles, _evaluation, _thanks)
