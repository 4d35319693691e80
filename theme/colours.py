"""The one set of colours: a light room in the evening. Plain sRGB hex, since old phones know nothing newer.

Every pair that meets on a screen is listed in `MEETINGS` with the contrast it must reach (WCAG 2.2: 7 for body text,
4.5 for other text, 3 for what is not text).
"""

PAPER = "#FBF9F4"
"""The page."""
CARD = "#FFFFFF"
"""What lies on the page: a card, an input."""
SHADE = "#F0ECE2"
"""A quiet area; the empty part of a bar."""
HAIRLINE = "#DDD7C9"
"""A line that only decorates."""
EDGE = "#777264"
"""A line that says "you can act here": the border of an input."""

INK = "#1B1F2E"
"""Text."""
SOFT_INK = "#454A59"
"""Text that comes second."""

BLUE = "#1B4F8F"
"""Buttons, links, the mark."""
BLUE_DEEP = "#123A6B"
"""A button that is pressed."""
BLUE_PALE = "#E6EEF8"
"""What is chosen."""
ON_BLUE = "#FFFFFF"

SUN = "#F4B23E"
"""The evening sun: what is new or needs a look. Under ink only, never text itself."""
SUN_PALE = "#FFF1D6"

GOOD = "#1B6B3A"
GOOD_PALE = "#E3F2E6"
BAD = "#9C2318"
BAD_PALE = "#FBE6E2"

CATEGORIES = ("#123F8C", "#C26A06", "#0A9070", "#6D1446", "#5B460F", "#757DA0")
"""Blue, orange, green, wine, brown, slate: apart from one another also for eyes that see no red, no green or no blue
(Machado, Oliveira and Fernandes 2009, full strength), and from the page. Still never without a label."""

YES, NO, PASS = CATEGORIES[0], CATEGORIES[1], "#B9B4A6"
SCORES = ("#8A4A00", "#D98A2B", "#B9B4A6", "#5C8FCE", "#123F8C")
"""Scores 1 to 5: from orange through grey to blue, never red and green."""

NAMES = {
    "paper": PAPER,
    "card": CARD,
    "shade": SHADE,
    "hairline": HAIRLINE,
    "edge": EDGE,
    "ink": INK,
    "soft-ink": SOFT_INK,
    "blue": BLUE,
    "blue-deep": BLUE_DEEP,
    "blue-pale": BLUE_PALE,
    "on-blue": ON_BLUE,
    "sun": SUN,
    "sun-pale": SUN_PALE,
    "good": GOOD,
    "good-pale": GOOD_PALE,
    "bad": BAD,
    "bad-pale": BAD_PALE,
}
"""CSS custom property (without the dashes) → colour."""

_BODY, _TEXT, _SHAPE = 7.0, 4.5, 3.0

MEETINGS = (
    *((INK, ground, _BODY) for ground in (PAPER, CARD, SHADE, BLUE_PALE, SUN, SUN_PALE, GOOD_PALE, BAD_PALE)),
    *((SOFT_INK, ground, _BODY) for ground in (PAPER, CARD, SHADE)),
    *((BLUE, ground, _TEXT) for ground in (PAPER, CARD, SHADE, BLUE_PALE)),
    *((GOOD, ground, _TEXT) for ground in (PAPER, CARD, GOOD_PALE)),
    *((BAD, ground, _TEXT) for ground in (PAPER, CARD, BAD_PALE)),
    (ON_BLUE, BLUE, _BODY),
    (ON_BLUE, BLUE_DEEP, _BODY),
    *((EDGE, ground, _SHAPE) for ground in (PAPER, CARD, SHADE, BLUE_PALE)),
    *((colour, ground, _SHAPE) for colour in CATEGORIES for ground in (PAPER, CARD, SHADE)),
)
"""(what is on top, what is under it, the contrast it must reach)."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two hex colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as light, 0 to 1 (sRGB, IEC 61966-2-1)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _as_light(red), _as_light(green), _as_light(blue)


def _as_light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
