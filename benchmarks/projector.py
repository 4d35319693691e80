"""From a tap on a phone to the pixels on the projector, in a real Chromium, with a hall of phones listening.

    python -m benchmarks.projector [--phones 100] [--ideas 40]

Each idea is sent by a phone over HTTP; the stage notes in its own animation frame when it first stands there.
"""

import argparse
import asyncio
import json
import time

from playwright.async_api import Page, async_playwright

from benchmarks.evening import Evening, evening
from benchmarks.phones import Phone, percentiles
from service.limits import raise_file_limit
from service.tour.chromium import FLAGS, chromium_path

WATCH = """() => {
  const seen = window.__seen = {};
  const texts = (root) => [root.textContent || "", ...[...root.querySelectorAll("*")]
      .filter((e) => e.shadowRoot).flatMap((e) => texts(e.shadowRoot))];
  const look = () => {
    for (const found of texts(document.body).join(" ").match(/mittaus-\\d{4}/g) || [])
      if (!(found in seen)) seen[found] = Date.now();
    requestAnimationFrame(look);
  };
  look();
}"""


async def measure(running: Evening, phones: int, ideas: int) -> dict[str, object]:
    activity = await asyncio.to_thread(running.open, "ideas")
    crowd = [Phone(running.server.port, running.code) for _ in range(phones)]
    for phone in crowd:
        await phone.join()
        await phone.listen()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        stage = await stage_of(browser, running)
        took = [
            await _seen_after(stage, crowd[n % phones], activity, f"mittaus-{n:04}") for n in range(ideas)
        ]
        await browser.close()
    for phone in crowd:
        await phone.close()
    return {"phones": phones, "ideas": ideas, "tap_to_projector_ms": percentiles(took)}


async def stage_of(browser: object, running: Evening) -> Page:
    page: Page = await browser.new_page(viewport={"width": 1920, "height": 1080})  # type: ignore[attr-defined]
    await page.goto(running.links["stage"])
    await page.wait_for_load_state("load")
    await page.evaluate(WATCH)
    await asyncio.sleep(8)
    return page


async def _seen_after(stage: Page, phone: Phone, activity: str, text: str) -> float:
    began = time.time()
    answer = await phone.give(activity, text=text, key=f"key-{text}")
    assert answer.status == 200, answer.body
    found = await stage.wait_for_function("(text) => window.__seen[text]", arg=text, timeout=20_000)
    await asyncio.sleep(0.3)
    return float(await found.json_value()) / 1000 - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=100)
    options.add_argument("--ideas", type=int, default=40)
    chosen = options.parse_args()
    raise_file_limit()
    with evening() as running:
        print(json.dumps(asyncio.run(measure(running, chosen.phones, chosen.ideas)), indent=2))


if __name__ == "__main__":
    main()
