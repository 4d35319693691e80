"""The command `tour`: whether pictures can be taken here, and how it goes."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from locales import Words
from service.access import Trouble
from service.simulation.demo import NoServer
from service.tour.chromium import chromium_path

Tell = Callable[[str], None]


def pictures(out: Path, language: str, t: Words, tell: Tell) -> list[Path]:
    """Raises Trouble: no Chromium, no Playwright (a development package), a folder that cannot be written to."""
    chromium = chromium_path()
    if chromium is None:
        raise Trouble("run.tour.no_chromium")
    if find_spec("playwright") is None:
        raise Trouble("run.tour.no_playwright")
    tell(t("run.tour.starting"))
    from service.tour.story import tell as told  # what it imports is there only for development

    try:
        out.mkdir(parents=True, exist_ok=True)
        taken = told(chromium, out, language)
    except OSError as error:
        raise Trouble("run.cannot_write", file=str(out)) from error
    except NoServer:
        raise Trouble("run.tour.fell") from None
    tell(t.count("run.tour.done", len(taken)))
    return taken
