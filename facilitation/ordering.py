"""What comes after what, though a clock was set back in between or is another replica's."""

from math import inf, nextafter


def after(now: float, *earlier: float) -> float:
    """Now, and later than these moments."""
    return max((now, *(nextafter(moment, inf) for moment in earlier)))
