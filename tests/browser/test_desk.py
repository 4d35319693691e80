"""The desk in a real browser: by keyboard, with hostile words, on small screens, in other languages."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, WebSocketRoute

from locales import LANGUAGES, words
from phone.visit import LANGUAGE_COOKIE
from tests.browser.screens import HEARS_NEWS, PATIENCE, Desk, Hall, by_themselves
from tests.browsing import expect
from tests.conftest import DESK, Accessible, NewScreen

BENCH, SWING, PARK = "Penkki aurinkoon", "Keinu aikuisille", "Kirsikkapuisto"
SAUNA = "Yhteinen sauna"
HOSTILE = (
    "![k](http://evil.example/k.png) **lihava** <img src=x onerror=hurt()> www.evil.fi a@evil.fi :smile: $x$"
)
SCREENS = ((1440, 900), (1024, 768), (390, 844))
"""A laptop, an old one, the manager's own phone."""
OTHER_PAGES = ("agenda", "log", "ideas", "keys", "privacy")
"""In an order in which each has a link to the next."""
MARKUP = "img[src*='evil'], img[src='x'], a[href*='evil'], strong:text-is('lihava')"
PRESSED = """(link) => {
  link.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
  const at = performance.now(), { innerText } = document.querySelector("h1");
  const redrawn = (done) => document.querySelector("h1").innerText === innerText
    ? requestAnimationFrame(() => redrawn(done)) : done(performance.now() - at);
  return { redrawn: new Promise(redrawn) };
}"""
"""Resolves when the finger is on it; `redrawn` to the milliseconds until the page has another title."""
WIDER = "[...document.querySelectorAll('section, main, body')].map(e => e.scrollWidth - e.clientWidth)"


@dataclass
class Held:
    """Between Streamlit's page and its server: while `back`, what the page says does not arrive. `told`: what the
    server has said, to be told again."""

    back: bool = False
    told: list[str | bytes] = field(default_factory=list)
    _kept: list[tuple[WebSocketRoute, str | bytes]] = field(default_factory=list)

    def stand_between(self, page: WebSocketRoute) -> None:
        self._page, server = page, page.connect_to_server()
        page.on_message(lambda said: self._passed(server, said))
        server.on_message(self.tell)

    def tell(self, said: str | bytes) -> None:
        self.told.append(said)
        self._page.send(said)

    def let_go(self) -> None:
        self.back = False
        for server, said in self._kept:
            server.send(said)

    def _passed(self, server: WebSocketRoute, said: str | bytes) -> None:
        if self.back:
            self._kept.append((server, said))
        else:
            server.send(said)


def test_paper_is_typed_in_without_leaving_the_keyboard(hall: Hall) -> None:
    """Enter, and the next; each is on the wall once, however fast they come. And what is being typed outlives what
    phones send: the page draws itself anew under the hand, and takes nothing from it."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    desk, phone = hall.desk(), hall.phone()
    desk.text(t("desk.paper")).click()
    field = desk.page.get_by_label(t("desk.paper.label"))
    field.focus()

    with by_themselves(desk):
        for text in (PARK, BENCH, SWING):
            desk.page.keyboard.type(text)
            desk.page.keyboard.press("Enter")
        desk.shows(t("desk.paper.sent", n=3))
        expect(field).to_be_focused()
        desk.page.keyboard.type("Puolikas aja")
        phone.send(SAUNA)
        desk.shows(SAUNA)

    expect(field).to_be_focused()
    expect(field).to_have_value("Puolikas aja")
    wall = evening.call("result", activity=evening.activity("ideas")["id"])["result"]
    assert [PARK, BENCH, SWING, SAUNA] == [idea["text"] for idea in wall["all"]]


def test_what_is_typed_and_not_saved_stops_the_next_press(hall: Hall) -> None:
    """Streamlit tells nothing of a form before it is saved: the browser does, of words and of a number's buttons."""
    evening, t = hall.evening, hall.evening.t
    evening.step("open", "ideas")
    desk = hall.desk()
    desk.turn_to("agenda")
    field = desk.page.get_by_label(t("desk.ideas.prompt"))
    field.press_sequentially("Kerro ", timeout=PATIENCE)
    desk.shows(t("desk.edit.unsaved"))
    desk.text(re.compile(t("common.template.thanks"))).first.click()
    desk.shows(t("desk.edit.save_first"))
    expect(field).to_have_value(re.compile("Kerro "))
    desk.press(t("desk.edit.discard"))
    desk.shows_no(t("desk.edit.unsaved"))
    desk.page.locator(".st-key-step-fields button").first.click()
    desk.shows(t("desk.edit.unsaved"))


def test_the_evening_is_led_by_keyboard(hall: Hall) -> None:
    """The next button is reached with Tab and pressed with Enter; then the keyboard is on the one that comes next."""
    evening, t = hall.evening, hall.evening.t
    desk = hall.desk()
    first = _primary(desk, t("desk.next.arrival.open"))
    expect(first).to_be_enabled(timeout=PATIENCE)
    for _ in range(40):
        desk.page.keyboard.press("Tab")
        if first.evaluate("button => button === document.activeElement"):
            break
    titles = (t("common.template.welcome"), t("common.template.ideas"))
    for label in (*(t("desk.next.any.move", to=title) for title in titles), t("desk.next.ideas.close")):
        desk.page.keyboard.press("Enter")
        expect(_primary(desk, label)).to_be_focused(timeout=PATIENCE)

    assert ("ideas", "open") == evening.on_now


def _primary(desk: Desk, label: str) -> Locator:
    icons = "play_arrow|arrow_forward|stop"
    return desk.page.get_by_role("button", name=re.compile(f"^({icons})?\\s*{label}"))


def test_hostile_words_stay_words_everywhere_on_the_desk(hall: Hall) -> None:
    """In titles, buttons, menus and lists: no picture is fetched, no link made, nothing runs."""
    evening, t = hall.evening, hall.evening.t
    desk = hall.desk()
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    evening.do("rename", title={"fi": HOSTILE})
    evening.do("configure", activity=evening.activity("info")["id"], title={"fi": HOSTILE})
    evening.step("open", "ideas")
    hall.phone().send(HOSTILE)
    evening.step("back")

    for page in ("run", *OTHER_PAGES, "run"):
        if page not in desk.page.url:
            desk.turn_to(page)
        desk.shows(HOSTILE)
        assert 0 == desk.page.locator(MARKUP).count(), page
    desk.press(t("desk.run.back", title=t("common.template.arrival")))
    button = desk.page.get_by_role("button", name=t("desk.next.any.move", to=""))
    expect(button).to_contain_text("**lihava** <img src=x onerror=hurt()>")
    assert [] == [url for url in asked if "evil" in url]


def test_a_hidden_result_is_nowhere_in_the_document_until_it_is_wanted(hall: Hall) -> None:
    """Not even in what nobody sees; and a reload covers it again."""
    evening, t = hall.evening, hall.evening.t
    evening.open_vote(PARK, BENCH, SWING)
    phone, desk = hall.phone(), hall.desk()
    phone.vote(BENCH)
    evening.end_answering()
    desk.shows(t("desk.phase.vote.closed"), t("desk.private"))
    assert BENCH not in desk.whole

    desk.text(t("desk.private")).click()
    desk.shows(BENCH)

    desk.page.reload()
    desk.shows(t("desk.private"))
    assert BENCH not in desk.whole


def test_the_language_of_the_desk_is_remembered(hall: Hall) -> None:
    """It is the manager's own; the workshop keeps its own."""
    desk = hall.desk()
    desk.choose("SV")
    desk.shows("Den gemensamma skärmen")
    kept = "name => document.cookie.includes(`${name}=sv`)"
    desk.page.wait_for_function(kept, arg=LANGUAGE_COOKIE, timeout=PATIENCE)
    desk.page.reload()
    desk.shows("Den gemensamma skärmen", hall.evening.t("common.template.arrival.question"))


def test_the_address_for_phones_is_copied(hall: Hall) -> None:
    """To be pasted into a message to residents."""
    desk = hall.desk()
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.press(desk.t("desk.run.copy"))
    desk.shows(desk.t("desk.run.copied"))
    assert hall.evening.links["phone"] == desk.page.evaluate("navigator.clipboard.readText()")


def test_a_part_of_the_page_that_could_not_be_fetched_comes_after_all(
    hall: Hall, new_desk: NewScreen
) -> None:
    """Streamlit fetches its parts when they are first drawn, and shows a red box for good where that failed. How soon
    the page is loaded anew nobody knows: the box may never be seen."""
    hall.evening.step("open", "arrival")
    page = new_desk()
    page.route("**/static/js/Button.*", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed", lambda request: "/Button." in request.url, timeout=PATIENCE):
        desk = hall.desk(page)
    desk.ready(desk.t("desk.next.any.move", to=desk.t("common.template.welcome")))
    desk.shows_no("TypeError")


def test_a_page_comes_though_the_room_changes_while_it_is_turned_to(hall: Hall, new_desk: NewScreen) -> None:
    """The click is slow to arrive, and in between the page before hears of something new."""
    page, held = new_desk(), Held()
    page.route_web_socket(re.compile("/_stcore/stream"), held.stand_between)
    desk = hall.desk(page)
    desk.is_whole()
    held.back = True
    page.locator("a[href*='desk-agenda?']").click()
    news = page.evaluate_handle(HEARS_NEWS, f"/live/{hall.evening.code}/room")
    hall.evening.step("open", "ideas")
    news.evaluate("heard => heard.news")
    held.let_go()
    steps = page.get_by_role("radiogroup", name=desk.t("desk.agenda.steps"))
    expect(steps).to_be_visible(timeout=PATIENCE)


def test_a_page_that_does_not_come_is_fetched_anew(hall: Hall, new_desk: NewScreen) -> None:
    """Whatever kept it away; here the click never arrives. For one that came, nothing is."""
    page, held = new_desk(), Held()
    page.route_web_socket(re.compile("/_stcore/stream"), held.stand_between)
    desk = hall.desk(page).turn_to("agenda")
    loaded = page.evaluate("performance.timeOrigin")
    held.back = True
    with page.expect_navigation(url=re.compile("/desk-log[?]"), timeout=PATIENCE):
        page.locator("a[href*='desk-log?']").click()
        assert page.evaluate("performance.timeOrigin") == loaded
        held.back = False
    desk.shows(desk.t("desk.log.what_for"))
    assert page.evaluate("performance.timeOrigin") > loaded


def test_a_page_that_goes_again_comes_back(hall: Hall, new_desk: NewScreen) -> None:
    """What the page before had asked for right before the click may come behind it. Then Streamlit begins that page,
    draws nothing, for it is gone, and says that it is done."""
    page, held = new_desk(), Held()
    page.route_web_socket(re.compile("/_stcore/stream"), held.stand_between)
    desk = hall.desk(page)
    desk.is_whole()
    begins, *is_done = held.told[0], *held.told[-2:]
    desk.turn_to("agenda").shows(desk.t("desk.agenda.rename"))
    loaded = page.evaluate("performance.timeOrigin")
    for said in (begins, *is_done):
        held.tell(said)
    page.wait_for_function("before => performance.timeOrigin > before", arg=loaded, timeout=PATIENCE)
    desk.shows(desk.t("desk.agenda.rename"))


def test_nothing_is_asked_for_while_a_link_is_pressed(hall: Hall) -> None:
    """It might arrive behind the click. After a second without one, the page hears what has happened meanwhile."""
    desk = hall.desk()
    desk.is_whole()
    pressed = desk.page.locator("a[href*='desk-agenda?']").evaluate_handle(PRESSED)
    hall.evening.do("rename", title={"fi": SAUNA})
    assert 1_000 <= pressed.evaluate("pressed => pressed.redrawn")
    desk.shows(SAUNA)


@pytest.mark.long
def test_nothing_is_cut_off_at_the_side(hall: Hall, accessible: Accessible) -> None:
    """With a long title and long words, in one language after the other; the next button is seen without scrolling;
    axe, which takes its time, looks at each page on one of the screens, and is silent."""
    evening = hall.evening
    evening.do("rename", title={"fi": "Lentokenttäsuunnitteluapulaiskonttorinhoitajattaren " * 2})
    evening.step("open", "ideas")
    hall.phone().send("Asuntoyhtiöiden korjausrakentamisneuvontapalvelukokeilu " * 3)
    desk = hall.desk()
    for n, page in enumerate(("run", *OTHER_PAGES)):
        if page != "run":
            desk.turn_to(page)
        _choose_language(desk, LANGUAGES[(n + 1) % len(LANGUAGES)])
        for m, (width, height) in enumerate(SCREENS):
            desk.page.set_viewport_size({"width": width, "height": height})
            assert 0 >= max(desk.page.evaluate(WIDER)), (page, width)
            if page == "run":
                box = desk.page.get_by_test_id("stBaseButton-primary").first.bounding_box()
                assert box is not None
                assert height >= box["y"] + box["height"]
            if m == n % len(SCREENS):
                accessible(desk.page)
        desk.page.set_viewport_size(DESK["viewport"])


def _choose_language(desk: Desk, language: str) -> None:
    desk.page.get_by_role("radio", name=language.upper(), exact=True).click()
    desk.shows(words(language)("desk.to_list"))
    desk.is_whole()
