"""Somebody's way through an evening on a small phone; every stop is looked at closely."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.evening import Evening
from tests.browser.screens import PATIENCE
from tests.browsing import expect

SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
LONG = (
    "Maahanmuuttajataustaisten asukkaiden yhteisöruokailuiltapäivätapahtumakokonaisuus",
    "Asukasaktiivivalmennuskoulutus",
    "Bostadsrättsföreningsstyrelseordförandekandidat",
    "Penkki",
    "https://ilta.example/" + "pitkä" * 30,
)
LONG_WORDED = ("fi", "sv")
"""What fits in these languages fits in English, whose words are shorter."""
TITLE = "Asukasaktiivivalmennuksen kehittämiskävelysuunnittelutapaaminen"

TOO_SMALL = """() => [...document.querySelectorAll("main a, button, input, select, summary, .choice, fieldset label")]
  .filter((e) => e.offsetParent && e.type !== "hidden" && !e.matches("label input"))
  .map((e) => [e.outerHTML.slice(0, 80), Math.round(e.getBoundingClientRect().height)])
  .filter(([, height]) => height < 44)"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""Not the inner width of the window: on a phone that grows with what is too wide."""


@dataclass
class Walk:
    page: Page
    evening: Evening
    accessible: Callable[[Page], None]
    stops: list[str] = field(default_factory=list)

    def stop(self, name: str, shows: str) -> None:
        """Wait for these words, then look closely."""
        expect(self.page.get_by_text(shows).filter(visible=True).first).to_be_visible(timeout=PATIENCE)
        self.accessible(self.page)
        assert 0 >= self.page.evaluate(TOO_WIDE), f"{name} is wider than the phone"
        assert [] == self.page.evaluate(TOO_SMALL), f"{name} has targets that are hard to hit"
        self.stops.append(name)

    def go(self, path: str) -> None:
        self.page.goto(self.evening.server.address + path)

    def press(self, key: str) -> None:
        self.page.get_by_role("button", name=self.evening.t(key), exact=True).click()
