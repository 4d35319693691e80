"""The system's own Chromium, found or asked for; and axe-core's findings in words."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from service.tour import chromium
from service.tour.chromium import chromium_path

__all__ = ["FLAGS", "axe_findings", "chromium_path"]

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
