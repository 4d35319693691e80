"""The desk without a browser: a house in a folder of its own, one workshop in it, and pages run by AppTest."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import service.house
from facilitation import verbs
from facilitation.model import Activity, Meeting, Workshop
from facilitation.permissions import ANYONE, MANAGER, Actor
from facilitation.turn import Reader
from facilitation.verbs import taking_part
from locales import Words, words
from service.house import House
from service.signin import Session
from tests.serving import ROOT

CODE = "ACDEFG"
PATIENCE = 30
FOREVER = 9e12
LEADER = Session("manager", "", FOREVER)
LABELLED = (
    "button",
    "toggle",
    "checkbox",
    "text_input",
    "text_area",
    "number_input",
    "radio",
    "selectbox",
    "button_group",
)


@dataclass
class Clock:
    now: float = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Hall:
    """`session` is who sits at the desk; None is nobody."""

    house: House
    clock: Clock
    session: Session | None = LEADER
    language: str = "fi"
    code: str = CODE
    given: int = field(default=0)

    def restart(self, between: Callable[[], None]) -> None:
        """The server ends, something happens to its files, and it starts again."""
        self.house.close()
        between()
        self.house = service.house._house = House(self.house.folder, self.clock)

    @property
    def workshop(self) -> Workshop:
        return self.house.workshop(self.code)

    @property
    def reader(self) -> Reader:
        return self.house.store.read(self.code)

    @property
    def now(self) -> Activity:
        return self.workshop.now

    @property
    def t(self) -> Words:
        return words(self.language)

    def does(self, verb: str, **arguments: Any) -> None:
        """Somebody else who leads, at another desk."""
        done = self.house.store.run(self.code, lambda turn: verbs.perform(turn, MANAGER, verb, **arguments))
        done.result(PATIENCE)

    def on(self, *path: str) -> "Hall":
        for verb in path:
            self.does(verb)
        return self

    def person(self, name: str) -> None:
        self.house.store.run(self.code, lambda turn: taking_part.join(turn, ANYONE, name, "fi")).result(
            PATIENCE
        )
        self.house.presence.touch(self.code, name)

    def gives(self, name: str, activity: str, /, **payload: Any) -> str:
        """The key of what this person gave."""
        self.person(name)
        self.given += 1
        key = f"given-{self.given:04}"
        actor = Actor("participant", name)
        receipt = self.house.store.run(
            self.code, lambda turn: taking_part.give(turn, actor, activity, payload, key)
        )
        return receipt.result(PATIENCE).contribution.key

    def page(self, name: str = "desk_run", **query: str) -> "Page":
        return Page(self, _opened(name, {"code": self.code, **query}))


def _opened(name: str, query: dict[str, str]) -> AppTest:
    """A page by its file's name. AppTest must have run once before it finds pages with addresses of their own."""
    with pytest.MonkeyPatch.context() as patch:
        # At first, Streamlit looks for components in all that is installed: three quarters of a test's work.
        patch.setattr("importlib.metadata.distributions", lambda: iter(()))
        app = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=PATIENCE).run()
    for key, value in query.items():
        app.query_params[key] = value
    return app.switch_page(f"{name}.py").run()


@dataclass
class Page:
    hall: Hall
    app: AppTest

    def run(self) -> "Page":
        self.app.run()
        return self

    def press(self, label: str) -> "Page":
        """The button that begins with this."""
        self.button(label).click()
        return self.run()

    def button(self, label: str) -> Any:
        found = [b for b in self.app.button if b.label.startswith(label)]
        assert len(found) == 1, f"{label}: {self.buttons}"
        return found[0]

    @property
    def buttons(self) -> list[str]:
        return [button.label for button in self.app.button]

    @property
    def toasts(self) -> list[str]:
        return [toast.value for toast in self.app.toast]

    @property
    def html(self) -> str:
        """All of our own HTML on the page."""
        return "\n".join(element.value for element in self.app.get("html"))

    @property
    def said(self) -> str:
        """Everything on the page that can be read."""
        kinds = ("text", "caption", "markdown", "warning", "error", "info", "success", "subheader", "header")
        texts = [e.value for kind in kinds for e in self.app.get(kind)]
        labels = [str(e.label) for kind in LABELLED for e in self.app.get(kind)]
        return "\n".join([self.html, *texts, *labels, *self.buttons])

    @property
    def files(self) -> dict[str, str]:
        """Label → address of the files that are offered, as they stand on the page."""
        return {file["label"]: file["address"] for file in self._offered}

    @property
    def said_of_files(self) -> dict[str, str]:
        """Label → what stands below it."""
        return {file["label"]: file["what"] for file in self._offered}

    @property
    def _offered(self) -> list[dict[str, str]]:
        drawn = [c.proto for c in self.app.get("bidi_component") if c.proto.component_name.endswith("files")]
        return [file for proto in drawn for file in json.loads(proto.json)[0]["files"]]


@contextmanager
def hall_in(folder: Path, agenda: Sequence[Activity], **changes: Any) -> Iterator[Hall]:
    """A hall with this agenda, as the house of this process."""
    clock = Clock()
    house = House(folder, clock)
    with pytest.MonkeyPatch.context() as patch:
        hall = Hall(house, clock)
        _at_home(patch, hall)
        meeting = Meeting(id="m", activities=tuple(agenda))
        workshop = Workshop(
            code=CODE,
            title={"fi": "Koivurinteen ilta"},
            created_at=clock.now,
            secret="salainen-" * 4,
            meetings=(meeting,),
            current=agenda[0].id,
        )
        house.store.create(workshop.but(**changes))
        yield hall
        hall.house.close()


def _at_home(patch: pytest.MonkeyPatch, hall: Hall) -> None:
    def languages() -> Words:
        return words(st.session_state.get("desk_language") or hall.language)

    patch.setattr("storage.disk.flush", lambda fd: None)
    patch.setattr("storage.disk.flush_folder", lambda folder: None)
    patch.setattr("service.house._house", hall.house)
    patch.setattr(House, "session", lambda house, cookie: hall.session)
    patch.setattr("pages.shared.words_here", languages)


NewHall = Callable[..., Hall]
