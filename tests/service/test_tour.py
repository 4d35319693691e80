"""The pictures for the guides: small, all there, and taken only where there is something to take them with."""

import io
import random
import re

import pytest
from PIL import Image

from locales import words
from service.access import Trouble
from service.tour import camera, guide, story
from tests.serving import ROOT

PICTURES = ROOT / "docs" / "pictures"
GUIDES = ("README.md", "docs/illan-vetaminen.md", "docs/running-an-evening.md")
SHOWN = re.compile(r"pictures/([a-z-]+\.png)")


def shown() -> set[str]:
    return {name for guide in GUIDES for name in SHOWN.findall((ROOT / guide).read_text(encoding="utf-8"))}


def test_every_picture_of_the_guides_is_there_and_small() -> None:
    """They are read over a mobile network too."""
    assert [] == sorted(name for name in shown() if not (PICTURES / name).is_file())
    assert [] == [p.name for p in PICTURES.glob("*.png") if p.stat().st_size > camera.LARGEST]


def test_both_guides_show_the_same_pictures() -> None:
    """What one of them explains belongs into the other."""
    finnish, english = (
        set(SHOWN.findall((ROOT / guide).read_text(encoding="utf-8"))) for guide in GUIDES[1:]
    )
    assert finnish == english


def test_a_picture_is_made_small_whatever_is_on_it() -> None:
    """Noise is the hardest to pack."""
    noise = Image.frombytes("RGB", (600, 400), random.Random(1).randbytes(600 * 400 * 3))
    assert len(camera.small(_png(noise), 600)) <= camera.LARGEST
    plain = camera.small(_png(Image.new("RGB", (1920, 1080), "white")), 1280)
    assert (1280, 720) == Image.open(io.BytesIO(plain)).size


def test_without_a_browser_the_tour_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    """One sentence, and no folder is made."""
    monkeypatch.setattr(guide, "chromium_path", lambda: None)
    with pytest.raises(Trouble) as trouble:
        guide.pictures(tmp_path / "out", "fi", words("fi"), lambda sentence: None)
    assert "run.tour.no_chromium" == trouble.value.key
    assert not (tmp_path / "out").exists()


def test_the_photographed_residents_say_things_that_exist() -> None:
    """The ideas of the tour are in the catalogue, and what is merged is among them."""
    t = words("fi")
    assert not [n for n in story.IDEAS if t(f"run.demo.idea{n}").startswith("run.")]
    assert {n for same in story.SAME for n in same} <= set(story.IDEAS)


def _png(picture: Image.Image) -> bytes:
    found = io.BytesIO()
    picture.save(found, "PNG")
    return found.getvalue()
