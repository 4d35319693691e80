"""What the wall shows of each kind of activity: one module a kind, each turning a moment into a part of the screen."""

from collections.abc import Callable
from typing import Any

from pages.views.stage import arrival, ideas, info, vote
from pages.views.stage.moment import Moment

View = Callable[[Moment], dict[str, Any]]
"""`blocks` to draw, and what differs from the usual: `title`, `kicker`, `counts`, `layout`, `poster`, `corner`."""

_VIEWS: dict[str, View] = {"arrival": arrival.draw, "ideas": ideas.draw, "vote": vote.draw}


def view(kind: str) -> View:
    """A kind without a view of its own (info, thanks, what is led by talking) shows its title and text."""
    return _VIEWS.get(kind, info.draw)
