"""The stage's component by itself in a browser: no server, a stream that the test plays, screens of the real views."""

import json
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Page, Route
from plotly.offline import get_plotlyjs

from pages.components import stage
from pages.components.beside import script
from pages.views.stage.moment import moment
from pages.views.stage.screen import screen
from tests.browser.stage_later import later_rooms
from tests.facilitation.room import Room, room, step, voting

ADDRESS = "http://192.168.100.123:8501"
LONGEST_IDEA = (
    "Kerrostaloasuntojen lämmityskustannusten läpinäkyvyyden parantaminen: taloyhtiö näyttää joka kuukausi, mihin "
    "rahat menevät, ja asukkaat saavat kysyä. Samalla voisi sopia, kuka korjaa patterit, ennen kuin talvi tulee, "
    "eikä kenenkään tarvitse palella omassa olohuoneessaan enää."
)
IDEAS = (
    "Lapsille keinu",
    "Penkkejä rannan polulle, että vanhuksetkin jaksavat kävellä sinne ja takaisin",
    "Pihatalkoot",
    "Polkupyöräkorjaustyöpajatoimintaa kerhohuoneeseen keväästä alkaen",
    "Lukupiiri",
    "Koirapuisto",
    LONGEST_IDEA,
    "Kahvila asukastupaan keskiviikkoisin, jos joku keittää kahvin ja joku leipoo pullaa",
)

_PAGE = """<!doctype html><html lang="en"><title>stage</title><body><div id="host"></div><script>
window.streams = [];
window.EventSource = class extends EventTarget {
  constructor(url) { super(); this.url = url; streams.push(this); }
  close() { this.closed = true; }
};
</script><script type="module">
const [html, css, ...scripts] = %s;
const parentElement = document.getElementById("host").attachShadow({ mode: "open" });
parentElement.innerHTML = `${html}<style>${css}</style>`;
const [stage, feed] = await Promise.all(scripts.map((script) =>
  import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })))));
window.asked = [];
const setTriggerValue = (name, version) => asked.push(version);
window.hang = () => { window.end = stage.default({ parentElement }); };
window.draw = (data) => feed.default({ data: [data], setTriggerValue });
window.shadow = parentElement;
hang();
</script></body></html>"""


_CHARTED = """() => [...shadow.querySelectorAll(".chart")]
  .filter((chart) => chart.checkVisibility()).every((chart) => chart.querySelector(".main-svg"))"""


def _plotly(route: Route) -> None:
    route.fulfill(body=get_plotlyjs(), content_type="text/javascript")


class Alone:
    """A projector with nothing behind it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        scripts = script(*stage.SCRIPTS), script(stage.FEED)
        parts = json.dumps([stage.html(), stage.css(), *scripts]).replace("</", "<\\/")
        page.route(
            "http://stage.test/**", lambda route: route.fulfill(body=_PAGE % parts, content_type="text/html")
        )
        page.route("**/j/-/plotly/**", _plotly)
        self.comes()

    def comes(self) -> "Alone":
        """Anew, with nothing of what was there before."""
        self.page.goto("http://stage.test/")
        self.page.wait_for_function("() => Boolean(window.draw)")
        return self

    def draw(self, data: dict[str, Any]) -> "Alone":
        """And waits until its charts are there: their script comes when it is needed."""
        self.page.evaluate("data => draw(data)", data)
        if '"figure": {' in json.dumps(data):
            self.page.wait_for_function(_CHARTED)
        return self

    def asked(self) -> list[str]:
        """The versions it wanted drawn."""
        return list(self.page.evaluate("asked"))

    def streams(self) -> int:
        """How many it has opened and not closed."""
        return int(self.page.evaluate("streams.filter(s => !s.closed).length"))

    def hears(self, version: str) -> None:
        event = "Object.assign(new Event('version'), {data: JSON.stringify({v: version})})"
        self.page.evaluate(
            f"version => {{ const s = streams.at(-1); s.onopen(); s.dispatchEvent({event}) }}", version
        )

    def beats(self) -> None:
        self.page.evaluate("streams.at(-1).dispatchEvent(new Event('beat'))")

    def breaks(self) -> None:
        self.page.evaluate("streams.at(-1).onerror()")


def drawn(hall: Room, version: str = "v1", here: int = 34) -> dict[str, Any]:
    home = SimpleNamespace(clock=lambda: hall.now, presence=SimpleNamespace(here=lambda code: here))
    return screen(moment(home, hall, ADDRESS), version, "/live/ACDEFG/room")


def wall(ideas: int, prompt: str = "Mikä tekisi asuinalueestamme paremman?") -> Room:
    hall = room(step("ideas", prompt={"fi": prompt})).on("open")
    for n in range(ideas):
        adds(hall, f"{IDEAS[n % len(IDEAS)][:270]} {n}")
    return hall


def adds(hall: Room, text: str) -> None:
    hall.now += 1
    n = len(hall.contributions("ideas"))
    hall.phone(f"p{n}").writes(text, f"idea-{n}-")


def voted(method: str, options: Iterable[str], revealed: bool = True, **settings: Any) -> Room:
    hall = voting(method, *options, **settings)
    marks = {"dots": 1, "approval": 1, "yesno": -1, "score": 4}
    for n in range(9):
        chosen = {
            f"o{i + 1}": marks[method] for i in range(len(hall.workshop.now.options)) if i % (n + 1) == 0
        }
        hall.phone(f"p{n}").votes(**dict(list(chosen.items())[:3]))
    return hall.on("close", "close_now", "reveal") if revealed else hall


def arrival(title: str = "Koivurinteen asukasilta") -> Room:
    choices = [{"fi": c} for c in ("Alle vuoden", "1–5 vuotta", "Yli 5 vuotta", "En asu täällä")]
    hall = room(step("arrival", question={"fi": "Kuinka kauan olet asunut täällä?"}, choices=choices)).on(
        "open"
    )
    hall.workshop = hall.workshop.but(title={"fi": title})
    hall.phone("p").gives("arrival", choice=1)
    hall.does("headcount", people=140)
    return hall


def every_screen() -> dict[str, dict[str, Any]]:
    """Name → data, with nobody there yet, with few, with many, and with long words."""
    many = [f"{idea} {n}" for n, idea in enumerate(IDEAS * 5)]
    info = room(step("info", body={"fi": f"{LONGEST_IDEA}\n\n{LONGEST_IDEA}"})).on("open")
    return {
        "arrival": drawn(arrival(), here=0),
        "arrival, long": drawn(
            arrival("Kerrostaloasuntojen lämmityskustannusten läpinäkyvyyden ilta, Koivurinne")
        ),
        "info": drawn(info),
        **{f"wall {n}": drawn(wall(n)) for n in (0, 5, 40, 150)},
        "draft": drawn(room(step("vote", prompt={"fi": "Mitkä ovat parhaita?"}))),
        "options": drawn(voted("dots", IDEAS[:5], revealed=False)),
        "many options": drawn(voted("yesno", many, revealed=False, numbered=True)),
        "dots": drawn(voted("dots", IDEAS[:5])),
        "approval": drawn(voted("approval", many)),
        "yesno": drawn(voted("yesno", many, numbered=True)),
        "score": drawn(voted("score", IDEAS)),
        "nobody voted": drawn(voting("yesno", *IDEAS[:4]).on("close", "close_now", "reveal")),
        **{name: drawn(hall) for name, hall in later_rooms().items()},
    }
