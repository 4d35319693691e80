"""Takes the pictures: three doors in one Chromium, each photographed once it stands still."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from service.tour.chromium import FLAGS

SIZES: dict[str, tuple[int, int]] = {"phone": (390, 844), "desk": (1440, 900), "stage": (1920, 1080)}
WIDTHS = {"phone": 585, "desk": 1440, "stage": 1280}
"""Of the pictures. A phone's is drawn at twice its size first, as a real one has it."""
LARGEST = 150_000
"""Bytes of a picture: they are read over a village's mobile network too."""
LOOKS_EVERY = 0.6
STANDS_STILL_WITHIN = 12.0
"""Seconds; a screen with a clock on it never does."""
DRAWN_AFTER = {"phone": 0.6, "desk": 3.0, "stage": 3.0}
"""Seconds until a change that is on its way can be seen."""
LOADED_AFTER = {"phone": 0.6, "desk": 6.0, "stage": 6.0}


class Camera:
    """Three windows. `out`: the folder for pictures."""

    def __init__(self, browser: Browser, out: Path, language: str) -> None:
        self._out = out
        self._pages = {door: _window(browser, door, language) for door in SIZES}
        self.taken: list[Path] = []

    def open(self, door: str, address: str) -> Page:
        page = self._pages[door]
        page.goto(address)
        _wait(page, LOADED_AFTER[door])
        return page

    def be(self, address: str, cookies: dict[str, str]) -> None:
        """Let the phone be this resident's."""
        mine = [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        self._pages["phone"].context.add_cookies(mine)  # type: ignore[arg-type]

    def take(self, name: str, *doors: str, before: Callable[[Page], None] | None = None) -> None:
        """`door-name.png` of each of these doors. `before`: what to scroll to or to fill in."""
        for door in doors:
            page = self._pages[door]
            _wait(page, DRAWN_AFTER[door])
            if before is not None:
                before(page)
            path = self._out / f"{door}-{name}.png"
            path.write_bytes(small(_still(page), WIDTHS[door]))
            self.taken.append(path)


@contextmanager
def camera(chromium: str, out: Path, language: str) -> Iterator[Camera]:
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            yield Camera(browser, out, language)
        finally:
            browser.close()


def small(png: bytes, width: int) -> bytes:
    """The picture as wide as this and with few colours, until it is small enough."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    while True:
        found = _packed(_resized(picture, width))
        if len(found) <= LARGEST or width < 400:
            return found
        width = width * 4 // 5


def _resized(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def _packed(picture: Image.Image) -> bytes:
    found = io.BytesIO()
    few = picture.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(found, "PNG", optimize=True)
    return found.getvalue()


def _window(browser: Browser, door: str, language: str) -> Page:
    width, height = SIZES[door]
    options: dict[str, Any] = {"viewport": {"width": width, "height": height}}
    if door == "phone":
        options |= {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    context: BrowserContext = browser.new_context(
        locale={"fi": "fi-FI", "sv": "sv-FI"}.get(language, "en-GB"),
        timezone_id="Europe/Helsinki",
        reduced_motion="reduce",
        **options,
    )
    return context.new_page()


def _still(page: Page) -> bytes:
    """The first picture that is like the one before."""
    until, last = time.monotonic() + STANDS_STILL_WITHIN, page.screenshot()
    while time.monotonic() < until:
        _wait(page, LOOKS_EVERY)
        now = page.screenshot()
        if now == last:
            break
        last = now
    return last


def _wait(page: Page, seconds: float) -> None:
    """The window goes on living meanwhile."""
    page.wait_for_timeout(1000 * seconds)
