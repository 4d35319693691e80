"""The mark: a bridge, and the evening sun behind it. One shape, one colour."""

from urllib.parse import quote

from theme.colours import BLUE

SHAPE = "M7,15a9,9,0,0,1,18,0zM1,17.5h30V28h-2a6,6,0,0,0-12,0h-2a6,6,0,0,0-12,0H1z"
"""An SVG path in a box of 32 × 32. With commas, since a space takes three letters in an address."""


def svg(colour: str = "currentColor") -> str:
    """The mark as SVG, to be put into a page. It decorates: the name stands beside it in words."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,32,32" aria-hidden="true">'
        f'<path fill="{colour}" d="{SHAPE}"/></svg>'
    )


def favicon(colour: str = BLUE) -> str:
    """The mark as a `data:` address: a favicon that costs no request."""
    return "data:image/svg+xml," + quote(svg(colour).replace('"', "'"), safe="/:=',")
