"""The look: what is derived says the same as its source, and everybody can see it."""

import re
import tomllib
import xml.etree.ElementTree as ET
from itertools import combinations
from urllib.parse import unquote

import pytest

from theme import colours, derived, mark

BLIND = {
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "all three": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}
"""Linear-light matrices for full strength, from Machado, Oliveira and Fernandes (2009)."""

CLEARLY_APART = 20.0
"""CIE76 distance; 2.3 is just noticeable side by side, and these are seen far apart, on a projector."""


def test_derived_files_repeat_the_source():
    """`python -m theme` has been run since the colours last changed."""
    assert derived.stale() == {}


@pytest.mark.parametrize(("top", "under", "needed"), colours.MEETINGS)
def test_every_pair_that_meets_has_its_contrast(top, under, needed):
    """Text and shapes reach the WCAG ratio that their role asks for."""
    assert colours.contrast(top, under) >= needed


def test_contrast_is_that_of_the_standard():
    """Black on white is 21, a colour on itself is 1, and grey #767676 on white is the well-known 4.54."""
    assert colours.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert colours.contrast("#123456", "#123456") == 1
    assert colours.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("sight", BLIND)
def test_categories_stay_apart_for_every_kind_of_sight(sight):
    """No two colours of the categorical palette run together for colour-blind eyes."""
    seen = [_lab(_through(colours.linear(c), BLIND[sight])) for c in colours.CATEGORIES]
    assert min(_distance(a, b) for a, b in combinations(seen, 2)) >= CLEARLY_APART


def test_a_config_keeps_everything_but_its_theme():
    """Only the [theme] section of Streamlit's config is rewritten."""
    config = "[server]\nport = 1\n\n[theme]\nprimaryColor = 'red'\n\n[browser]\ngatherUsageStats = false\n"
    written = tomllib.loads(derived.with_theme(config))
    assert written["server"] == {"port": 1}
    assert written["browser"] == {"gatherUsageStats": False}
    assert written["theme"]["primaryColor"] == colours.BLUE
    assert derived.with_theme(derived.with_theme(config)) == derived.with_theme(config)


def test_the_phones_colours_need_no_new_browser():
    """Only hex colours: browsers of 2018 know no oklch() and no color-mix()."""
    values = re.findall(r"--[a-z-]+: (.+);", derived.css())
    assert values
    assert all(re.fullmatch(r"#[0-9A-F]{6}", v) for v in values)


def test_the_mark_is_small_and_of_one_colour():
    """One path in one colour, well-formed, at most 600 bytes, also as a favicon inside an attribute."""
    tree = ET.fromstring(mark.svg())
    assert [child.get("fill") for child in tree] == ["currentColor"]
    assert len(mark.favicon()) <= 600
    assert not set('"<># ') & set(mark.favicon())
    ET.fromstring(unquote(mark.favicon().partition(",")[2]))


def _through(light, matrix):
    return tuple(min(1.0, max(0.0, sum(m * x for m, x in zip(row, light, strict=True)))) for row in matrix)


def _lab(light):
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _distance(one, other):
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
