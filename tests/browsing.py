"""The system's own Chromium, found or asked for; and axe-core's findings in words."""

import os
import shutil
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
HOW_TO_INSTALL = """No Chromium was found, and the browser tests are not skipped without one. Install it:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  Windows          Edge or Chrome is enough
or name its file in the environment variable ASUKASILTA_CHROMIUM."""


def chromium_path() -> str | None:
    """`ASUKASILTA_CHROMIUM`, else the first Chromium, Chrome or Edge of this machine."""
    named = os.environ.get("ASUKASILTA_CHROMIUM")
    found = (shutil.which(command) for command in COMMANDS)
    installed = (place for place in PLACES if Path(place).exists())
    return named or next((path for path in found if path), None) or next(installed, None)


def axe_findings(page: Page) -> list[str]:
    """What axe-core objects to on this screen, one line a place; empty when it is clean."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {node['target']}\n    {node['html'][:200]}"
        for rule in violations
        for node in rule["nodes"]
    ]
