"""The ear of a desk by itself: when it asks for a drawing, and when for the whole page. Its clock stands still but for
what a test lets pass."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from pages.components.beside import script
from pages.components.listen import EAR
from tests.conftest import NewScreen

ADDRESS = "http://ear.test/desk-run"
PATIENCE = 3000
"""Milliseconds in which a drawing should come."""
_PAGE = """<body><div id="place"></div><script>
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  constructor() { super(); window.stream = this; this.readyState = 1; }
  close() {}
};
window.asked = [];
addEventListener("asukasilta-whole-page", ({ detail }) => asked.push(["whole", detail]));
</script><script type="module">
const blob = new Blob([%s], { type: "text/javascript" });
const { default: call } = await import(URL.createObjectURL(blob));
const setTriggerValue = (name, question) => asked.push(["part", question]);
window.draw = (data) => call({ data: [data], parentElement: place, setTriggerValue });
window.tell = (v) => stream.dispatchEvent(new MessageEvent("version", { data: JSON.stringify({ v }) }));
</script></body>"""


class Ear:
    def __init__(self, page: Page) -> None:
        self._page = page
        page.clock.install(time=0)
        page.route(f"{ADDRESS}**", self._answer)
        page.goto(ADDRESS)
        page.wait_for_function("() => Boolean(window.draw)")
        page.clock.pause_at(3_600_000)

    def _answer(self, route: Route) -> None:
        made = json.dumps(script(*EAR)).replace("</", "<\\/")
        route.fulfill(body=_PAGE % made, content_type="text/html")

    def draws(self, drawn: str, answers: float = 0, tab: str = "here") -> None:
        data = {"address": "/live", "drawn": drawn, "answers": answers, "tab": tab, "again": 30, "words": ""}
        self._page.evaluate("data => draw(data)", data)

    def hears(self, version: str) -> None:
        self._page.evaluate("version => tell(version)", version)

    def later(self, milliseconds: int) -> None:
        self._page.clock.run_for(milliseconds)

    @property
    def asked(self) -> list[tuple[str, float]]:
        """For what, and the question's own number."""
        asked: list[Any] = self._page.evaluate("asked")
        return [(what, number) for what, number in asked]

    @property
    def asked_for(self) -> list[str]:
        return [what for what, _ in self.asked]


@pytest.fixture
def ear(new_desk: NewScreen) -> Ear:
    ear = Ear(new_desk())
    ear.draws("v1")
    ear.hears("v1")
    assert [] == ear.asked
    return ear


def test_news_asks_once_until_it_is_answered(ear: Ear) -> None:
    """Drawings of something else come before it on a weak line, and are signs of life."""
    ear.hears("v2")
    [(_, question)] = ear.asked
    for _ in range(5):
        ear.later(PATIENCE - 500)
        ear.draws("older", answers=question - 1)
    assert ["part"] == ear.asked_for
    ear.draws("v2", answers=question)
    ear.later(2 * PATIENCE)
    assert ["part"] == ear.asked_for


def test_what_was_heard_meanwhile_is_asked_for_after_the_answer(ear: Ear) -> None:
    """The answer may be older than the news."""
    ear.hears("v2")
    [(_, question)] = ear.asked
    ear.hears("v3")
    ear.later(1000)
    assert ["part"] == ear.asked_for
    ear.draws("v2", answers=question)
    ear.later(1000)
    assert ["part", "part"] == ear.asked_for


def test_without_any_drawing_the_whole_page_is_asked_for(ear: Ear) -> None:
    """The server has forgotten the part."""
    ear.hears("v2")
    ear.later(PATIENCE + 100)
    assert ["part", "whole"] == ear.asked_for


def test_a_server_that_was_started_again_owes_no_answer(ear: Ear) -> None:
    """Its first drawing is as new as any: to ask once more would break off what somebody presses."""
    ear.hears("v2")
    ear.draws("v7", tab="anew")
    ear.hears("v7")
    ear.later(2 * PATIENCE)
    assert ["part"] == ear.asked_for
