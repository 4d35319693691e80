"""The people of an evening, who act through what stands on their screens."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Response, WebSocket

from tests.browser.evening import Evening
from tests.browsing import expect, there
from tests.conftest import NewScreen

PATIENCE = 45_000
"""Milliseconds that something may take to appear: Streamlit looks for a server that was away every 15 s only."""

MOST_OF_A_DRAWING = 20
"""Messages of a desk."""

_STILL_COMING = ".stApp:not([data-test-script-state=notRunning]), [data-testid=stSkeleton]"
"""Streamlit's page while it is being drawn, and the places of what it still fetches."""

_UNFOLDING = "details[style*=overflow]"
"""A fold on its way: what stands in it moves, perhaps while it is pressed."""

_UNICODE = re.compile(r"\\u([0-9a-f]{4})")
"""How JSON writes letters like ä."""

HEARS_NEWS = """(address) => new Promise((listens) => {
  const source = new EventSource(address);
  const news = new Promise((heard) => source.addEventListener("version", (event) => {
    if (event.currentTarget.before) setTimeout(heard, 300);
    event.currentTarget.before = true;
    listens({ news });
  }));
})"""
"""Resolves when it listens; `news` a moment after the next change, when the page has heard of it too."""

_WHOLE = """() => {
  const whole = (root) => root.innerHTML + [...root.querySelectorAll("*")]
    .map((e) => (e.value ?? "") + (e.shadowRoot ? whole(e.shadowRoot) : "")).join(" ");
  return whole(document.documentElement);
}"""

_TAP_TWICE = """(button, gap) => {
  const box = button.getBoundingClientRect();
  const here = [box.x + box.width / 2, box.y + box.height / 2];
  const tap = () => document.elementFromPoint(...here)?.closest("button")?.click();
  tap();
  return new Promise((done) => setTimeout(() => { tap(); done(); }, gap));
}"""


class Screen:
    """A browser window. Labels are looked up in the catalogues, in the language of the evening."""

    def __init__(self, page: Page, evening: Evening) -> None:
        self.page = page
        self.evening = evening
        self.t = evening.t

    def text(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_text(text)

    def shows(self, *texts: str | re.Pattern[str]) -> None:
        """Sooner or later. Counted, since of anything else that is not so yet Playwright writes down the whole page, at
        each look."""
        for text in texts:
            expect(self.text(text).filter(visible=True)).not_to_have_count(0, timeout=PATIENCE)

    def shows_no(self, *texts: str | re.Pattern[str]) -> None:
        """Any more; of what was never there, ask after something that came later."""
        for text in texts:
            expect(self.text(text).filter(visible=True)).to_have_count(0, timeout=PATIENCE)

    def press(self, label: str) -> None:
        """The button that says this, and perhaps more; once the page, which may still show what it showed before, has
        only one of them."""
        there(self.button(label), PATIENCE).click(timeout=PATIENCE)

    def button(self, label: str) -> Locator:
        return self.page.get_by_role("button", name=label)

    def is_whole(self) -> None:
        """Sooner or later: drawn, with all that Streamlit fetches for it."""
        expect(self.page.locator(_STILL_COMING)).to_have_count(0, timeout=PATIENCE)

    @property
    def page_text(self) -> str:
        """What can be read."""
        return str(self.page.locator("body").inner_text())

    @property
    def whole(self) -> str:
        """The document with everything in it, also what nobody sees and what stands in shadow roots."""
        return str(self.page.evaluate(_WHOLE))


class Phone(Screen):
    """A resident's phone, with scripts."""

    def join(self) -> "Phone":
        self.page.goto(self.evening.links["phone"])
        self.press(self.t("phone.join.button"))
        expect(self.button(self.t("phone.join.button"))).to_have_count(0, timeout=PATIENCE)
        return self

    def write(self, idea: str) -> None:
        there(self.page.get_by_role("textbox"), PATIENCE).fill(idea, timeout=PATIENCE)

    def send(self, idea: str) -> None:
        self.write(idea)
        self.press(self.t("phone.ideas.send"))

    def own_idea(self, idea: str) -> Locator:
        return self.page.get_by_role("listitem").filter(has_text=idea)

    def is_saved(self, idea: str) -> None:
        """Sooner or later it stands under one's own, and no longer as one that is on its way."""
        saved = self.page.locator("#own li:not(.waiting)").filter(has_text=idea)
        expect(saved).to_be_visible(timeout=PATIENCE)

    def vote(self, *options: str) -> None:
        """Tick these and be done; back when it is saved."""
        self.tick(*options)
        self.press(self.t("phone.vote.done"))
        self.shows(self.t("phone.vote.saved"))

    def tick(self, *options: str) -> None:
        for option in options:
            there(self.page.get_by_role("checkbox", name=option), PATIENCE).check(timeout=PATIENCE)


class Stage(Screen):
    """The projector."""

    def open(self) -> "Stage":
        self.page.goto(self.evening.links["stage"])
        self.shows(re.compile(re.escape(self.evening.code[:3]) + " ?" + re.escape(self.evening.code[3:])))
        return self


class Desk(Screen):
    """The manager's laptop."""

    def open(self) -> "Desk":
        self.page.goto(self.evening.links["desk"])
        self.shows(self.evening.code)
        return self

    def turn_to(self, page: str) -> "Desk":
        """Another page of this evening, by the desk's own link: `run`, `agenda`…; back when all of it is there."""
        self.page.locator(f"a[href*='desk-{page}?']").click(timeout=PATIENCE)
        self.page.wait_for_url(re.compile(f"/desk-{page}[?]"), wait_until="commit", timeout=PATIENCE)
        self.is_whole()
        return self

    def press(self, label: str) -> None:
        """When it rests no more, and nothing moves."""
        self.ready(label)
        expect(self.page.locator(_UNFOLDING)).to_have_count(0, timeout=PATIENCE)
        super().press(label)

    def choose(self, label: str) -> None:
        """One of several that exclude each other."""
        there(self.page.get_by_role("radio", name=label), PATIENCE).click(timeout=PATIENCE)

    def field(self, label: str) -> Locator:
        """Without those that Streamlit is about to take away: new ones stand beside them for a moment."""
        return self.page.locator("[data-testid=stElementContainer]:not([data-retained])").get_by_label(label)

    def tap_twice(self, label: str, gap: int) -> None:
        """Both times at the same place, `gap` milliseconds apart, whatever stands there by then."""
        self.ready(label).evaluate(_TAP_TWICE, gap)

    def ready(self, label: str) -> Locator:
        """A button that has just changed rests for a moment."""
        button = there(self.button(label), PATIENCE)
        expect(button).to_be_enabled(timeout=PATIENCE)
        return button


@dataclass(frozen=True)
class Hall:
    """An evening and its screens, each a browser of its own. `new_phone` makes one that nobody gets afterwards: for a
    clock that stands still, or other things that can't be taken back."""

    evening: Evening
    new_phone: NewScreen
    warm_phone: NewScreen
    new_stage: NewScreen
    new_desk: NewScreen

    def phone(self, page: Page | None = None) -> Phone:
        """Of somebody who has just joined."""
        return Phone(page or self.warm_phone(), self.evening).join()

    def stage(self, page: Page | None = None) -> Stage:
        return Stage(page or self.new_stage(), self.evening).open()

    def desk(self, page: Page | None = None) -> Desk:
        return Desk(page or self.new_desk(), self.evening).open()


@contextmanager
def by_themselves(*screens: Screen) -> Iterator[None]:
    """Whatever they show at the end, no page was loaded anew for it. They are whole first: what a page cannot
    fetch while the server is away is a reason to load it anew."""
    for screen in screens:
        screen.is_whole()
    before = [_loaded_at(screen) for screen in screens]
    yield
    reloaded = [
        screen.page.url for screen, at in zip(screens, before, strict=True) if at != _loaded_at(screen)
    ]
    assert not reloaded, reloaded


def _loaded_at(screen: Screen) -> float:
    return float(screen.page.evaluate("performance.timeOrigin"))


class Wire:
    """Everything that a page was sent since: answers in text, what its streams told, and frames of websockets."""

    def __init__(self, page: Page) -> None:
        self._answers: list[Response] = []
        self._frames: list[str | bytes] = []
        self._news: list[str] = []
        self._chromium = page.context.new_cdp_session(page)
        self._chromium.on("Network.eventSourceMessageReceived", self._hear)
        self._chromium.send("Network.enable")
        page.on("response", lambda answer: self._answers.append(answer))
        page.on("websocket", self._listen)

    def _hear(self, event: dict[str, str]) -> None:
        self._news += map(str, json.loads(event["data"]).values())

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._frames.append(frame))

    def pages(self, part_of_address: str) -> str:
        """From addresses with this part. Streams never end and are left out; ask before the page goes elsewhere."""
        pages = (a for a in self._answers if "html" in a.headers.get("content-type", "") and a.status == 200)
        return "\n".join(page.text() for page in pages if part_of_address in page.url)

    @property
    def news(self) -> str:
        return "\n".join(self._news)

    @property
    def frames(self) -> str:
        texts = (f if isinstance(f, str) else f.decode("utf-8", errors="replace") for f in self._frames)
        return _UNICODE.sub(lambda found: chr(int(found[1], 16)), "\n".join(texts))
