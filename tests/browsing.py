"""The system's own Chromium, found or asked for; and axe-core's findings in words."""

from time import monotonic
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page
from playwright.sync_api import expect as looked_for

from service.tour import chromium
from service.tour.chromium import chromium_path

__all__ = ["FLAGS", "axe_findings", "chromium_path", "expect", "there"]

FLAGS = [*chromium.FLAGS, "--js-flags=--max-opt=1"]
"""Pages live for seconds here: to optimise their scripts costs more than it brings."""

HOW_TO_INSTALL = """No Chromium was found, and the browser tests are not skipped without one. Install it:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  Windows          Edge or Chrome is enough
or name its file in the environment variable ASUKASILTA_CHROMIUM."""

ALL_BUT_STREAMLITS = {"exclude": [[".stToast"]]}
"""The toast is Streamlit's: it refers to a label that is not there, and it comes and goes while axe looks."""

ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"]}
"""Nobody reads the long list of what is right."""

_VIOLATIONS = "async (how) => (await axe.run(...how)).violations"


GLANCE = 2_400
"""Milliseconds. What it may look for no longer, Playwright looks for ten times a second; else only twice, and tests
would wait for its next look more than for their server."""


class expect:
    """`expect(locator).to_be_visible(timeout=…)`: Playwright's, which looks more often."""

    def __init__(self, locator: Locator) -> None:
        self._looks = looked_for(locator)

    def __getattr__(self, name: str) -> Any:
        look = getattr(self._looks, name)

        def until(*wanted: Any, timeout: float = 5_000, **more: Any) -> None:
            end = monotonic() + timeout / 1_000
            while (left := (end - monotonic()) * 1_000) > GLANCE:
                try:
                    return look(*wanted, timeout=GLANCE, **more)
                except AssertionError:
                    continue
            return look(*wanted, timeout=max(1.0, left), **more)

        return until


def there(locator: Locator, patience: float) -> Locator:
    """Once it has come: to act on it, Playwright waits by looking seldom."""
    expect(locator).to_have_count(1, timeout=patience)
    return locator


def axe_findings(page: Page) -> list[str]:
    """What axe-core objects to on this screen, one line a place; empty when it is clean."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate(_VIOLATIONS, [ALL_BUT_STREAMLITS, ONLY_WHAT_IS_WRONG])
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {node['target']}\n    {node['html'][:200]}"
        for rule in violations
        for node in rule["nodes"]
    ]
