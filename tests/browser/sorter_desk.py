"""What the tests of the sorter hold in their hands."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests import serving
from tests.browsing import expect

PAGE = Path(__file__).with_name("sorter_page.py")

THEMES = ["Puistot", "Liikenne", "Nuoret"]


def start(folder: Path) -> serving.Server:
    """Serves a copy of the page from this folder, in the repository's theme."""
    shutil.copytree(serving.ROOT / ".streamlit", folder / ".streamlit")
    shutil.copy(PAGE, folder)
    return serving.launch(PAGE.name, folder, folder, serving.free_port(), dict(os.environ))


def idea(n: int, text: str = "", **facts: Any) -> dict[str, Any]:
    return {"id": f"idea-{n}", "text": text or f"Ajatus numero {n}", "state": "shown"} | facts


@dataclass
class Desk:
    """One sorter on one page, what it is given, and the commands that reached its server."""

    page: Page
    room: Path
    given: dict[str, Any]

    def give(self, **changes: Any) -> None:
        """What the server hands to the sorter from its next rerun on."""
        self.given |= changes
        fresh = self.room / "given.new"
        fresh.write_text(json.dumps(self.given), "utf-8")
        os.replace(fresh, self.room / "given.json")

    @property
    def commands(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.room / "commands.jsonl").read_text("utf-8").splitlines()]

    def after(self, n: int) -> list[dict[str, Any]]:
        """The commands, once the page shows that `n` are done."""
        expect(self.page.get_by_text(f"{n} commands done", exact=True)).to_be_visible(timeout=30_000)
        return self.commands

    @property
    def rows(self) -> Locator:
        return self.page.get_by_role("row")

    def row(self, text: str) -> Locator:
        return self.rows.filter(has_text=text)

    def action(self, name: str) -> Locator:
        return self.page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
