"""People at the phone door: plain HTML clients, a script, and the house they come to. No browser, no JavaScript."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx
from starlette.applications import Starlette

from facilitation.model import Activity, Workshop
from facilitation.permissions import MANAGER
from locales import Words, words
from service import acting
from service.house import House
from service.making import make

HERE = "http://ilta.example"
SCRIPT = {"accept": "application/json"}


@dataclass
class Clock:
    """Time stands still until somebody moves it."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Form:
    """One form of a page. `fields`: what a browser would send if nobody touched it."""

    action: str
    method: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """A page as somebody without JavaScript gets it."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(convert_charrefs=True)
        self.answer = answer
        self.status = answer.status_code
        self.forms: list[Form] = []
        self.html: dict[str, str | None] = {}
        self.refreshes = False
        self._typed_in = self._chosen_in = ""
        self._inert = 0
        self.feed(answer.text)

    @property
    def text(self) -> str:
        """What stands in <main>, without tags. Spaces that must not break are kept, as a browser keeps them."""
        main = re.search(r"<main.*?</main>", self.answer.text, re.DOTALL)
        plain = re.sub(r"<(style|script|template).*?</\1>", " ", main[0] if main else "", flags=re.DOTALL)
        return re.sub(r"[ \t\r\n\f]+", " ", unescape(re.sub(r"<[^>]+>", " ", plain))).strip()

    @property
    def kept_form(self) -> str:
        """The name by which a phone says which form it is filling in; empty where there is none."""
        found = re.search(r'<main[^>]* data-form="([^"]*)"', self.answer.text)
        return found[1] if found else ""

    def form(self, kind: str) -> Form:
        return next(f for f in self.forms if f.kind == kind)

    def act(self, act: str, **its: str) -> Form:
        """Of several forms of a step the one for this, and with these fields."""
        wanted = {"act": act, **its}
        return next(f for f in self.forms if wanted.items() <= f.fields.items())

    def acts(self) -> set[str]:
        """What can be done in a step that has several forms."""
        return {f.fields["act"] for f in self.forms if "act" in f.fields}

    def has_form(self, kind: str) -> bool:
        return any(f.kind == kind for f in self.forms)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        its = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.html = dict(attrs)
        self._inert += tag == "template"
        if self._inert:
            return
        if tag == "meta" and its.get("http-equiv") == "refresh":
            self.refreshes = True
        if tag == "form":
            self.forms.append(Form(its["action"], its.get("method", "get"), _kind_of(its)))
        elif self.forms:
            self._field(tag, its)

    def handle_endtag(self, tag: str) -> None:
        self._inert -= tag == "template"
        if tag == "textarea":
            self._typed_in = ""

    def handle_data(self, data: str) -> None:
        if self._typed_in:
            self.forms[-1].fields[self._typed_in] += data
        if self._chosen_in:
            self.forms[-1].choices.setdefault(self._chosen_in, []).append(data.strip())

    def _field(self, tag: str, its: dict[str, str]) -> None:
        form, name = self.forms[-1], its.get("name", "")
        if tag == "textarea":
            self._typed_in = name
            form.fields[name] = ""
        elif tag == "button" and name:
            form.buttons.append((name, its.get("value", "")))
        elif tag == "input" and its.get("type") in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(its["value"])
            if "checked" in its:
                form.fields[name] = its["value"]
        elif tag == "input" and name:
            form.fields[name] = its.get("value", "")
        elif tag == "select":
            form.choices[name] = []
            self._select = name
        elif tag == "option":
            form.choices[self._select].append(its["value"])
            if "selected" in its:
                form.fields[self._select] = its["value"]


def _kind_of(its: Mapping[str, str]) -> str:
    if "data-activity" in its:
        return its["data-activity"]
    return its["action"].partition("?")[0].rsplit("/", 1)[-1]


class Person:
    """Somebody with a phone: keeps cookies and follows redirects, as browsers do."""

    def __init__(self, hall: "Hall", language: str = "fi", cookies: bool = True) -> None:
        self._hall = hall
        self.t = words(language)
        transport = httpx.ASGITransport(hall.app, raise_app_exceptions=False)
        jar = CookieJar(DefaultCookiePolicy(allowed_domains=None if cookies else []))
        self._browser = httpx.AsyncClient(
            transport=transport,
            base_url=HERE,
            headers={"accept-language": language},
            cookies=jar,
            follow_redirects=True,
        )

    @property
    def cookies(self) -> CookieJar:
        return self._browser.cookies.jar

    def ask(self, method: str, address: str, **more: Any) -> httpx.Response:
        return self._hall.loop.run(self._browser.request(method, address, **more))

    def get(self, address: str, **more: Any) -> Page:
        return Page(self.ask("GET", address, **more))

    def post(self, address: str, fields: Mapping[str, str] | None = None, **more: Any) -> Page:
        return Page(self.ask("POST", address, data=dict(fields or {}), **more))

    def join(self) -> "Person":
        self.post(f"{self._hall.address}/join")
        return self

    def look(self) -> Page:
        return self.get(self._hall.address)

    def send(self, kind: str, page: Page | None = None, /, **fields: str) -> Page:
        """Fill in the form of this kind as it stands on the page, and send it."""
        form = (page or self.look()).form(kind)
        return self.post(form.action, {**form.fields, **fields})

    def does(self, act: str, its: Mapping[str, str] | None = None, /, **fields: str) -> Page:
        """Fill in the form for this (with the fields `its`) as it stands on the page, and send it."""
        form = self.look().act(act, **(its or {}))
        return self.post(form.action, {**form.fields, **fields})

    def by_script(self, kind: str, **fields: str) -> tuple[int, dict[str, Any]]:
        form = self.look().form(kind)
        answer = self.ask("POST", form.action, data={**form.fields, **fields}, headers=SCRIPT)
        return answer.status_code, answer.json()

    def order_of_options(self) -> list[str]:
        """The fields of the ballot as they stand on this phone."""
        return [name for name in self.look().form("vote").choices if name.startswith("m_")]

    def idea(self, text: str) -> Page:
        return self.send("ideas", text=text)

    def vote(self, **marks: str) -> Page:
        return self.send("vote", **{f"m_{option}": mark for option, mark in marks.items()})


@dataclass
class Hall:
    """One evening at a house, and who comes to it."""

    house: House
    app: Starlette
    loop: asyncio.Runner
    clock: Clock
    code: str

    @property
    def address(self) -> str:
        return f"/j/{self.code}"

    @property
    def workshop(self) -> Workshop:
        return self.house.workshop(self.code)

    @property
    def now(self) -> Activity:
        return self.workshop.now

    def somebody(self, language: str = "fi", cookies: bool = True) -> Person:
        return Person(self, language, cookies)

    def resident(self, language: str = "fi") -> Person:
        return self.somebody(language).join()

    def do(self, verb: str, **arguments: Any) -> None:
        acting.perform(self.house, self.code, MANAGER, verb, **arguments)

    def configure(self, kind: str, **settings: Any) -> None:
        step = next(a for a in self.workshop.agenda if a.kind == kind)
        self.do("configure", activity=step.id, settings=settings)

    def open(self, kind: str) -> None:
        self.do("open_kind", kind_name=kind)

    def plan(self, *titles: str) -> None:
        """The plan step is on, with these projects; they get the ids p1, p2, …"""
        for n, title in enumerate(titles, 1):
            self.do("add_project", title=title, id=f"p{n}")
        self.open("plan")

    def given(self, kind: str) -> dict[str, dict[str, Any]]:
        """Key → what is stored of this step."""
        step = next(a for a in self.workshop.agenda if a.kind == kind)
        return {c.key: c.payload for c in self.house.store.read(self.code).contributions(step.id).values()}

    def open_vote(self, *typed: str, **settings: Any) -> None:
        """Options get the ids o1, o2, …"""
        self.configure("vote", source="typed", typed=list(typed), **settings)
        self.open("vote")

    def close_now(self) -> None:
        self.do("close_now")

    def ballots(self) -> list[dict[str, Any]]:
        given = self.house.store.read(self.code).contributions(self.now.id)
        return [c.payload for c in given.values()]

    def ideas(self) -> list[str]:
        step = next(a for a in self.workshop.agenda if a.kind == "ideas")
        given = self.house.store.read(self.code).contributions(step.id)
        return [c.payload["text"] for c in given.values()]


def hall_at(
    house: House,
    app: Starlette,
    loop: asyncio.Runner,
    clock: Clock,
    language: str = "fi",
    title: str = "Kannelmäen ilta",
    template: str = "asukasilta",
) -> Hall:
    return Hall(house, app, loop, clock, make(house, template, title, language).code)


def said(t: Words, key: str, **values: Any) -> str:
    """A refusal's sentence."""
    return t(f"common.refused.{key}", **values)
