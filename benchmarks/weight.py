"""What a phone has to carry, and how soon it is usable on a weak connection, in a real Chromium.

    python -m benchmarks.weight

Join screen plus first activity: compressed bytes and requests, the stream included; then the time until the button
"join" can be pressed, with a four times slower processor on two networks.
"""

import json
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.evening import Evening, evening
from service.tour.chromium import FLAGS, chromium_path

NETWORKS = {"150 ms, 1.6 Mbit/s": (150, 1600), "400 ms, 400 kbit/s": (400, 400)}
SLOWER = 4
JOIN = "form[action*='/join?'] button"


class Counter:
    """Counts what comes over the wire on one page."""

    def __init__(self, session: CDPSession) -> None:
        self.requests: list[str] = []
        self.bytes = 0
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if not url.startswith("data:"):
            self.requests.append(url)

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


def weigh(browser: Browser, running: Evening) -> dict[str, object]:
    page, session = _phone(browser)
    counter = Counter(session)
    page.goto(running.links["phone"])
    page.locator(JOIN).click()
    page.wait_for_selector("[data-activity]")
    page.wait_for_load_state("load")
    page.wait_for_function("performance.getEntriesByType('resource').length >= 0")
    return {
        "bytes": counter.bytes,
        "requests": len(counter.requests),
        "of": [_short(u) for u in counter.requests],
    }


def usable(browser: Browser, running: Evening, latency: int, kbit: int) -> float:
    """Seconds from the scan to a button that can be pressed."""
    page, session = _phone(browser)
    per_second = kbit * 1000 / 8
    limits = {"latency": latency, "downloadThroughput": per_second, "uploadThroughput": per_second}
    session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(running.links["phone"], wait_until="commit")
    page.locator(JOIN).click(trial=True)
    return round(float(page.evaluate("performance.now()")) / 1000, 2)


def _phone(browser: Browser) -> tuple[Page, CDPSession]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    return page, session


def _short(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def main() -> None:
    with evening() as running, sync_playwright() as playwright:
        running.open("arrival")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        found = {"join_and_first_activity": weigh(browser, running)}
        found["usable_seconds"] = {
            name: usable(browser, running, *limits) for name, limits in NETWORKS.items()
        }
        browser.close()
        print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
