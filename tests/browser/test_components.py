"""What Streamlit calls for each drawing, and ends when a newer drawing has begun, goes on from call to call."""

import json

import pytest
from playwright.sync_api import Page

from pages.components.beside import script
from pages.components.listen import EAR
from tests.conftest import NewScreen

ADDRESS = "http://component.test/"
PAGE = """<body><form class="area"><input><button>On</button></form><div id="place"></div><script>
window.streams = [];
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  constructor() { super(); streams.push(this); }
  close() { streams.splice(streams.indexOf(this), 1); }
};
window.told = 0;
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
    script(*EAR),
    "",
    {"address": "/live", "drawn": "1", "again": 30, "words": ""},
    "streams.length === 1",
)
WHOLE = (script("whole.js"), "", {}, "dispatchEvent(new Event('asukasilta-whole-page')) && told === 1")
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


@pytest.fixture
def page(new_desk: NewScreen) -> Page:
    page = new_desk()
    page.route(f"{ADDRESS}**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(ADDRESS)
    return page


@pytest.mark.parametrize("overtaken", ["before", "after"])
@pytest.mark.parametrize(
    "component", [LISTEN, WHOLE, TYPED, CLOCK], ids=["listen", "whole", "typed", "clock"]
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
