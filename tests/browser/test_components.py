"""What Streamlit calls for each drawing, and ends when a newer drawing has begun, goes on from call to call."""

import json

import pytest
from playwright.sync_api import Page

from pages.components import listen
from pages.components.beside import script
from tests.browsing import expect
from tests.conftest import NewScreen

REST = 500
"""Milliseconds; double clicks are faster on every system."""
MOMENT = 1000
"""Milliseconds, in which whatever is asked for has been."""
ADDRESS = "http://component.test/"
PAGE = """<body><form class="area"><input><button type="button">On</button></form><div id="place"></div><script>
window.streams = [];
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  constructor() { super(); streams.push(this); }
  close() { streams.splice(streams.indexOf(this), 1); }
};
window.told = 0;
window.pressed = 0;
document.querySelector("form").addEventListener("click", () => { pressed += 1; });
window.calls = async (script, html, data, overtaken) => {
  const { default: call } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  place.innerHTML = html;
  const setTriggerValue = () => { told += 1; };
  const ends = [1, 2].map(() => () => call({ data: [data], parentElement: place, setTriggerValue }));
  const first = ends[0]();
  if (overtaken === "before") first();
  const second = ends[1]();
  if (overtaken === "after") first();
  return { gone: () => { place.remove(); second?.(); } };
};
</script></body>"""

LISTEN = (
    script(*listen.EAR),
    "",
    {"address": "/live", "drawn": "1", "again": 30, "words": ""},
    "streams.length === 1",
)
WHOLE = (script(*listen.WHOLE), "", {}, "dispatchEvent(new Event('asukasilta-whole-page')) && told === 1")
TYPED = (
    script("typed.js"),
    "",
    {"form": "f", "area": "area"},
    "document.querySelector('input').dispatchEvent(new Event('input', { bubbles: true })) && told === 1",
)
CLOCK = (
    script("clock.js"),
    '<span class="label"></span> <time></time>',
    {"seconds": 60, "label": "", "over": ""},
    """new Promise(done => {
      new MutationObserver(() => done(true)).observe(place, { childList: true, subtree: true });
      setTimeout(() => done(false), 5000);
    })""",
)
RESTING = (
    script("resting.js"),
    "",
    {"buttons": ".area button"},
    """new Promise(done => {
      const button = document.querySelector('.area button');
      button.removeAttribute('aria-disabled');
      button.textContent = 'Off';
      setTimeout(() => done(button.ariaDisabled === 'true'));
    })""",
)
SAYS_SOMETHING_ELSE = "document.querySelector('.area button').textContent = 'Close'"
IS_ANOTHER = """() => {
  const button = document.querySelector('.area button');
  button.replaceWith(button.cloneNode(true));
}"""
NEWS = 'v => streams[0].dispatchEvent(new MessageEvent(\'version\', { data: `{"v": "${v}"}` }))'


@pytest.fixture
def page(new_desk: NewScreen) -> Page:
    page = new_desk()
    page.route(f"{ADDRESS}**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(ADDRESS)
    return page


@pytest.fixture
def still(page: Page) -> Page:
    """Its clock goes on only by hand."""
    page.clock.install(time=0)
    page.clock.pause_at(MOMENT)
    return page


def draw(page: Page, component: tuple[str, str, dict[str, object], str], **data: object) -> None:
    source, html, its, _ = component
    given = json.dumps([source, html, its | data, "before"])
    page.evaluate(f"calls(...{given}).then(() => true)")


@pytest.mark.parametrize("overtaken", ["before", "after"])
@pytest.mark.parametrize(
    "component", [LISTEN, WHOLE, TYPED, CLOCK, RESTING], ids=["listen", "whole", "typed", "clock", "resting"]
)
def test_the_end_of_a_call_that_was_overtaken_ends_nothing(
    page: Page, component: tuple[str, str, dict[str, object], str], overtaken: str
) -> None:
    """On a slow laptop the next drawing comes before the one before has run: a desk would stand still for good."""
    source, html, data, goes_on = component
    page.evaluate("given => calls(...given).then(() => true)", [source, html, data, overtaken])
    assert page.evaluate(goes_on)


def test_what_is_gone_from_the_page_listens_no_more(page: Page) -> None:
    """Whoever turns from page to page all evening has one stream."""
    source, html, data, _ = LISTEN
    given = json.dumps([source, html, data, "after"])
    page.evaluate(f"calls(...{given}).then(({{ gone }}) => gone())")
    assert 0 == page.evaluate("streams.length")


@pytest.mark.parametrize("change", [SAYS_SOMETHING_ELSE, IS_ANOTHER], ids=["other words", "another button"])
def test_a_button_that_has_just_changed_rests(still: Page, change: str) -> None:
    """The second half of a double tap falls on it before anybody has read it: half a second, and then it is pressed."""
    draw(still, RESTING)
    still.clock.run_for(REST)
    still.evaluate(change)
    button = still.locator(".area button")
    expect(button).to_be_disabled()
    for waited, pressed in ((0, 0), (REST - 1, 0), (1, 1)):
        still.clock.run_for(waited)
        button.evaluate("button => button.click()")
        assert pressed == still.evaluate("pressed")
    expect(button).to_be_enabled()


def test_a_menu_that_turns_its_arrow_does_not_rest(still: Page) -> None:
    """Its icon is a word of the font, and nobody reads it."""
    still.evaluate(
        "document.querySelector('.area button').innerHTML = 'On <i aria-hidden=true>expand_more</i>'"
    )
    draw(still, RESTING)
    still.clock.run_for(REST)
    still.evaluate("document.querySelector('.area i').textContent = 'expand_less'")
    still.clock.run_for(1)
    expect(still.locator(".area button")).to_be_enabled()


def test_a_key_that_is_held_presses_once(page: Page) -> None:
    """By the second time, the button that comes next may stand under it."""
    draw(page, RESTING)
    page.locator(".area button").focus()
    for _ in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert 1 == page.evaluate("pressed")


def test_what_was_pressed_here_is_not_drawn_twice(still: Page) -> None:
    """The press brings its own drawing; others' news are asked for at once, and so is this if no drawing comes."""
    draw(still, LISTEN)
    still.evaluate(NEWS, 2)
    assert 1 == still.evaluate("told")
    draw(still, LISTEN, drawn="2")
    for version, told in ((3, 1), (4, 2)):
        still.clock.run_for(MOMENT)
        still.locator(".area button").click()
        still.evaluate(NEWS, version)
        assert 1 == still.evaluate("told")
        if version == 3:
            draw(still, LISTEN, drawn="3")
        still.clock.run_for(MOMENT)
        assert told == still.evaluate("told")
