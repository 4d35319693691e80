"""What the wall shows of each kind of activity: one module a kind, each turning a moment into a part of the screen."""

from collections.abc import Callable
from typing import Any

from pages.views.stage import arrival, evaluation, ideas, info, plan, roles, thanks, vote
from pages.views.stage.moment import Moment

View = Callable[[Moment], dict[str, Any]]
"""`blocks` to draw, and what differs from the usual: `title`, `kicker`, `counts`, `layout`, `poster`, `corner`,
`plotly` (where its script is, to have it before the first chart)."""

_VIEWS: dict[str, View] = {
    "arrival": arrival.draw,
    "ideas": ideas.draw,
    "vote": vote.draw,
    "plan": plan.draw,
    "roles": roles.draw,
    "evaluation": evaluation.draw,
    "thanks": thanks.draw,
}


def view(kind: str) -> View:
    """A kind without a view of its own (info, what is led by talking) shows its title and text."""
    return _VIEWS.get(kind, info.draw)
